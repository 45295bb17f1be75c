using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using static Anju.Employment.PublicWork.PostPlanState;

namespace Anju.Employment.PublicWork;

/// <param name="Household">Of the person selected; null before.</param>
/// <param name="Holders">Lines of the ledger of holders for this post.</param>
internal sealed record PlanFacts(HouseholdFacts? Household, IReadOnlyList<PublicPost> Holders);

/// <summary>
/// c.5 up to the agreement: the village applies, the township reviews, the county plans, somebody is selected and made public for
/// seven days [A12]. It ends when the holder stands in the ledger of holders; nobody says so. Whoever would break R-M04-P on the post is
/// not put on notice.
/// </summary>
internal sealed class PostPlanning(HouseholdsNow households, RuleBook rules) : Workflow<PostPlan, PostPlanState, PlanFacts>
{
    private const string Proper = "R-M04-P";
    private const string NoticeDays = "public-post.notice-days";

    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];

    public override string Code => "post-plan";

    public override string Title => "公益性岗位设岗招聘";

    public override Clause Clause => Plan.Measure(4).Says("用好帮扶专岗、就业援助、公益性岗位等");

    protected override void Define(WorkflowBuilder<PostPlan, PostPlanState, PlanFacts> on)
    {
        on.State(Notice).Within(Limit.Days(NoticeDays), from: x => x.NoticeFrom);
        on.State(Signed).Ends();
        on.State(Refused).Ends();

        on.Move(Planned, TownReview, "报乡镇审核").By(Village).Records(x => x.MonthlyPay, x => x.Funding);
        on.Move(TownReview, CountyApproved, "审核通过，报县").By(Role.Township, Role.CountyOfficer).NeedsOpinion();
        on.Move(TownReview, Planned, "退回").By(Role.Township, Role.CountyOfficer).NeedsOpinion().Returns();
        on.Move(CountyApproved, Recruiting, "批准并公告").By(Role.CountyOfficer).Records(x => x.RecruitFrom, x => x.RecruitTo);
        on.Move([TownReview, CountyApproved], Refused, "不予设岗").By(Role.CountyOfficer).NeedsOpinion();
        on.Move(Recruiting, Selected, "选定人员").By(Village).Records(x => x.PersonId, x => x.OfCadre, x => x.Applicants)
            .Unless((x, _, today) => x.RecruitTo >= today ? $"报名到{x.RecruitTo:yyyy-MM-dd}截止，截止后才能选定" : null);
        on.Move([Selected, Notice], Recruiting, "重新招聘").By(Role.CountyOfficer).NeedsOpinion().Records(x => x.RecruitTo)
            .Fills((x, _, _) => (x.PersonId, x.OfCadre, x.NoticeFrom, x.NoticeTo) = (null, null, null, null), x => x.PersonId, x => x.OfCadre, x => x.NoticeFrom, x => x.NoticeTo)
            .Hint("选定的人不符合条件或者放弃的，延长招聘结束日期。");
        on.Move(Selected, Notice, "公示").By(Role.CountyOfficer, Role.Township).Records(x => x.NoticeFrom, x => x.NoticeTo)
            .Unless((x, _, _) => NoticeTerm.TooShort(x.NoticeFrom, x.NoticeTo, households.Parameters.Int(NoticeDays)), x => x.NoticeTo)
            .Unless((x, facts, today) => Breach(x, facts, today), x => x.NoticeFrom);
        on.Move(Notice, Signed, "已签协议").Hint("公示期满，在公益性岗位台账中登记上岗人和协议后，自动办结。")
            .When((x, facts, today) => facts.Holders.FirstOrDefault(post => post.PersonId == x.PersonId && post.AgreementFrom > x.NoticeTo && post.StartedOn <= today) is { } post
                ? $"协议{post.AgreementFrom:yyyy-MM-dd}至{post.AgreementTo:yyyy-MM-dd}" : null);
    }

    protected override async Task<IReadOnlyDictionary<Guid, PlanFacts>> FactsAsync(AnjuDb db, IReadOnlyList<PostPlan> cases, DateOnly today, CancellationToken cancellation)
    {
        var people = (await BulkRead.AmongAsync<Person>(db, nameof(Kernel.Record.Id), [.. cases.Select(x => x.PersonId).OfType<Guid>().Distinct()], cancellation)).ToDictionary(x => x.Id);
        var homes = await households.OfAsync(db, [.. people.Values.Select(x => x.HouseholdId).Distinct()], cancellation);
        var codes = cases.Select(x => x.Code).Distinct().ToList();
        var holders = (await db.Set<PublicPost>().AsNoTracking().Where(x => codes.Contains(x.Code)).ToListAsync(cancellation)).ToLookup(x => x.Code);
        return cases.ToDictionary(x => x.Id, x => new PlanFacts(
            x.PersonId is { } id && people.TryGetValue(id, out var person) ? homes.GetValueOrDefault(person.HouseholdId) : null,
            [.. holders[x.Code].OrderBy(post => post.StartedOn).ThenBy(post => post.Id)]));
    }

    /// <summary>What R-M04-P would say of the person on this post.</summary>
    private string? Breach(PostPlan plan, PlanFacts? facts, DateOnly today) => plan.PersonId is not { } person || facts?.Household is not { } household
        ? "拟聘人员不在人口台账，请先核对证件号码"
        : household.With(new PublicPost
        {
            PersonId = person,
            HouseholdId = household.Id,
            CountyCode = plan.CountyCode,
            Code = plan.Code,
            Kind = plan.Kind,
            Hours = plan.Hours,
            WeeklyHours = plan.WeeklyHours,
            MonthlyPay = plan.MonthlyPay,
            OfCadre = plan.OfCadre,
            StartedOn = today,
            AgreementFrom = today,
            AgreementTo = today.AddMonths(households.Parameters.Int("public-post.agreement-months")).AddDays(-1),
        }).Members.FirstOrDefault(member => member.Id == person) is not { } member ? "拟聘人员已不在册"
        : ((PersonRule)rules[Proper]).Judge(member, households.Month, households.Parameters) is { Outcome: Outcome.NotMet } verdict ? $"不符合公益性岗位条件：{verdict.Reason}"
        : null;
}
