using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.PublicWork;

/// <summary>
/// A project that pays people for building what their site needs (以工代赈, M04-1, M04-2; domain specification b.4), from the
/// library to the books. Moved by <see cref="WorkRelief"/>; who worked and was paid stands in <see cref="LabourPayment"/>.
/// </summary>
[Ledger("work-relief", "以工代赈项目", Measure = 4, Columns = "D11", Counter = "个", Page = "/cases/work-relief/{id}")]
public sealed class WorkReliefProject : CaseRecord<WorkReliefState>, IRowCoded
{
    [Display(Name = "项目编码", Order = -2), Required, StringLength(40), NaturalKey, Listed(1), AlsoWritten("项目编号")]
    public string Code { get; set; } = "";

    [Display(Name = "名称", Order = -1), Required, StringLength(100), Caption, Listed(2), AlsoWritten("项目名称")]
    public string Name { get; set; } = "";

    [Display(Name = "安置点", Description = "项目服务的安置点"), Refers(typeof(ResettlementSite)), Wanted, Listed(3), AlsoWritten("安置点名称", "安置点编码", "地点/安置点")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "地点"), StringLength(100)]
    public string? Place { get; set; }

    [Display(Name = "资金类别"), Required, Listed(4), Filtered]
    public WorkReliefFund Fund { get; set; }

    [Display(Name = "中央资金"), Wanted, Unit("元"), Range(0.0, 10_000_000_000.0)]
    public Yuan? CentralFunds { get; set; }

    [Display(Name = "省资金"), Wanted, Unit("元"), Range(0.0, 10_000_000_000.0), AlsoWritten("省级资金")]
    public Yuan? ProvincialFunds { get; set; }

    [Display(Name = "市县资金"), Wanted, Unit("元"), Range(0.0, 10_000_000_000.0)]
    public Yuan? LocalFunds { get; set; }

    [Display(Name = "总投资"), Unit("元"), Range(0.0, 10_000_000_000.0), Listed(5)]
    public Yuan? Investment { get; set; }

    [Display(Name = "投资规模小")]
    public bool? IsSmall { get; set; }

    [Display(Name = "技术门槛低")]
    public bool? IsSimple { get; set; }

    [Display(Name = "前期工作简单")]
    public bool? IsPrepared { get; set; }

    [Display(Name = "务工技能要求不高", Description = "四项特征逐项判断"), AlsoWritten("技能低")]
    public bool? IsForAnybody { get; set; }

    [Display(Name = "特征理由", Description = "逐项说明依据，写明投资档次和技术等级"), StringLength(300)]
    public string? TraitsBecause { get; set; }

    [Display(Name = "批复文号"), StringLength(60)]
    public string? ApprovalNumber { get; set; }

    [Display(Name = "批复劳务报酬比例", Description = "计划文件或批复确定的；低于国家规定的以国家规定为准"), Unit("%"), Range(0, 100)]
    public double? ApprovedShare { get; set; }

    [Display(Name = "计划文号"), Wanted, StringLength(60)]
    public string? PlanNumber { get; set; }

    [Display(Name = "计划日期"), Wanted, Happened]
    public DateOnly? PlannedOn { get; set; }

    [Display(Name = "应达劳务报酬比例"), Computed, Unit("%"), Listed(6)]
    public double? RequiredShare { get; set; }

    [Display(Name = "计划劳务报酬"), Wanted, Unit("元"), Range(0.0, 10_000_000_000.0)]
    public Yuan? PlannedPay { get; set; }

    [Display(Name = "计划用工"), Unit("人"), Range(0, 100_000)]
    public int? PlannedWorkers { get; set; }

    [Display(Name = "群众务工组织方案日期"), Happened]
    public DateOnly? LabourPlanOn { get; set; }

    [Display(Name = "招工公告日期"), Happened]
    public DateOnly? RecruitedOn { get; set; }

    [Display(Name = "报名人数"), Unit("人"), Range(0, 100_000)]
    public int? Applicants { get; set; }

    [Display(Name = "报名搬迁人数"), Unit("人"), Range(0, 100_000)]
    public int? RelocatedApplicants { get; set; }

    [Display(Name = "未录用搬迁人员均有理由", Description = "报名未录用的搬迁群众逐人说明了理由")]
    public bool? RejectionsReasoned { get; set; }

    [Display(Name = "开工"), Happened, AlsoWritten("开工日期")]
    public DateOnly? StartedOn { get; set; }

    [Display(Name = "计划完工"), NotBefore(nameof(StartedOn)), AlsoWritten("计划完工日期")]
    public DateOnly? PlannedCompletionOn { get; set; }

    [Display(Name = "工程进度"), Unit("%"), Range(0, 100), AlsoWritten("形象进度")]
    public int? Progress { get; set; }

    [Display(Name = "完工"), Happened, NotBefore(nameof(StartedOn)), AlsoWritten("完工日期")]
    public DateOnly? CompletedOn { get; set; }

    [Display(Name = "验收"), Happened, NotBefore(nameof(CompletedOn)), AlsoWritten("验收日期")]
    public DateOnly? AcceptedOn { get; set; }

    [Display(Name = "实发劳务报酬"), Computed, Unit("元")]
    public Yuan? PaidLabour { get; set; }

    [Display(Name = "实际比例"), Computed, Unit("%"), Listed(9)]
    public double? PaidShare { get; set; }

    [Display(Name = "吸纳人数"), Computed, Unit("人")]
    public int? Workers { get; set; }

    [Display(Name = "吸纳搬迁人数"), Computed, Unit("人"), Listed(11), AlsoWritten("其中搬迁")]
    public int? RelocatedWorkers { get; set; }

    [Display(Name = "技能培训人次"), Unit("人次"), Range(0, 100_000)]
    public int? Trained { get; set; }

    [Display(Name = "公岗数"), Unit("个"), Range(0, 10_000)]
    public int? PublicPosts { get; set; }

    [Display(Name = "资产确权对象"), StringLength(100)]
    public string? AssetOwner { get; set; }

    [Display(Name = "折股量化")]
    public bool? SharesIssued { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    /// <summary>What the share of labour pay is measured against: the funds of the kind that asks for it (b.4).</summary>
    public Yuan? FundBase() => Fund switch
    {
        WorkReliefFund.Provincial => ProvincialFunds,
        WorkReliefFund.Local => LocalFunds,
        _ => CentralFunds,
    };

    protected override WorkReliefState Beginning => this switch
    {
        { AssetOwner: not null, AcceptedOn: not null } => WorkReliefState.AssetTransfer,
        { AcceptedOn: not null } => WorkReliefState.Accepted,
        { CompletedOn: not null } => WorkReliefState.Completed,
        { StartedOn: not null } => WorkReliefState.Building,
        { RecruitedOn: not null } => WorkReliefState.Recruiting,
        { LabourPlanOn: not null } => WorkReliefState.LabourPlanned,
        { PlannedOn: not null } => WorkReliefState.PlanIssued,
        { ApprovalNumber: not null } => WorkReliefState.Approved,
        _ => WorkReliefState.Reserved,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (RelocatedApplicants > Applicants)
        {
            yield return new("APPLICANTS", $"报名搬迁人数（{RelocatedApplicants}人）不能多于报名人数（{Applicants}人）", nameof(RelocatedApplicants), nameof(Applicants));
        }

        if (PlannedPay > Investment)
        {
            yield return new("PAY", $"计划劳务报酬（{PlannedPay}元）不能多于总投资（{Investment}元）", nameof(PlannedPay), nameof(Investment));
        }

        if (Fund is WorkReliefFund.CentralBudget or WorkReliefFund.CentralExpansion or WorkReliefFund.CentralFiscal && CentralFunds is { Cents: 0 })
        {
            yield return new("FUNDS", "中央资金项目的中央资金不能是0", nameof(CentralFunds), nameof(Fund));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<WorkReliefProject>(project =>
        {
            project.HasIndex(x => x.Code).IsUnique();
            project.HasIndex(x => new { x.State, x.DueOn });
            project.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>b.4: where the money comes from decides how much of it must be paid for work.</summary>
public enum WorkReliefFund
{
    [Display(Name = "中央预算内投资"), AlsoWritten("中央预算内")] CentralBudget,
    [Display(Name = "中央财政衔接资金"), AlsoWritten("中央财政")] CentralFiscal,
    [Display(Name = "中央加力扩围批次")] CentralExpansion,
    [Display(Name = "省级资金"), AlsoWritten("省级")] Provincial,
    [Display(Name = "市县资金"), AlsoWritten("市县级", "市级", "县级")] Local,
}

/// <summary>c.6</summary>
public enum WorkReliefState
{
    [Display(Name = "入库")] Reserved,
    [Display(Name = "批复")] Approved,
    [Display(Name = "计划下达")] PlanIssued,
    [Display(Name = "群众务工组织方案")] LabourPlanned,
    [Display(Name = "招工公告")] Recruiting,
    [Display(Name = "在建")] Building,
    [Display(Name = "停工")] Suspended,
    [Display(Name = "完工")] Completed,
    [Display(Name = "整改")] Rectifying,
    [Display(Name = "验收")] Accepted,
    [Display(Name = "资产移交")] AssetTransfer,
    [Display(Name = "已办结"), Past] Closed,
}

internal sealed class WorkReliefLights(BusinessDate date) : CaseLights<WorkReliefProject>(date);
