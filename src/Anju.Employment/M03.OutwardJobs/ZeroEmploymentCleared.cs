using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// A household with somebody able and willing, and nobody at work, has somebody at work within the limit (R-M03-Z). Own
/// business and farming count as work [A05]. In the month in which work was found it is met, late or not, and the reason
/// tells how long it took.
/// </summary>
internal sealed class ZeroEmploymentCleared : HouseholdRule
{
    private const string Days = "zero-employment.clear-days";

    public override string Code => "R-M03-Z";

    public override string Title => "零就业家庭清零";

    public override Clause Clause => Plan.Measure(3).Says("保障搬迁劳动力家庭实现1户1人以上稳定就业");

    public override IReadOnlyList<string> Uses => [Days, "labour.age-from", "labour.age-below", "employment.valid-days"];

    public override WorkKind Work { get; } = new("W-M03-2", "零就业家庭", Department.HumanResources, Days: 30, Soon: 15);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved)
        {
            return Verdict.NotApplicable("已销户");
        }

        if (household.Members.Any(member => member.IsEmployed(parameters)))
        {
            return ClearedThisMonth(household, month, parameters) ?? Verdict.NotApplicable("有人就业");
        }

        var labourers = household.Labourers(parameters);
        var gaps = household.LabourGaps(parameters);
        var asked = labourers.Where(person => person.Person.WillingToWork != Willingness.Unwilling).ToList();
        if (asked.Count == 0 && gaps.Count == 0)
        {
            return Verdict.NotApplicable(labourers.Count == 0 ? "户内无劳动力" : "劳动力均无就业意愿");
        }

        var willing = asked.Where(person => person.Person.WillingToWork == Willingness.Willing).ToList();
        List<string> missing =
        [
            .. household.EmploymentGaps(parameters),
            .. willing.Count > 0 ? [] : asked.Select(person => person.Field("就业意愿")).Concat(gaps),
        ];
        return missing.Count > 0
            ? Verdict.Unknown(missing)
            : Verdict.NotMet(
                "有能力有意愿的劳动力，全家无人就业",
                WorklessSince(household, household.AsOf, willing, parameters).AddDays(parameters.Int(Days)));
    }

    /// <summary>Somebody began to work this month, and nobody had worked right before.</summary>
    private static Verdict? ClearedThisMonth(HouseholdFacts household, Month month, Parameters parameters)
    {
        var first = household.Members.SelectMany(member => member.OpenSpells).MinBy(spell => spell.StartedOn)!;
        var labourers = household.Labourers(parameters);
        if (!month.Contains(first.StartedOn) || labourers.Count == 0)
        {
            return null;
        }

        var since = WorklessSince(household, first.StartedOn, labourers, parameters);
        var days = first.StartedOn.DayNumber - since.DayNumber;
        return days <= 0 ? null : Verdict.Met(
            $"{since:yyyy-MM-dd}起无人就业，{first.StartedOn:yyyy-MM-dd}已有人就业，用时{days}天" + (days > parameters.Int(Days) ? "（超过时限）" : ""));
    }

    /// <summary>
    /// The day on which the last job before the day ended, or whoever had it left the household; no earlier than the first of
    /// these labourers could have worked.
    /// </summary>
    private static DateOnly WorklessSince(HouseholdFacts household, DateOnly day, IReadOnlyList<PersonFacts> labourers, Parameters parameters)
    {
        var left = household.Everybody.ToDictionary(person => person.Id, person => person.LeftOn);
        var since = labourers.Min(person => person.AvailableSince(parameters));
        foreach (var spell in household.All<EmploymentSpell>().Where(spell => spell.StartedOn < day && left.ContainsKey(spell.PersonId)))
        {
            var ended = spell.EndedOn ?? day;
            ended = left[spell.PersonId] is { } gone && gone < ended ? gone : ended;
            ended = ended > day ? day : ended;
            since = ended > since ? ended : since;
        }

        return since;
    }
}
