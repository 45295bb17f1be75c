using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Employment.PublicWork.WorkReliefState;

namespace Anju.Employment.PublicWork;

/// <summary>What has been worked and paid for one project, all months.</summary>
internal sealed record PaidWork(IReadOnlyList<LabourPayment> Lines);

/// <summary>
/// c.6, the way of a work-relief project. The share of labour pay is fixed with the approval and tested at the acceptance; the
/// sheets of the months are lines of their own, judged by R-M04-2b.
/// </summary>
internal sealed class WorkRelief(PlanPack pack, BusinessDate date) : Workflow<WorkReliefProject, WorkReliefState, PaidWork>
{
    private static readonly Role[] County = [Role.CountyOfficer];
    private static readonly Role[] Owner = [Role.CountyOfficer, Role.Township];

    private Parameters Now => pack.Parameters.At(date.ThisMonth);

    public override string Code => "work-relief";

    public override string Title => "以工代赈项目";

    public override Clause Clause => Plan.Measure(4).Says("实施一批投资规模小、技术门槛低、前期工作简单、务工技能要求不高的以工代赈建设项目");

    protected override void Define(WorkflowBuilder<WorkReliefProject, WorkReliefState, PaidWork> on)
    {
        on.State(Building).Within(Limit.Days(0), from: x => x.PlannedCompletionOn);
        on.State(Suspended).StopsClock();
        on.State(Closed).Ends();

        on.Move(Reserved, Approved, "批复").By(County)
            .Records(x => x.ApprovalNumber).MayRecord(x => x.ApprovedShare)
            .Hint("批复时确定劳务报酬比例。中央资金的最低比例由国家规定，不必填；省、市、县资金按计划文件填写。");
        on.Move(Approved, PlanIssued, "下达计划").By(County)
            .Records(x => x.PlanNumber, x => x.PlannedOn, x => x.PlannedPay).MayRecord(x => x.PlannedWorkers);
        on.Move(PlanIssued, LabourPlanned, "编制务工组织方案").By(Owner).Records(x => x.LabourPlanOn)
            .Unless((x, _, _) => LabourShare.Required(x, Now) is null ? "还没有应达劳务报酬比例：请填写批复劳务报酬比例" : null);
        on.Move(LabourPlanned, Recruiting, "发布招工公告").By(Owner).Records(x => x.RecruitedOn);
        on.Move(Recruiting, Building, "开工").By(Owner)
            .Records(x => x.StartedOn, x => x.PlannedCompletionOn, x => x.Applicants, x => x.RelocatedApplicants).MayRecord(x => x.RejectionsReasoned)
            .Hint("填报名和录用情况：搬迁群众录用占比不低于报名占比，或者未录用的逐人有理由。");
        on.Move(Building, Building, "登记工程进度").By(Owner).Records(x => x.Progress)
            .Hint("考勤和工资按月登记在“用工考勤与劳务报酬”，公示7天后发放。");
        on.Move(Building, Building, "申请延期").By(Owner).NeedsOpinion().Extends(x => x.PlannedCompletionOn, atMost: 2);
        on.Move(Building, Suspended, "停工").By(County).NeedsOpinion();
        on.Move(Suspended, Building, "复工").By(County);
        on.Move(Building, Completed, "完工").By(Owner).Records(x => x.CompletedOn)
            .Unless((_, paid, _) => paid is null or { Lines.Count: 0 } ? "还没有登记一个月的考勤和劳务报酬，不能完工" : null);
        on.Move(Completed, Accepted, "验收").By(County).Records(x => x.AcceptedOn).MayRecord(x => x.Trained, x => x.PublicPosts)
            .Unless((x, paid, _) => Unpaid(paid) ?? BelowShare(x, paid));
        on.Move(Completed, Rectifying, "要求整改").By(County).NeedsOpinion().Returns();
        on.Move(Rectifying, Completed, "整改完成").By(Owner).NeedsOpinion();
        on.Move(Accepted, AssetTransfer, "移交资产").By(County).Records(x => x.AssetOwner).MayRecord(x => x.SharesIssued);
        on.Move(AssetTransfer, Closed, "办结").By(County);
    }

    protected override async Task<IReadOnlyDictionary<Guid, PaidWork>> FactsAsync(
        AnjuDb db, IReadOnlyList<WorkReliefProject> cases, DateOnly today, CancellationToken cancellation)
    {
        var lines = (await BulkRead.AmongAsync<LabourPayment>(db, nameof(LabourPayment.ProjectId), [.. cases.Select(x => x.Id)], cancellation)).ToLookup(x => x.ProjectId);
        return cases.ToDictionary(x => x.Id, x => new PaidWork([.. lines[x.Id].OrderBy(line => line.Month).ThenBy(line => line.Number)]));
    }

    public override IReadOnlyList<CaseLink> LinksOf(CaseRecord line) => [new("考勤与工资", $"/work-relief/{line.Id}/pay")];

    private static string? Unpaid(PaidWork? paid) =>
        paid?.Lines.Count(line => line.PaidOn is null) is > 0 and var open ? $"还有{open}人次劳务报酬没有发放，发清后才能验收" : null;

    private string? BelowShare(WorkReliefProject project, PaidWork? paid)
    {
        if (LabourShare.Required(project, Now) is not { } required || project.FundBase() is not { Cents: > 0 } basis)
        {
            return "缺少资金或应达劳务报酬比例，不能验收";
        }

        var done = LabourShare.Paid(paid?.Lines ?? [], date.Today);
        return LabourShare.Of(done, basis) >= required ? null
            : $"劳务报酬实发{done}元，占{LabourShare.Of(done, basis):0.0%}，低于应达比例{required:0.0%}，不能验收；请要求整改";
    }
}
