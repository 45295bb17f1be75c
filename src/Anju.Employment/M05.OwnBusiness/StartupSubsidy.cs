using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Employment.OwnBusiness.SubsidyState;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// c.7, subsidy: from the application through review and public notice to the money on the account. How long the decision and the
/// payment may take nobody has published here [A14]: without a value no light is lit.
/// </summary>
internal sealed class StartupSubsidy(PlanPack pack) : Workflow<StartupSubsidyApplication, SubsidyState>
{
    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];

    public override string Code => "startup-subsidy";

    public override string Title => "创业补贴";

    public override Clause Clause => Plan.Measure(5).Says("符合申报条件要求的易地扶贫搬迁对象自主创业的,可申领有关创业补贴或财政奖补资金");

    protected override void Define(WorkflowBuilder<StartupSubsidyApplication, SubsidyState, CaseAlone> on)
    {
        foreach (var state in new[] { Complete, Review, Notice })
        {
            on.State(state).Within(Limit.Days("startup-subsidy.decision-days"), from: x => x.CompleteOn);
        }

        on.State(Approved).Within(Limit.Days("startup-subsidy.pay-days"), from: x => x.DecidedOn);
        on.State(Paid).Ends();
        on.State(Rejected).Ends();
        on.State(Withdrawn).Ends();

        on.Move(Applied, Complete, "材料齐全").By(Village).Records(x => x.CompleteOn, x => x.Business, x => x.OpenedOn).MayRecord(x => x.Requested);
        on.Move(Complete, Review, "受理审核").By(Role.CountyOfficer);
        on.Move([Complete, Review], Applied, "退回补正").By(Role.CountyOfficer).NeedsOpinion().Returns()
            .Fills((x, _, _) => x.CompleteOn = null, x => x.CompleteOn);
        on.Move(Review, Notice, "公示").By(Role.CountyOfficer).Records(x => x.NoticeFrom, x => x.NoticeTo)
            .Unless((x, _, today) => Operating(x, today), x => x.OpenedOn)
            .Hint("审核通过的，在安置点和乡镇公示。");
        on.Move(Notice, Approved, "批准").By(Role.CountyOfficer).Records(x => x.DecidedOn, x => x.Amount)
            .Unless((x, _, _) => NoticeTerm.NotOver(x.DecidedOn, x.NoticeTo, "批准"), x => x.DecidedOn)
            .Fills((x, _, _) => x.Decision = SubsidyDecision.Approved, x => x.Decision);
        on.Move([Review, Notice], Rejected, "不予补贴").By(Role.CountyOfficer).NeedsOpinion().Records(x => x.DecidedOn, x => x.RefusedFor)
            .Fills((x, _, _) => x.Decision = SubsidyDecision.Refused, x => x.Decision);
        on.Move([Applied, Complete, Review, Notice], Withdrawn, "本人撤回").By(Village).NeedsOpinion();

        on.Move(Approved, Approved, "登记拨付").By(Role.CountyOfficer).PaysOut().Records(x => x.PaidOn, x => x.PaidAmount).Hint("以国库支付回单为准。");
        on.Move(Approved, Paid, "已拨付").Hint("登记了到账日期和金额的，自动办结。")
            .When((x, _, today) => x.PaidOn <= today && x.PaidAmount is not null ? $"{x.PaidOn:yyyy-MM-dd}到账" : null);
    }

    /// <summary>The startup subsidy is for who has run the business long enough (domain specification b.5 [A14]).</summary>
    private string? Operating(StartupSubsidyApplication line, DateOnly today) =>
        line.Kind == SubsidyKind.Startup && pack.Parameters.At(Month.Of(today)).FindInt("startup-subsidy.operating-months") is { } months && line.OpenedOn?.AddMonths(months) > today
            ? $"开业满{months}个月才能申领一次性创业补贴（{line.OpenedOn:yyyy-MM-dd}开业），不符合的请按“不予补贴”办理或退回"
            : null;
}
