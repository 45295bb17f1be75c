using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// "311": in the calendar year at least three job informations, one career guidance and one free training information for
/// everybody who is willing, not employed, and registered unemployed or a labourer out of poverty (R-M03-2) [A06].
/// </summary>
internal sealed class ThreeOneOne : PersonRule
{
    public override string Code => "R-M03-2";

    public override string Title => "“311”就业服务";

    public override Clause Clause => Plan.Measure(3).Says(
        "每年至少为有就业意愿且未就业的登记失业人员和脱贫劳动力提供三次岗位信息、一次职业指导、一次免费技能培训信息");

    public override IReadOnlyList<string> Uses =>
    [
        "service311.job-infos", "service311.guidances", "service311.training-infos", "service311.late-entry-month",
        "service311.late-entry-days", "labour.age-from", "labour.age-below", "employment.valid-days",
    ];

    public override WorkKind Work => new("W-M03-1", "“311”服务缺口", Department.HumanResources, Days: 30);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var labourer = person.IsLabourer(parameters);
        if (labourer == false)
        {
            return Verdict.NotApplicable("不是劳动力");
        }

        var served = Served.Of(person, parameters);
        if (person.IsEmployed(parameters))
        {
            return served.IsComplete ? Verdict.Met(served.Words) : Verdict.NotApplicable("已就业");
        }

        if (person.Person.WillingToWork == Willingness.Unwilling)
        {
            return Verdict.NotApplicable("无就业意愿");
        }

        if (labourer is null || person.Person.WillingToWork is null or Willingness.Unknown)
        {
            return Verdict.Unknown(labourer is null ? "出生日期或劳动技能" : "就业意愿");
        }

        if (person.EmploymentIsStale(parameters))
        {
            return Verdict.Unknown("就业核实日期");
        }

        if (IsTarget(person) is not { } target)
        {
            return Verdict.Unknown("登记失业");
        }

        if (!target)
        {
            return Verdict.NotApplicable("既非登记失业人员，也非脱贫劳动力");
        }

        return served.IsComplete ? Verdict.Met(served.Words) : Verdict.NotMet(served.Words, DueOn(person, month, parameters));
    }

    /// <summary>Registered unemployed, or a labourer of a household out of poverty; null when neither can be told.</summary>
    private static bool? IsTarget(PersonFacts person) => (person.Person.RegisteredUnemployed, person.Household.Household.Type) switch
    {
        (true, _) or (_, HouseholdType.PovertyAlleviated) => true,
        (false, HouseholdType.Accompanying) => false,
        _ => null,
    };

    /// <summary>The end of the year; for those who came to the group late in it, some days after they came.</summary>
    private static DateOnly DueOn(PersonFacts person, Month month, Parameters parameters)
    {
        var end = new DateOnly(month.Year, 12, 31);
        var lateFrom = new DateOnly(month.Year, parameters.Int("service311.late-entry-month"), 1);
        var lastJobEnded = person.Spells.Where(spell => spell.EndedOn <= person.AsOf).Max(spell => spell.EndedOn);
        DateOnly?[] days = [lastJobEnded, person.Person.JoinedOn, person.Person.WillingnessAskedOn is { } asked && lastJobEnded is null ? asked : null];
        var entered = days.Max();
        return entered >= lateFrom ? entered.Value.AddDays(parameters.Int("service311.late-entry-days")) : end;
    }

    /// <summary>What of the year's services is on record for the person.</summary>
    private readonly record struct Served(int JobInfos, int Guidances, int TrainingInfos, bool IsComplete)
    {
        public string Words => $"岗位信息{JobInfos}次、职业指导{Guidances}次、培训信息{TrainingInfos}次";

        public static Served Of(PersonFacts person, Parameters parameters)
        {
            var services = person.Household.All<EmploymentServiceEvent>()
                .Where(service => service.PersonId == person.Id && service.GivenOn <= person.AsOf)
                .ToList();

            // Different days and different vacancies: the same post offered twice is one information.
            var infos = services.Where(service => service.Kind == ServiceKind.JobInfo).ToList();
            var jobInfos = Math.Min(
                infos.Select(service => service.GivenOn).Distinct().Count(),
                infos.Select(service => service.Reference ?? service.GivenOn.ToString("O")).Distinct().Count());
            var guidances = services.Count(service => service.Kind == ServiceKind.Guidance);
            var trainingInfos = services.Count(service => service.Kind == ServiceKind.TrainingInfo);
            return new(
                jobInfos,
                guidances,
                trainingInfos,
                jobInfos >= parameters.Int("service311.job-infos")
                    && guidances >= parameters.Int("service311.guidances")
                    && trainingInfos >= parameters.Int("service311.training-infos"));
        }
    }
}
