using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Employment.OwnBusiness.RentReliefState;

namespace Anju.Employment.OwnBusiness;

/// <summary>c.7, rent relief: from the lease to the end of what was granted, decided within the days counted from its beginning [A46].</summary>
internal sealed class RentRelief : Workflow<ShopLease, RentReliefState>
{
    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];

    private static Limit ToDecide { get; } = Limit.Days("rent-relief.decision-days");

    public override string Code => "rent-relief";

    public override string Title => "门面租金减免";

    public override Clause Clause => Plan.Measure(5).Says("搬迁对象租用集中安置点门面开展生产及经营业务的,按有关规定适当减免租金费用");

    protected override void Define(WorkflowBuilder<ShopLease, RentReliefState, CaseAlone> on)
    {
        foreach (var state in new[] { Leased, Requested, Verified })
        {
            on.State(state).Within(ToDecide, from: x => x.LeasedFrom);
        }

        on.State(Refused).Ends();
        on.State(NotRelocated).Ends();
        on.State(Expired).Ends();

        on.Move(Leased, Requested, "登记申请").By(Village).Records(x => x.RequestedOn);
        on.Move(Requested, Verified, "核实").By(Role.Township, Role.CountyOfficer).Records(x => x.VerifiedOn)
            .Unless((x, _, _) => x.PersonId is null ? "请先在台账中填写承租人的证件号码，与人口台账核对" : null)
            .Unless((x, _, _) => x.SiteId is null ? "请先在台账中填写门面所在的安置点" : null)
            .Unless((x, _, _) => x.ForBusiness != true ? "用于生产经营的才减免，请先在台账中核对" : null);
        on.Move(Verified, Requested, "退回补充").By(Role.CountyOfficer).NeedsOpinion().Returns()
            .Fills((x, _, _) => x.VerifiedOn = null, x => x.VerifiedOn);
        on.Move(Verified, Decided, "作出决定").By(Role.CountyOfficer)
            .Records(x => x.DecidedOn, x => x.Decision, x => x.Basis).MayRecord(x => x.ReliefPercent, x => x.ReliefAmount, x => x.ReliefFrom, x => x.ReliefTo)
            .Hint("减免的写明比例或金额、起止和依据；不予减免的写明依据。");

        on.Move([Leased, Requested], NotRelocated, "不适用").Hint("台账表明承租人不是搬迁对象，或者门面不用于生产经营的，自动结束。")
            .When((x, _, _) => x.IsRelocated == false ? "承租人不是搬迁对象" : x.ForBusiness == false ? "门面不用于生产经营" : null);
        on.Move(Decided, Refused, "不予减免").Hint("决定不予减免的，自动结束。")
            .When((x, _, _) => x.Decision == RentDecision.Refused ? $"{x.DecidedOn:yyyy-MM-dd}决定不予减免" : null);
        on.Move(Decided, Effective, "开始减免").Hint("到了减免开始日期自动转入。")
            .When((x, _, today) => x.Decision == RentDecision.Relief && x.ReliefFrom <= today ? $"{x.ReliefFrom:yyyy-MM-dd}起减免" : null);
        on.Move(Effective, Expired, "减免期满").Hint("过了减免结束日期自动转入。")
            .When((x, _, today) => x.ReliefTo < today ? $"{x.ReliefTo:yyyy-MM-dd}期满" : null);
    }
}
