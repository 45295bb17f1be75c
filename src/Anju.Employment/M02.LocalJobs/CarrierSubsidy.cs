using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>A subsidy that a workshop or base claims (M02-4, M04-4; c.4, its sub-flow). Moved by <see cref="CarrierSubsidyPaid"/>.</summary>
[Ledger("carrier-subsidy", "车间/基地奖补申请", Measure = 2, Counter = "件", Page = "/cases/carrier-subsidy/{id}")]
public sealed class CarrierSubsidy : CaseRecord<CarrierSubsidyState>, IRowCoded
{
    [Display(Name = "载体编号", Order = -3), Refers(typeof(EmploymentCarrier)), NaturalKey(1), Listed(1), AlsoWritten("车间编号", "基地编号")]
    public Guid CarrierId { get; set; }

    [Display(Name = "奖补项目", Order = -2), Required, StringLength(40), NaturalKey(2), Listed(2), Offered("场地租金 水电 物流 培训 一次性奖补 岗位补贴")]
    public string Purpose { get; set; } = "";

    [Display(Name = "申请日期", Order = -1), Required, Happened, NaturalKey(3), Listed(3)]
    public DateOnly ClaimedOn { get; set; }

    [Display(Name = "申请金额"), Required, Unit("元"), Range(0.0, 100_000_000.0), Listed(4)]
    public Yuan Claimed { get; set; }

    [Display(Name = "审核日期"), Happened, NotBefore(nameof(ClaimedOn))]
    public DateOnly? ReviewedOn { get; set; }

    [Display(Name = "核定金额"), Unit("元"), Range(0.0, 100_000_000.0), Listed(5)]
    public Yuan? Approved { get; set; }

    [Display(Name = "公示开始"), Happened]
    public DateOnly? NoticeFrom { get; set; }

    [Display(Name = "公示结束", Description = "最后一天"), NotBefore(nameof(NoticeFrom))]
    public DateOnly? NoticeTo { get; set; }

    [Display(Name = "拨付日期"), Happened, NotBefore(nameof(ClaimedOn)), Listed(6)]
    public DateOnly? PaidOn { get; set; }

    [Display(Name = "拨付金额"), Unit("元"), Range(0.0, 100_000_000.0), Listed(7)]
    public Yuan? PaidAmount { get; set; }

    [Display(Name = "不予奖补原因"), StringLength(100), Listed(8)]
    public string? RefusedFor { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    protected override CarrierSubsidyState Beginning => this switch
    {
        { RefusedFor: { Length: > 0 } } => CarrierSubsidyState.Rejected,
        { PaidOn: not null } => CarrierSubsidyState.Paid,
        { NoticeFrom: not null } => CarrierSubsidyState.Notice,
        { ReviewedOn: not null } => CarrierSubsidyState.Reviewed,
        _ => CarrierSubsidyState.Claimed,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (Approved > Claimed)
        {
            yield return new("APPROVED", $"核定金额（{Approved}元）不能多于申请金额（{Claimed}元）", nameof(Approved), nameof(Claimed));
        }

        if (PaidAmount > Approved)
        {
            yield return new("PAID_MORE", $"拨付金额（{PaidAmount}元）不能多于核定金额（{Approved}元）", nameof(PaidAmount), nameof(Approved));
        }

        if (PaidOn is null != PaidAmount is null)
        {
            yield return new("PAID", "拨付日期和拨付金额要一起填写", PaidOn is null ? nameof(PaidOn) : nameof(PaidAmount));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<CarrierSubsidy>(subsidy =>
        {
            subsidy.HasIndex(x => new { x.CarrierId, x.Purpose, x.ClaimedOn }).IsUnique();
            subsidy.HasIndex(x => new { x.State, x.DueOn });
            subsidy.HasOne<EmploymentCarrier>().WithMany().HasForeignKey(x => x.CarrierId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.4, subsidy.</summary>
public enum CarrierSubsidyState
{
    [Display(Name = "已申请")] Claimed,
    [Display(Name = "已审核")] Reviewed,
    [Display(Name = "公示中")] Notice,
    [Display(Name = "已拨付"), Past] Paid,
    [Display(Name = "不予奖补"), Past] Rejected,
}

internal sealed class CarrierSubsidyLights(BusinessDate date) : CaseLights<CarrierSubsidy>(date);
