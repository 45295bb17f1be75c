using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// A household in which nobody works though somebody can and wants to, from the day it was noticed to the job, or to the
/// reason for which there is none (零就业家庭, M03-3, M04-5). Moved by <see cref="ZeroEmployment"/>.
/// </summary>
[Ledger("zero-employment", "零就业家庭", Measure = 3, Columns = "D08", Counter = "户", Page = "/cases/zero-employment/{id}")]
public sealed class ZeroEmploymentCase : CaseRecord<ZeroEmploymentState>, IOfHousehold
{
    [Display(Name = "户编号", Order = -2), Refers(typeof(Household)), NaturalKey(1), Listed(1)]
    public Guid HouseholdId { get; set; }

    [Display(Name = "发现日期", Order = -1), Required, Happened, NaturalKey(2), Listed(2)]
    public DateOnly DetectedOn { get; set; }

    [Display(Name = "认定日期"), Happened, NotBefore(nameof(DetectedOn)), Listed(3)]
    public DateOnly? ConfirmedOn { get; set; }

    [Display(Name = "成员劳动能力与意愿"), StringLength(300), Encrypted]
    public string? Ability { get; set; }

    [Display(Name = "援助措施(1)"), StringLength(100), Offered("岗位推荐 职业指导 技能培训 公益性岗位 帮扶车间 创业扶持 劳务输出")]
    public string? Measure1 { get; set; }

    [Display(Name = "援助措施(2)"), StringLength(100), Offered("岗位推荐 职业指导 技能培训 公益性岗位 帮扶车间 创业扶持 劳务输出")]
    public string? Measure2 { get; set; }

    [Display(Name = "援助措施(3)"), StringLength(100), Offered("岗位推荐 职业指导 技能培训 公益性岗位 帮扶车间 创业扶持 劳务输出")]
    public string? Measure3 { get; set; }

    [Display(Name = "荐岗次数", Description = "发现以来推荐适合岗位的累计次数"), Unit("次"), Range(0, 100), Listed(4)]
    public int? Offers { get; set; }

    [Display(Name = "拒绝次数", Description = "其中本人拒绝的"), Unit("次"), Range(0, 100), Listed(5)]
    public int? Refusals { get; set; }

    [Display(Name = "失联日期", Description = "联系不上全家的第一天"), Happened]
    public DateOnly? UnreachableSince { get; set; }

    [Display(Name = "再次失业日期"), Kept]
    public DateOnly? WorklessAgainOn { get; set; }

    [Display(Name = "上岗人"), Refers(typeof(Person))]
    public Guid? PlacedPersonId { get; set; }

    [Display(Name = "上岗日期"), Happened, NotBefore(nameof(DetectedOn)), Listed(6)]
    public DateOnly? PlacedOn { get; set; }

    [Display(Name = "清零天数", Description = "从发现到上岗；还没有人上岗的，到今天为止"), Computed, Unit("天"), Listed(7)]
    public int? Days { get; set; }

    [Display(Name = "结案类型"), Filtered]
    public ZeroEmploymentEnd? EndKind { get; set; }

    [Display(Name = "责任单位"), StringLength(60)]
    public string? Responsible { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    /// <summary>A case of an older list that ended, or found work, stands there.</summary>
    protected override ZeroEmploymentState Beginning => this switch
    {
        { EndKind: ZeroEmploymentEnd.Stable } => ZeroEmploymentState.Stable,
        { EndKind: ZeroEmploymentEnd.NotZero } => ZeroEmploymentState.Dismissed,
        { EndKind: not null } => ZeroEmploymentState.ClosedNoJob,
        { PlacedOn: not null } => ZeroEmploymentState.Placed,
        { Measure1: not null } => ZeroEmploymentState.Assisting,
        { ConfirmedOn: not null } => ZeroEmploymentState.Confirmed,
        _ => ZeroEmploymentState.Detected,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (Refusals > (Offers ?? 0))
        {
            yield return new("REFUSALS", $"拒绝次数（{Refusals}次）不能多于荐岗次数（{Offers ?? 0}次）", nameof(Refusals), nameof(Offers));
        }

        if (PlacedPersonId is null != PlacedOn is null)
        {
            yield return new("PLACED", "上岗人和上岗日期要一起填写", PlacedOn is null ? nameof(PlacedOn) : nameof(PlacedPersonId));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ZeroEmploymentCase>(zero =>
        {
            zero.HasIndex(x => new { x.HouseholdId, x.DetectedOn }).IsUnique();
            zero.HasIndex(x => new { x.State, x.DueOn });
            zero.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
            zero.HasOne<Person>().WithMany().HasForeignKey(x => x.PlacedPersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.3</summary>
public enum ZeroEmploymentState
{
    [Display(Name = "疑似")] Detected,
    [Display(Name = "非零就业"), Past] Dismissed,
    [Display(Name = "已认定")] Confirmed,
    [Display(Name = "援助中")] Assisting,
    [Display(Name = "公岗托底")] PostOffered,
    [Display(Name = "已上岗")] Placed,
    [Display(Name = "稳定就业"), Past] Stable,
    [Display(Name = "未就业结案"), Past] ClosedNoJob,
}

/// <summary>How a case ended; without a job for the reasons that c.3 allows.</summary>
public enum ZeroEmploymentEnd
{
    [Display(Name = "已稳定就业"), AlsoWritten("稳定就业", "已就业")] Stable,
    [Display(Name = "不是零就业家庭"), AlsoWritten("非零就业")] NotZero,
    [Display(Name = "拒绝适合岗位"), AlsoWritten("多次拒绝岗位", "拒绝岗位")] Refused,
    [Display(Name = "失去联系"), AlsoWritten("失联")] Unreachable,
    [Display(Name = "不再有能力或意愿"), AlsoWritten("无能力", "无意愿")] Unable,
}

internal sealed class ZeroEmploymentLights(BusinessDate date) : CaseLights<ZeroEmploymentCase>(date);

internal sealed class DaysToClear(BusinessDate date) : Computation<ZeroEmploymentCase>(nameof(ZeroEmploymentCase.Days))
{
    protected override Task FillAsync(AnjuDb db, IReadOnlyList<ZeroEmploymentCase> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            var last = line.PlacedOn ?? (line.State is ZeroEmploymentState.Dismissed or ZeroEmploymentState.ClosedNoJob or ZeroEmploymentState.Stable ? null : date.Today);
            line.Days = last is { } day ? day.DayNumber - line.DetectedOn.DayNumber : null;
        }

        return Task.CompletedTask;
    }
}
