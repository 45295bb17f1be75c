using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>Somebody looked at the household in the month, and signed, before the cut-off in the month after (R-M01-3).</summary>
internal sealed class VerifiedMonthly : HouseholdRule
{
    public const string CutOffDay = "month.cut-off-day";
    private const string WorkFrom = "month.worklist-day";

    public override string Code => "R-M01-3";

    public override string Title => "按月核实更新";

    public override Clause Clause => Plan.Measure(1).Says("实行动态管理、按月精准更新");

    public override IReadOnlyList<string> Uses => [CutOffDay, WorkFrom];

    public override WorkKind Work { get; } = new("W-M01-1", "本月未核实户", Department.CountyGovernments, Days: 10, ReminderDay: "month.reminder-day");

    /// <summary>The last day on which the month may still be verified.</summary>
    public static DateOnly CutOff(Month month, Parameters parameters) => month.Next.First.AddDays(parameters.Int(CutOffDay) - 1);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var record = household.Household;
        if (record.DissolvedOn < month.First || (record is { Status: HouseholdStatus.Dissolved, DissolvedOn: null }))
        {
            return Verdict.NotApplicable("当月前已销户");
        }

        if (record.MovedInOn > month.Last || household.IsNotYet)
        {
            return Verdict.NotApplicable("当月尚未入住或尚未立户");
        }

        var cutOff = CutOff(month, parameters);
        var signed = household.All<MonthlyVerification>().Where(x => x.Month == month && !string.IsNullOrWhiteSpace(x.Verifier)).ToList();
        if (signed.Where(x => x.VerifiedOn >= month.First && x.VerifiedOn <= cutOff && x.VerifiedOn <= household.JudgedOn)
            .OrderBy(x => x.VerifiedOn).ThenBy(x => x.Verifier, StringComparer.Ordinal).FirstOrDefault() is { } seen)
        {
            return Verdict.Met($"{seen.VerifiedOn:yyyy-MM-dd} {seen.Verifier}已核实");
        }

        return Verdict.NotMet(
            signed.Count == 0 ? $"{month.ToChinese()}没有核实记录" : $"核实日期不在{month.ToChinese()}至次月{parameters.Int(CutOffDay)}日之间", cutOff);
    }

    /// <summary>From the day of the month on which the list goes out; always for a month that is over. Nobody visits who is gone.</summary>
    public override bool Raises(Verdict verdict, Facts facts, Parameters parameters) =>
        base.Raises(verdict, facts, parameters)
        && !((HouseholdFacts)facts).IsDissolved
        && (facts.JudgedOn > facts.AsOf || facts.AsOf.Day >= parameters.Int(WorkFrom));

    public override bool Releases(Facts facts) => ((HouseholdFacts)facts).IsDissolved;
}
