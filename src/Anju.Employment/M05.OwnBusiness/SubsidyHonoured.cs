using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// R-M05-5: an application is decided in time and, once approved, paid. Whoever does not meet the conditions has a reason for it, and
/// nothing is owed.
/// </summary>
internal sealed class SubsidyHonoured : RecordRule<StartupSubsidyApplication>
{
    private const string ToDecide = "startup-subsidy.decision-days";
    private const string ToPay = "startup-subsidy.pay-days";

    public override string Code => "R-M05-5";

    public override string Title => "创业补贴兑现";

    public override Clause Clause => Plan.Measure(5).Says("符合申报条件要求的易地扶贫搬迁对象自主创业的,可申领有关创业补贴或财政奖补资金");

    public override IReadOnlyList<string> Uses => [ToDecide, ToPay];

    public override WorkKind Work { get; } = new("W-M05-2", "补贴、贷款超时", Department.HumanResources, Days: 10);

    public override Verdict Judge(RecordFacts<StartupSubsidyApplication> facts, Month month, Parameters parameters)
    {
        var (line, asOf) = (facts.Record, facts.AsOf);
        var (toDecide, toPay) = (parameters.FindInt(ToDecide), parameters.FindInt(ToPay));
        if (line.AppliedOn > asOf)
        {
            return Verdict.NotApplicable("当时尚未申请");
        }

        // What was decided or paid later was open on the day.
        var decided = line.DecidedOn <= asOf ? line.DecidedOn : null;
        var paid = line.PaidOn <= asOf ? line.PaidOn : null;
        if (line.State == SubsidyState.Withdrawn && !(line.StateSince > asOf))
        {
            return Verdict.NotApplicable("本人撤回");
        }

        if (decided is not null && line.Decision == SubsidyDecision.Refused)
        {
            return Verdict.NotApplicable($"不符合条件：{line.RefusedFor}");
        }

        if (decided is null)
        {
            var since = line.CompleteOn <= asOf ? line.CompleteOn : null;
            return since is null ? Verdict.Unknown("材料齐全日期")
                : toDecide is null ? Verdict.Unknown("补贴办理时限（参数未设定）")
                : asOf.DayNumber - since.Value.DayNumber > toDecide ? Verdict.NotMet($"材料齐全后{toDecide}天内没有决定", since.Value.AddDays(toDecide.Value))
                : Verdict.NotApplicable("在办理时限内");
        }

        if (line.CompleteOn is { } complete && decided.Value.DayNumber - complete.DayNumber > toDecide)
        {
            return Verdict.NotMet($"材料齐全后{toDecide}天内没有决定", complete.AddDays(toDecide.Value));
        }

        return (paid ?? asOf).DayNumber - decided.Value.DayNumber > toPay ? Verdict.NotMet($"批准后{toPay}天内没有拨付", decided.Value.AddDays(toPay.Value))
            : paid is not null ? Verdict.Met($"{paid:yyyy-MM-dd}到账")
            : toPay is null ? Verdict.Unknown("补贴拨付时限（参数未设定）")
            : Verdict.NotApplicable("在拨付时限内");
    }
}

/// <summary>I-M05-4: of the subsidies that were due, those paid.</summary>
internal sealed class SubsidiesPaid : Indicator
{
    public override string Code => "I-M05-4";

    public override string Rule => "R-M05-5";
}
