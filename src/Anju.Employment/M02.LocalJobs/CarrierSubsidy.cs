using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using static Anju.Employment.LocalJobs.CarrierSubsidyState;

namespace Anju.Employment.LocalJobs;

/// <summary>A subsidy that a workshop or base claims (M02-4, M04-4; c.4, its sub-flow). Moved by <see cref="CarrierSubsidyPaid"/>.</summary>
[Ledger("carrier-subsidy", "车间/基地奖补申请", Measure = 2, Counter = "件", Page = "/cases/carrier-subsidy/{id}")]
public sealed class CarrierSubsidy : CaseRecord<CarrierSubsidyState>
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

/// <param name="Carrier">Null when it is not the actor's.</param>
internal sealed record SubsidyFacts(EmploymentCarrier? Carrier);

/// <summary>c.4, subsidy: claimed by a recognised workshop or base, reviewed, on public notice, paid or refused with a reason.</summary>
internal sealed class CarrierSubsidyPaid(HouseholdsNow households) : Workflow<CarrierSubsidy, CarrierSubsidyState, SubsidyFacts>
{
    private const string NoticeDays = "carrier.notice-days";

    public override string Code => "carrier-subsidy";

    public override string Title => "车间、基地奖补";

    public override Clause Clause => Plan.Measure(4).Says("延续支持安置点就业帮扶车间的优惠政策");

    protected override void Define(WorkflowBuilder<CarrierSubsidy, CarrierSubsidyState, SubsidyFacts> on)
    {
        on.State(Notice).Within(Limit.Days(NoticeDays), from: x => x.NoticeFrom);
        on.State(Paid).Ends();
        on.State(Rejected).Ends();

        on.Move(Claimed, Reviewed, "审核").By(Role.CountyOfficer).Records(x => x.ReviewedOn, x => x.Approved)
            .Unless((_, facts, _) => facts?.Carrier?.IsRecognised() == true ? null : "这个车间（基地）现在没有认定，不能奖补");
        on.Move(Reviewed, Claimed, "退回补正").By(Role.CountyOfficer).NeedsOpinion().Returns()
            .Fills((x, _, _) => (x.ReviewedOn, x.Approved) = (null, null), x => x.ReviewedOn, x => x.Approved);
        on.Move(Reviewed, Notice, "公示").By(Role.CountyOfficer).Records(x => x.NoticeFrom, x => x.NoticeTo)
            .Unless((x, _, _) => NoticeTerm.TooShort(x.NoticeFrom, x.NoticeTo, households.Parameters.Int(NoticeDays)), x => x.NoticeTo);
        on.Move([Claimed, Reviewed, Notice], Rejected, "不予奖补").By(Role.CountyOfficer).Records(x => x.RefusedFor);
        on.Move(Notice, Notice, "登记拨付").By(Role.CountyOfficer).Records(x => x.PaidOn, x => x.PaidAmount)
            .Unless((x, _, _) => NoticeTerm.NotOver(x.PaidOn, x.NoticeTo, "拨付"), x => x.PaidOn);
        on.Move(Notice, Paid, "已拨付").Hint("登记了拨付日期和金额的，自动办结。")
            .When((x, _, today) => x.PaidOn <= today && x.PaidAmount is not null ? $"{x.PaidOn:yyyy-MM-dd}拨付" : null);
    }

    protected override async Task<IReadOnlyDictionary<Guid, SubsidyFacts>> FactsAsync(AnjuDb db, IReadOnlyList<CarrierSubsidy> cases, DateOnly today, CancellationToken cancellation)
    {
        var carriers = (await BulkRead.AmongAsync<EmploymentCarrier>(db, nameof(Kernel.Record.Id), [.. cases.Select(x => x.CarrierId).Distinct()], cancellation)).ToDictionary(x => x.Id);
        return cases.ToDictionary(x => x.Id, x => new SubsidyFacts(carriers.GetValueOrDefault(x.CarrierId)));
    }
}
