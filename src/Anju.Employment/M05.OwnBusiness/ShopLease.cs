using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// A shop of a resettlement site let to somebody, and what was decided of the rent if the tenant is relocated (M05-4). Moved by
/// <see cref="RentRelief"/>.
/// </summary>
[Ledger("shop-lease", "门面租赁与租金减免", Measure = 5, Counter = "份", Page = "/cases/rent-relief/{id}")]
public sealed class ShopLease : CaseRecord<RentReliefState>, IRowCoded
{
    [Display(Name = "门面编号", Order = -3), Required, StringLength(40), NaturalKey(1), Listed(1)]
    public string Code { get; set; } = "";

    [Display(Name = "起租日期", Order = -2), Required, NaturalKey(2), Listed(3)]
    public DateOnly LeasedFrom { get; set; }

    [Display(Name = "承租人", Order = -1), Required, StringLength(60), Caption, Listed(2), AlsoWritten("姓名", "承租人姓名")]
    public string Lessee { get; set; } = "";

    [Display(Name = "证件号码", Description = "承租人是搬迁对象的，凭证件号码与人口台账核对"), Refers(typeof(Person)), AlsoWritten("身份证号", "承租人证件号码")]
    public Guid? PersonId { get; set; }

    [Display(Name = "是否搬迁对象", Description = "承租人是不是易地搬迁对象"), Wanted, Filtered]
    public bool? IsRelocated { get; set; }

    [Display(Name = "安置点", Description = "门面所在的集中安置点；不在集中安置点的不填"), Refers(typeof(ResettlementSite)), Listed(4), AlsoWritten("安置点编码", "安置点名称")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "地点"), StringLength(100)]
    public string? Place { get; set; }

    [Display(Name = "产权人"), Required, StringLength(100), AlsoWritten("出租人", "产权单位")]
    public string Owner { get; set; } = "";

    [Display(Name = "用于生产经营"), Wanted]
    public bool? ForBusiness { get; set; }

    [Display(Name = "经营内容"), StringLength(60)]
    public string? Business { get; set; }

    [Display(Name = "租约到期", Description = "最后一天"), NotBefore(nameof(LeasedFrom))]
    public DateOnly? LeasedTo { get; set; }

    [Display(Name = "租金标准", Description = "每月"), Wanted, Unit("元/月"), Range(0.0, 10_000_000.0), Listed(5)]
    public Yuan? MonthlyRent { get; set; }

    [Display(Name = "申请减免日期"), Happened]
    public DateOnly? RequestedOn { get; set; }

    [Display(Name = "核实日期", Description = "核实承租人是搬迁对象、门面用于生产经营"), Happened]
    public DateOnly? VerifiedOn { get; set; }

    [Display(Name = "决定日期"), Happened, Listed(7)]
    public DateOnly? DecidedOn { get; set; }

    [Display(Name = "减免决定"), Listed(6), Filtered]
    public RentDecision? Decision { get; set; }

    [Display(Name = "依据", Description = "减免或不予减免的文件、条款"), StringLength(200), AlsoWritten("减免依据")]
    public string? Basis { get; set; }

    [Display(Name = "减免比例"), Unit("%"), Range(0.0, 100.0)]
    public double? ReliefPercent { get; set; }

    [Display(Name = "减免金额", Description = "减免期内合计"), Unit("元"), Range(0.0, 10_000_000.0), Listed(8)]
    public Yuan? ReliefAmount { get; set; }

    [Display(Name = "减免开始")]
    public DateOnly? ReliefFrom { get; set; }

    [Display(Name = "减免结束", Description = "最后一天"), NotBefore(nameof(ReliefFrom))]
    public DateOnly? ReliefTo { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    protected override RentReliefState Beginning => this switch
    {
        { Decision: RentDecision.Refused } => RentReliefState.Refused,
        { Decision: not null, DecidedOn: not null } => RentReliefState.Decided,
        { VerifiedOn: not null } => RentReliefState.Verified,
        { RequestedOn: not null } => RentReliefState.Requested,
        _ => RentReliefState.Leased,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (PersonId is not null && IsRelocated == false)
        {
            yield return new("LESSEE", "填了搬迁人口的证件号码，承租人就是搬迁对象，请核对", nameof(IsRelocated), nameof(PersonId));
        }

        if (Decision is null != DecidedOn is null)
        {
            yield return new("DECIDED", "减免决定和决定日期要一起填写", DecidedOn is null ? nameof(DecidedOn) : nameof(Decision));
        }

        if (Decision is not null && string.IsNullOrEmpty(Basis))
        {
            yield return new("BASIS", "减免或不予减免都要写明依据", nameof(Basis), nameof(Decision));
        }

        if (Decision == RentDecision.Relief && (ReliefFrom is null || ReliefTo is null || (ReliefPercent is null && ReliefAmount is null)))
        {
            yield return new("RELIEF", "决定减免的，请填写减免起止日期，以及减免比例或者金额", ReliefFrom is null ? nameof(ReliefFrom) : ReliefTo is null ? nameof(ReliefTo) : nameof(ReliefAmount), nameof(Decision));
        }

        if (ReliefTo > LeasedTo)
        {
            yield return new("RELIEF_AFTER", $"减免结束不能晚于租约到期（{LeasedTo:yyyy-MM-dd}）", nameof(ReliefTo), nameof(LeasedTo));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ShopLease>(lease =>
        {
            lease.HasIndex(x => new { x.CountyCode, x.Code, x.LeasedFrom }).IsUnique();
            lease.HasIndex(x => new { x.State, x.DueOn });
            lease.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            lease.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.7, rent relief.</summary>
public enum RentReliefState
{
    [Display(Name = "已起租")] Leased,
    [Display(Name = "已申请减免")] Requested,
    [Display(Name = "已核实")] Verified,
    [Display(Name = "已决定")] Decided,
    [Display(Name = "减免中")] Effective,
    [Display(Name = "不予减免"), Past] Refused,
    [Display(Name = "不适用"), Past] NotRelocated,
    [Display(Name = "减免期满"), Past] Expired,
}

public enum RentDecision
{
    [Display(Name = "减免")] Relief,
    [Display(Name = "不予减免")] Refused,
}

internal sealed class RentReliefLights(BusinessDate date) : CaseLights<ShopLease>(date);
