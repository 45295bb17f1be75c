using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>
/// A workshop or base that gives work to relocated labourers near their homes (就业载体, M02-2; domain specification b.2), from the
/// application for recognition to its end. Moved by <see cref="CarrierRecognition"/>.
/// </summary>
[Ledger("employment-carrier", "就业帮扶车间/基地", Measure = 2, Columns = "D09", Counter = "个", Page = "/cases/carrier/{id}")]
public sealed class EmploymentCarrier : CaseRecord<CarrierState>
{
    [Display(Name = "载体编号", Order = -2), Required, StringLength(30), NaturalKey, Listed(1), AlsoWritten("车间编号", "基地编号")]
    public required string Code { get; set; }

    [Display(Name = "名称", Order = -1), Required, StringLength(100), Caption, Listed(2), AlsoWritten("车间名称", "基地名称", "载体名称")]
    public required string Name { get; set; }

    [Display(Name = "类型"), Required, Listed(3), Filtered]
    public CarrierKind Kind { get; set; }

    [Display(Name = "形式"), Wanted, Filtered]
    public CarrierForm? Form { get; set; }

    [Display(Name = "级别")]
    public CarrierLevel? Level { get; set; }

    [Display(Name = "地址"), Wanted, StringLength(120)]
    public string? Address { get; set; }

    [Display(Name = "安置点"), Refers(typeof(ResettlementSite)), Listed(4), AlsoWritten("安置点名称", "安置点编码")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "法人"), StringLength(60), AlsoWritten("法定代表人", "负责人")]
    public string? LegalPerson { get; set; }

    [Display(Name = "信用代码"), StringLength(18), AlsoWritten("统一社会信用代码")]
    public string? CreditCode { get; set; }

    [Display(Name = "建筑面积")]
    public SquareMetres? FloorArea { get; set; }

    [Display(Name = "岗位数"), Wanted, Unit("个"), Range(0, 100_000)]
    public int? Posts { get; set; }

    [Display(Name = "从业人数", Description = "认定时的人数；以后各月见载体月报"), Wanted, Unit("人"), Range(0, 100_000)]
    public int? Staff { get; set; }

    [Display(Name = "其中脱贫/监测"), Unit("人"), Range(0, 100_000), AlsoWritten("从业贫困劳动力数量", "其中脱贫人口")]
    public int? PovertyStaff { get; set; }

    [Display(Name = "其中搬迁"), Wanted, Unit("人"), Range(0, 100_000), AlsoWritten("其中搬迁劳动力")]
    public int? RelocatedStaff { get; set; }

    [Display(Name = "月人均工资"), Unit("元"), Range(0.0, 1_000_000.0)]
    public Yuan? AverageWage { get; set; }

    [Display(Name = "有无欠薪"), Filtered]
    public bool? InArrears { get; set; }

    [Display(Name = "意外险")]
    public bool? AccidentInsurance { get; set; }

    [Display(Name = "申请日期"), Happened]
    public DateOnly? AppliedOn { get; set; }

    [Display(Name = "核查日期", Description = "实地核查场地、人数和工资发放"), Happened, NotBefore(nameof(AppliedOn))]
    public DateOnly? CheckedOn { get; set; }

    [Display(Name = "核查人", Description = "两人以上，用顿号分开"), StringLength(60)]
    public string? CheckedBy { get; set; }

    [Display(Name = "公示开始"), Happened]
    public DateOnly? NoticeFrom { get; set; }

    [Display(Name = "公示结束", Description = "最后一天"), NotBefore(nameof(NoticeFrom))]
    public DateOnly? NoticeTo { get; set; }

    [Display(Name = "认定文号"), Wanted, StringLength(60)]
    public string? RecognitionNumber { get; set; }

    [Display(Name = "认定时间"), Wanted, Happened, Listed(5), AlsoWritten("认定日期")]
    public DateOnly? RecognisedOn { get; set; }

    [Display(Name = "有效期", Description = "最后一天；没有期限的不填"), NotBefore(nameof(RecognisedOn)), Listed(6), AlsoWritten("有效期至")]
    public DateOnly? ValidTo { get; set; }

    [Display(Name = "注销时间"), Happened, NotBefore(nameof(RecognisedOn)), AlsoWritten("注销日期")]
    public DateOnly? ClosedOn { get; set; }

    [Display(Name = "年度复核日期", Description = "最近一次"), Happened, NotBefore(nameof(RecognisedOn))]
    public DateOnly? ReviewedOn { get; set; }

    [Display(Name = "取消认定日期"), Happened, NotBefore(nameof(RecognisedOn))]
    public DateOnly? RevokedOn { get; set; }

    [Display(Name = "优惠政策"), StringLength(60), Offered("场地 水电 物流 培训 奖补")]
    public string? Support { get; set; }

    [Display(Name = "优惠金额"), Unit("元"), Range(0.0, 100_000_000.0)]
    public Yuan? SupportAmount { get; set; }

    [Display(Name = "优惠政策到期", Description = "享受的最后一天；长期有效的不填"), AlsoWritten("优惠到期日期")]
    public DateOnly? SupportTo { get; set; }

    [Display(Name = "最近月报"), Computed, Listed(7)]
    public Month? LastReturn { get; set; }

    [Display(Name = "运行情况", Description = "R-M02-2：按认定、有效期、当月吸纳人数、工资和欠薪判定"), Computed, Listed(8)]
    public string? Standing { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    /// <summary>In one of the states between recognition and its end.</summary>
    public bool IsRecognised() => State is CarrierState.Recognised or CarrierState.Review or CarrierState.Warning or CarrierState.Rectify;

    protected override CarrierState Beginning => this switch
    {
        { ClosedOn: not null } => CarrierState.Closed,
        { RevokedOn: not null } => CarrierState.Revoked,
        { RecognisedOn: not null } => CarrierState.Recognised,
        { NoticeFrom: not null } => CarrierState.PublicNotice,
        { CheckedOn: not null } => CarrierState.SiteChecked,
        { AppliedOn: not null } => CarrierState.Applied,
        _ => CarrierState.Draft,
    };

    protected override void Tidy(Record? before)
    {
        if (CreditCode is { } typed && (before as EmploymentCarrier)?.CreditCode != typed)
        {
            CreditCode = Kernel.CreditCode.Tidied(typed);
        }
    }

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (!string.IsNullOrEmpty(CreditCode) && Kernel.CreditCode.Check(CreditCode).Problem is { } problem)
        {
            yield return new("CREDIT_CODE", problem.Message, nameof(CreditCode));
        }

        if (SupportTo is not null && string.IsNullOrEmpty(Support))
        {
            yield return new("SUPPORT", "填了优惠政策到期的，请填写享受的优惠政策", nameof(Support), nameof(SupportTo));
        }

        if (PovertyStaff > Staff)
        {
            yield return new("STAFF", $"其中脱贫/监测（{PovertyStaff}人）不能多于从业人数（{Staff}人）", nameof(PovertyStaff), nameof(Staff));
        }

        if (RelocatedStaff > Staff)
        {
            yield return new("STAFF", $"其中搬迁（{RelocatedStaff}人）不能多于从业人数（{Staff}人）", nameof(RelocatedStaff), nameof(Staff));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<EmploymentCarrier>(carrier =>
        {
            carrier.HasIndex(x => x.Code).IsUnique();
            carrier.HasIndex(x => new { x.State, x.DueOn });
            carrier.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.4</summary>
public enum CarrierState
{
    [Display(Name = "拟申请")] Draft,
    [Display(Name = "已申请")] Applied,
    [Display(Name = "已核查")] SiteChecked,
    [Display(Name = "公示中")] PublicNotice,
    [Display(Name = "已认定")] Recognised,
    [Display(Name = "年度复核")] Review,
    [Display(Name = "预警")] Warning,
    [Display(Name = "整改中")] Rectify,
    [Display(Name = "已取消"), Past] Revoked,
    [Display(Name = "已注销"), Past] Closed,
}

public enum CarrierKind
{
    [Display(Name = "车间"), AlsoWritten("就业帮扶车间", "扶贫车间")] Workshop,
    [Display(Name = "基地"), AlsoWritten("就业帮扶基地")] Base,
}

public enum CarrierForm
{
    [Display(Name = "厂房"), AlsoWritten("厂房式")] Factory,
    [Display(Name = "居家"), AlsoWritten("居家式")] Home,
    [Display(Name = "种养")] Farming,
    [Display(Name = "贸易流通")] Trade,
    [Display(Name = "文旅")] CultureAndTourism,
}

public enum CarrierLevel
{
    [Display(Name = "省级")] Province,
    [Display(Name = "市级")] City,
    [Display(Name = "县级")] County,
}

internal sealed class CarrierLights(BusinessDate date) : CaseLights<EmploymentCarrier>(date);
