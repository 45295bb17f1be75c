using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Employment.PublicWork.PublicPostState;

namespace Anju.Employment.PublicWork;

/// <summary>
/// c.5 from the agreement on: on duty, reminded thirty days before the agreement ends, renewed or off the post. All of it is read from
/// the ledger, which sheets fill with attendance and pay by the month; whether the holder may stay, R-M04-P says each month.
/// </summary>
internal sealed class OnPost(PlanPack pack) : Workflow<PublicPost, PublicPostState>
{
    private const string Ending = "contract.ending-days";

    public override string Code => "public-post";

    public override string Title => "公益性岗位在岗";

    public override Clause Clause => Plan.Measure(4).Says("用好帮扶专岗、就业援助、公益性岗位等");

    protected override void Define(WorkflowBuilder<PublicPost, PublicPostState, CaseAlone> on)
    {
        on.State(EndDue).Within(Limit.Days(0), from: x => x.AgreementTo);
        on.State(OffPost).Ends();

        on.Move([OnDuty, EndDue], OffPost, "已退岗").Hint("在台账中登记退岗日期和原因后，自动办结。")
            .When((x, _, today) => x.LeftOn <= today ? $"{x.LeftOn:yyyy-MM-dd}退岗" + (x.LeftFor is { } reason ? $"（{TermTitles.Of(reason)}）" : "") : null);
        on.Move(OnDuty, EndDue, "将到期").Hint("协议期满30日前自动提醒。")
            .When((x, _, today) => EndsSoon(x, today) ? $"协议{x.AgreementTo:yyyy-MM-dd}到期" : null);
        on.Move(EndDue, OnDuty, "已续签").Hint("在台账中登记新的协议起止日期后，自动转入。")
            .When((x, _, today) => x.AgreementTo is { } to && !EndsSoon(x, today) ? $"协议续到{to:yyyy-MM-dd}" : null);
    }

    private bool EndsSoon(PublicPost post, DateOnly today) => post.AgreementTo is { } to && to.AddDays(-pack.Parameters.At(Month.Of(today)).Int(Ending)) <= today;
}
