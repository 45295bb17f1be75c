using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// A subsidy or award that a relocated person applies for with a business of the own (M05-5), from the application to the money on
/// the account. Moved by <see cref="StartupSubsidy"/>.
/// </summary>
[Ledger("startup-subsidy", "创业补贴申请", Measure = 5, Counter = "件", Page = "/cases/startup-subsidy/{id}")]
public sealed class StartupSubsidyApplication : CaseRecord<SubsidyState>, IOfHousehold, IRowCoded
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "申请日期", Order = -2), Required, Happened, NaturalKey(2), Listed(3), AlsoWritten("补贴申请日期")]
    public DateOnly AppliedOn { get; set; }

    [Display(Name = "补贴项目", Order = -1), Required, NaturalKey(3), Listed(2), Filtered]
    public SubsidyKind Kind { get; set; }

    [Display(Name = "经营主体"), Wanted, StringLength(100), Listed(4)]
    public string? Business { get; set; }

    [Display(Name = "开业日期"), Wanted, Happened]
    public DateOnly? OpenedOn { get; set; }

    [Display(Name = "申请金额"), Unit("元"), Range(0.0, 10_000_000.0)]
    public Yuan? Requested { get; set; }

    [Display(Name = "材料齐全日期"), Happened, NotBefore(nameof(AppliedOn))]
    public DateOnly? CompleteOn { get; set; }

    [Display(Name = "公示开始"), Happened]
    public DateOnly? NoticeFrom { get; set; }

    [Display(Name = "公示结束", Description = "最后一天"), NotBefore(nameof(NoticeFrom))]
    public DateOnly? NoticeTo { get; set; }

    [Display(Name = "决定日期"), Happened, NotBefore(nameof(AppliedOn)), Listed(5), AlsoWritten("补贴批准日期")]
    public DateOnly? DecidedOn { get; set; }

    [Display(Name = "决定"), Filtered]
    public SubsidyDecision? Decision { get; set; }

    [Display(Name = "不符合原因", Description = "不予补贴的，写明不符合哪一条"), StringLength(60), Listed(8), Offered("经营不满规定期限 未办营业执照 不是搬迁对象 已享受同类补贴 已停业 材料不实")]
    public string? RefusedFor { get; set; }

    [Display(Name = "批准金额"), Unit("元"), Range(0.0, 10_000_000.0), Listed(6), AlsoWritten("补贴金额")]
    public Yuan? Amount { get; set; }

    [Display(Name = "到账日期"), Happened, NotBefore(nameof(DecidedOn)), Listed(7), AlsoWritten("补贴到账日期", "拨付日期")]
    public DateOnly? PaidOn { get; set; }

    [Display(Name = "到账金额"), Unit("元"), Range(0.0, 10_000_000.0)]
    public Yuan? PaidAmount { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    protected override SubsidyState Beginning => this switch
    {
        { Decision: SubsidyDecision.Refused } => SubsidyState.Rejected,
        { PaidOn: not null } => SubsidyState.Paid,
        { Decision: SubsidyDecision.Approved } => SubsidyState.Approved,
        { NoticeFrom: not null } => SubsidyState.Notice,
        { CompleteOn: not null } => SubsidyState.Complete,
        _ => SubsidyState.Applied,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (Decision is null != DecidedOn is null)
        {
            yield return new("DECIDED", "决定和决定日期要一起填写", DecidedOn is null ? nameof(DecidedOn) : nameof(Decision));
        }

        if (Decision == SubsidyDecision.Approved && Amount is null)
        {
            yield return new("AMOUNT", "批准的，请填写批准金额", nameof(Amount), nameof(Decision));
        }

        if (Decision == SubsidyDecision.Refused && string.IsNullOrWhiteSpace(RefusedFor))
        {
            yield return new("REASON", "不予补贴的，请写明不符合原因", nameof(RefusedFor), nameof(Decision));
        }

        if (Decision != SubsidyDecision.Approved && (PaidOn is not null || PaidAmount is not null))
        {
            yield return new("NOT_APPROVED", "没有批准的补贴不能有到账日期或金额", PaidOn is null ? nameof(PaidAmount) : nameof(PaidOn), nameof(Decision));
        }

        if (PaidOn is null != PaidAmount is null && Decision == SubsidyDecision.Approved)
        {
            yield return new("PAID", "到账日期和到账金额要一起填写", PaidOn is null ? nameof(PaidOn) : nameof(PaidAmount));
        }

        if (PaidAmount > Amount)
        {
            yield return new("PAID_MORE", $"到账金额（{PaidAmount}元）不能多于批准金额（{Amount}元）", nameof(PaidAmount), nameof(Amount));
        }

        if (NoticeFrom is null != NoticeTo is null)
        {
            yield return new("NOTICE", "公示开始和公示结束要一起填写", NoticeTo is null ? nameof(NoticeTo) : nameof(NoticeFrom));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<StartupSubsidyApplication>(subsidy =>
        {
            subsidy.HasIndex(x => new { x.PersonId, x.AppliedOn, x.Kind }).IsUnique();
            subsidy.HasIndex(x => x.HouseholdId);
            subsidy.HasIndex(x => new { x.State, x.DueOn });
            subsidy.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            subsidy.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.7, subsidy.</summary>
public enum SubsidyState
{
    [Display(Name = "已申请")] Applied,
    [Display(Name = "材料齐全")] Complete,
    [Display(Name = "审核中")] Review,
    [Display(Name = "公示中")] Notice,
    [Display(Name = "已批准")] Approved,
    [Display(Name = "已拨付"), Past] Paid,
    [Display(Name = "不予补贴"), Past] Rejected,
    [Display(Name = "本人撤回"), Past] Withdrawn,
}

public enum SubsidyKind
{
    [Display(Name = "一次性创业补贴"), AlsoWritten("创业补贴")] Startup,
    [Display(Name = "财政奖补"), AlsoWritten("奖补资金")] Award,
    [Display(Name = "其他")] Other,
}

public enum SubsidyDecision
{
    [Display(Name = "批准"), AlsoWritten("同意")] Approved,
    [Display(Name = "不予补贴"), AlsoWritten("不予批准", "不符合条件")] Refused,
}

internal sealed class SubsidyLights(BusinessDate date) : CaseLights<StartupSubsidyApplication>(date);
