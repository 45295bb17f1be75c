using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>Somebody looked at the household in the month, and signed, before the cut-off in the month after (R-M01-3).</summary>
internal sealed class VerifiedMonthly : HouseholdRule
{
    private const string CutOff = "month.cut-off-day";
    private const string WorkFrom = "month.worklist-day";

    public override string Code => "R-M01-3";

    public override string Title => "按月核实更新";

    public override Clause Clause => Plan.Measure(1).Says("实行动态管理、按月精准更新");

    public override IReadOnlyList<string> Uses => [CutOff, WorkFrom];

    public override WorkKind Work => new("W-M01-1", "本月未核实户", Department.CountyGovernments, Days: 10);

    public override Verdict Judge(HouseholdFacts household, Kernel.Month month, Parameters parameters)
    {
        if (household.Household.DissolvedOn < month.First)
        {
            return Verdict.NotApplicable("当月前已销户");
        }

        if (household.Household.MovedInOn > month.Last)
        {
            return Verdict.NotApplicable("当月尚未入住");
        }

        var cutOff = month.Next.First.AddDays(parameters.Int(CutOff) - 1);
        var signed = household.All<MonthlyVerification>().Where(x => x.Month == month && !string.IsNullOrWhiteSpace(x.Verifier)).ToList();
        if (signed.Where(x => x.VerifiedOn >= month.First && x.VerifiedOn <= cutOff).MinBy(x => x.VerifiedOn) is { } seen)
        {
            return Verdict.Met($"{seen.VerifiedOn:yyyy-MM-dd} {seen.Verifier}已核实");
        }

        return Verdict.NotMet(
            signed.Count == 0 ? $"{month.ToChinese()}没有核实记录" : $"核实日期不在{month.ToChinese()}至次月{parameters.Int(CutOff)}日之间", cutOff);
    }

    /// <summary>From the day of the month on which the list goes out; always for a month that is over.</summary>
    public override bool Raises(Verdict verdict, Facts facts, Parameters parameters) =>
        base.Raises(verdict, facts, parameters) && (facts.JudgedOn > facts.AsOf || facts.AsOf.Day >= parameters.Int(WorkFrom));
}
