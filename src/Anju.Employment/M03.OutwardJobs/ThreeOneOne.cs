using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// "311": in the calendar year at least three job informations, one career guidance and one free training information for
/// everybody who is willing, not employed, and registered unemployed or a labourer out of poverty (R-M03-2) [A06]. Whoever
/// found work or lost the wish is no target any more (c.2); what was completed before that stays met.
/// </summary>
internal sealed class ThreeOneOne : PersonRule
{
    public override string Code => "R-M03-2";

    public override string Title => "“311”就业服务";

    /// <summary>2: a course attended is an information about training.</summary>
    public override int Version => 2;

    public override Clause Clause => Plan.Measure(3).Says(
        "每年至少为有就业意愿且未就业的登记失业人员和脱贫劳动力提供三次岗位信息、一次职业指导、一次免费技能培训信息");

    public override IReadOnlyList<string> Uses =>
    [
        "service311.job-infos", "service311.guidances", "service311.training-infos", "service311.late-entry-month",
        "service311.late-entry-days", "labour.age-from", "labour.age-below", "employment.valid-days",
    ];

    public override WorkKind Work { get; } = new("W-M03-1", "“311”服务缺口", Department.HumanResources, Days: 30, EachYear: true);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var target = IsTarget(person, parameters);
        if (target == false)
        {
            return Verdict.NotApplicable("既非登记失业人员，也非脱贫劳动力");
        }

        var served = ServicesOfYear.Of(person, month, parameters);
        if (person.IsEmployed(parameters))
        {
            return served.IsComplete && target == true && HadNoWork(person, month) ? Verdict.Met(served.Words) : Verdict.NotApplicable("已就业");
        }

        if (person.Person.WillingToWork == Willingness.Unwilling)
        {
            return Verdict.NotApplicable("无就业意愿");
        }

        List<string> missing =
        [
            .. target is null ? TargetGaps(person, parameters) : [],
            .. person.Person.WillingToWork == Willingness.Willing ? (IEnumerable<string>)[] : ["就业意愿"],
            .. person.EmploymentGap(parameters) is { } gap ? (IEnumerable<string>)[gap] : [],
        ];
        return missing.Count > 0 ? Verdict.Unknown(missing)
            : served.IsComplete ? Verdict.Met(served.Words)
            : Verdict.NotMet(served.Words, DueOn(person, month, parameters));
    }

    /// <summary>Registered unemployed, or a labourer of a household out of poverty; null when neither can be told.</summary>
    private static bool? IsTarget(PersonFacts person, Parameters parameters)
    {
        bool? ofPoverty = person.Household.Household.Type switch
        {
            HouseholdType.PovertyAlleviated => person.IsLabourer(parameters),
            HouseholdType.Accompanying => false,
            _ => person.IsLabourer(parameters) == false ? false : null,
        };
        return (person.Person.RegisteredUnemployed, ofPoverty) switch
        {
            (true, _) or (_, true) => true,
            (false, false) => false,

            // Nobody registers a child or a pensioner: blank asks nothing of those who cannot be labourers.
            (null, false) when person.IsLabourer(parameters) == false => false,
            _ => null,
        };
    }

    private static IEnumerable<string> TargetGaps(PersonFacts person, Parameters parameters)
    {
        if (person.Person.RegisteredUnemployed is null)
        {
            yield return "登记失业";
        }

        if (person.Household.Household.Type is null)
        {
            yield return "户类型";
        }

        if (person.IsLabourer(parameters) is null && person.Household.Household.Type != HouseholdType.Accompanying)
        {
            foreach (var gap in person.LabourGaps)
            {
                yield return gap;
            }
        }
    }

    /// <summary>Some day of the year up to now, on the roll, without a job on record.</summary>
    private static bool HadNoWork(PersonFacts person, Month month)
    {
        var newYear = new DateOnly(month.Year, 1, 1);
        var covered = (person.Person.JoinedOn > newYear ? person.Person.JoinedOn : newYear).AddDays(-1);
        foreach (var spell in person.Spells)
        {
            if (spell.StartedOn > covered.AddDays(1))
            {
                break;
            }

            covered = spell.EndedOn is { } ended && ended < person.AsOf ? ended > covered ? ended : covered : person.AsOf;
        }

        return covered < person.AsOf;
    }

    /// <summary>The end of the year; for those who came to the group late in it, some days after they came, if that is later.</summary>
    private static DateOnly DueOn(PersonFacts person, Month month, Parameters parameters)
    {
        var end = new DateOnly(month.Year, 12, 31);
        var entered = person.AvailableSince(parameters);
        if (person.Spells.Where(spell => spell.EndedOn <= person.AsOf).Max(spell => spell.EndedOn) is { } lost && lost > entered)
        {
            entered = lost;
        }

        if (entered < new DateOnly(month.Year, parameters.Int("service311.late-entry-month"), 1))
        {
            return end;
        }

        var late = entered.AddDays(parameters.Int("service311.late-entry-days"));
        return late > end ? late : end;
    }
}
