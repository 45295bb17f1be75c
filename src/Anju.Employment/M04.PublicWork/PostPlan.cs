using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.PublicWork;

/// <summary>
/// A public welfare post from the village's wish for one to the signed agreement (公益性岗位设岗与招聘, M04-5; c.5). Moved by
/// <see cref="PostPlanning"/>; who holds it stands on <see cref="PublicPost"/>.
/// </summary>
[Ledger("post-plan", "公益性岗位设岗", Measure = 4, Counter = "个", Page = "/cases/post-plan/{id}")]
public sealed class PostPlan : CaseRecord<PostPlanState>
{
    [Display(Name = "岗位编号", Order = -3), Required, StringLength(40), NaturalKey, Listed(1)]
    public string Code { get; set; } = "";

    [Display(Name = "类型", Order = -2), Required, Listed(2), Filtered, AlsoWritten("岗位类型")]
    public PublicPostKind Kind { get; set; }

    [Display(Name = "安置点", Order = -1), Refers(typeof(ResettlementSite)), Listed(3), AlsoWritten("安置点编码", "安置点名称")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "设岗单位"), Required, StringLength(100), Caption, Listed(4), AlsoWritten("申请单位", "开发单位")]
    public string Developer { get; set; } = "";

    [Display(Name = "申请日期"), Required, Happened, Listed(5)]
    public DateOnly AppliedOn { get; set; }

    [Display(Name = "工作地点"), Required, StringLength(100)]
    public string WorkPlace { get; set; } = "";

    [Display(Name = "用工形式"), Required]
    public PostHours Hours { get; set; }

    [Display(Name = "周工时"), Required, Unit("小时"), Range(1, 48)]
    public int WeeklyHours { get; set; }

    [Display(Name = "补贴标准", Description = "每月"), Wanted, Unit("元/月"), Range(0.0, 100_000.0), Listed(6)]
    public Yuan? MonthlyPay { get; set; }

    [Display(Name = "资金来源"), StringLength(40), Offered("就业补助资金 衔接资金 县级财政 村集体收入 其他")]
    public string? Funding { get; set; }

    [Display(Name = "招聘开始"), Happened]
    public DateOnly? RecruitFrom { get; set; }

    [Display(Name = "招聘结束", Description = "报名的最后一天"), NotBefore(nameof(RecruitFrom))]
    public DateOnly? RecruitTo { get; set; }

    [Display(Name = "报名人数"), Unit("人"), Range(0, 10_000)]
    public int? Applicants { get; set; }

    [Display(Name = "拟聘人员", Description = "填证件号码"), Refers(typeof(Person)), AlsoWritten("拟聘人员证件号码")]
    public Guid? PersonId { get; set; }

    [Display(Name = "村干部或其家属", Description = "拟聘人员本人或家属是村（社区）干部")]
    public bool? OfCadre { get; set; }

    [Display(Name = "公示开始"), Happened]
    public DateOnly? NoticeFrom { get; set; }

    [Display(Name = "公示结束", Description = "最后一天"), NotBefore(nameof(NoticeFrom)), Listed(7)]
    public DateOnly? NoticeTo { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    protected override PostPlanState Beginning => this switch
    {
        { NoticeFrom: not null } => PostPlanState.Notice,
        { PersonId: not null } => PostPlanState.Selected,
        { RecruitFrom: not null } => PostPlanState.Recruiting,
        _ => PostPlanState.Planned,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (NoticeFrom is not null && NoticeTo is null)
        {
            yield return new("NOTICE", "公示开始和公示结束要一起填写", nameof(NoticeTo));
        }

        if (Hours == PostHours.Full && WeeklyHours < 30)
        {
            yield return new("HOURS", $"全日制岗位的周工时不会只有{WeeklyHours}小时，请核对用工形式", nameof(WeeklyHours), nameof(Hours));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<PostPlan>(plan =>
        {
            plan.HasIndex(x => x.Code).IsUnique();
            plan.HasIndex(x => new { x.State, x.DueOn });
            plan.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
            plan.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.5, up to the agreement.</summary>
public enum PostPlanState
{
    [Display(Name = "村级申请")] Planned,
    [Display(Name = "乡镇审核")] TownReview,
    [Display(Name = "县级批准")] CountyApproved,
    [Display(Name = "招聘公告")] Recruiting,
    [Display(Name = "已选定")] Selected,
    [Display(Name = "公示中")] Notice,
    [Display(Name = "已签协议"), Past] Signed,
    [Display(Name = "不予设岗"), Past] Refused,
}

internal sealed class PostPlanLights(BusinessDate date) : CaseLights<PostPlan>(date);
