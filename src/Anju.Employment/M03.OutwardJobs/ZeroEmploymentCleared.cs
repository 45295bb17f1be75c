using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// A household with somebody able and willing, and nobody at work, has somebody at work within the limit (R-M03-Z). Own
/// business and farming count as work [A05].
/// </summary>
internal sealed class ZeroEmploymentCleared : HouseholdRule
{
    private const string Days = "zero-employment.clear-days";

    public override string Code => "R-M03-Z";

    public override string Title => "零就业家庭清零";

    public override Clause Clause => Plan.Measure(3).Says("保障搬迁劳动力家庭实现1户1人以上稳定就业");

    public override IReadOnlyList<string> Uses => [Days, "labour.age-from", "labour.age-below", "employment.valid-days"];

    public override WorkKind Work => new("W-M03-2", "零就业家庭", Department.HumanResources, Days: 30);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved)
        {
            return Verdict.NotApplicable("已销户");
        }

        var labourers = household.Labourers(parameters);
        if (household.Members.Any(member => member.IsEmployed(parameters)))
        {
            return ClearedThisMonth(household, month, parameters) ?? Verdict.NotApplicable("有人就业");
        }

        if (labourers.Count == 0)
        {
            return household.PerhapsLabourers(parameters) is { Count: > 0 } perhaps
                ? Verdict.Unknown([.. perhaps.Select(person => person.Field("劳动技能"))])
                : Verdict.NotApplicable("户内无劳动力");
        }

        if (household.Members.Where(member => member.EmploymentIsStale(parameters)).ToList() is { Count: > 0 } stale)
        {
            return Verdict.Unknown([.. stale.Select(person => person.Field("就业核实日期"))]);
        }

        if (labourers.Any(person => person.Person.WillingToWork == Willingness.Willing))
        {
            var due = NobodyAtWorkSince(household, month).AddDays(parameters.Int(Days));
            return Verdict.NotMet("有能力有意愿的劳动力，全家无人就业", due);
        }

        return labourers.All(person => person.Person.WillingToWork == Willingness.Unwilling)
            ? Verdict.NotApplicable("劳动力均无就业意愿")
            : Verdict.Unknown([.. labourers.Where(x => x.Person.WillingToWork is null or Willingness.Unknown).Select(x => x.Field("就业意愿"))]);
    }

    /// <summary>Somebody began to work this month after a stretch in which nobody did: met in time, or late.</summary>
    private static Verdict? ClearedThisMonth(HouseholdFacts household, Month month, Parameters parameters)
    {
        var spells = household.All<EmploymentSpell>().Where(spell => spell.StartedOn <= household.AsOf).ToList();
        if (spells.Where(spell => spell.IsOpen(household.AsOf)).MinBy(spell => spell.StartedOn) is not { } first
            || !month.Contains(first.StartedOn)
            || spells.Where(spell => spell != first && spell.StartedOn < first.StartedOn).Max(spell => spell.EndedOn) is not { } last
            || last >= first.StartedOn)
        {
            return null;
        }

        return Verdict.Met($"{last:yyyy-MM-dd}起无人就业，{first.StartedOn:yyyy-MM-dd}已有人就业，用时{first.StartedOn.DayNumber - last.DayNumber}天"
            + (first.StartedOn.DayNumber - last.DayNumber > parameters.Int(Days) ? "（超过时限）" : ""));
    }

    /// <summary>The day after the last job ended; the first of the month when no job was ever recorded.</summary>
    private static DateOnly NobodyAtWorkSince(HouseholdFacts household, Month month) =>
        household.All<EmploymentSpell>().Where(spell => spell.EndedOn <= household.AsOf).Max(spell => spell.EndedOn) ?? month.First;
}
