using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using static Anju.Employment.PublicWork.PublicPostState;

namespace Anju.Employment.PublicWork;

/// <summary>
/// c.5 from the agreement on: on duty with attendance and pay by the month, reminded thirty days before the agreement ends, renewed or
/// off the post. That somebody has left is read from the ledger.
/// </summary>
internal sealed class OnPost(HouseholdsNow households, RuleBook rules) : Workflow<PublicPost, PublicPostState, HouseholdFacts>
{
    private const string Ending = "contract.ending-days";

    public override string Code => "public-post";

    public override string Title => "公益性岗位在岗";

    public override Clause Clause => Plan.Measure(4).Says("用好帮扶专岗、就业援助、公益性岗位等");

    protected override void Define(WorkflowBuilder<PublicPost, PublicPostState, HouseholdFacts> on)
    {
        on.State(EndDue).Within(Limit.Days(0), from: x => x.AgreementTo);
        on.State(OffPost).Ends();

        on.Move(OnDuty, OnDuty, "登记考勤和补贴").By(Role.SiteWorker, Role.Township, Role.CountyOfficer).Records(x => x.Attendance, x => x.Paid)
            .Hint("填最近一个月的出勤天数和上岗以来已发的补贴。");
        on.Move(EndDue, OnDuty, "续签协议").By(Role.CountyOfficer).Records(x => x.AgreementFrom, x => x.AgreementTo).MayRecord(x => x.ExtendedFor)
            .Unless((x, _, _) => TooLong(x), x => x.AgreementTo)
            .Unless((x, facts, _) => Breach(x, facts), x => x.AgreementFrom);
        on.Move([OnDuty, EndDue], OffPost, "已退岗").Hint("在台账中登记退岗日期和原因后，自动办结。")
            .When((x, _, today) => x.LeftOn <= today ? $"{x.LeftOn:yyyy-MM-dd}退岗" + (x.LeftFor is { } reason ? $"（{TermTitles.Of(reason)}）" : "") : null);
        on.Move(OnDuty, EndDue, "将到期").Hint("协议期满30日前自动提醒。")
            .When((x, _, today) => x.AgreementTo is { } to && to.AddDays(-households.Parameters.Int(Ending)) <= today ? $"协议{to:yyyy-MM-dd}到期" : null);
    }

    protected override async Task<IReadOnlyDictionary<Guid, HouseholdFacts>> FactsAsync(
        AnjuDb db, IReadOnlyList<PublicPost> cases, DateOnly today, CancellationToken cancellation)
    {
        var found = await households.OfAsync(db, [.. cases.Select(x => x.HouseholdId).Distinct()], cancellation);
        return cases.Where(x => found.ContainsKey(x.HouseholdId)).ToDictionary(x => x.Id, x => found[x.HouseholdId]);
    }

    /// <summary>An agreement is for a year at most [A12].</summary>
    private string? TooLong(PublicPost post) =>
        households.Parameters.Int("public-post.agreement-months") is var months && post.AgreementFrom?.AddMonths(months) <= post.AgreementTo
            ? $"协议一次不超过{months}个月"
            : null;

    /// <summary>R-M04-P of the holder as it would be with the new agreement.</summary>
    private string? Breach(PublicPost post, HouseholdFacts? facts) => facts is null ? null : PostPlanning.Breach(rules, households, facts.With(post), post.PersonId);
}
