using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.Skills;

/// <summary>
/// One person in one course, from the day it was offered to the allowance and the question half a year later (M06-1, M06-2).
/// Moved by <see cref="Training"/>.
/// </summary>
[Ledger("training", "技能培训", Measure = 6, Columns = "D16", Counter = "人次", Page = "/cases/training/{id}")]
public sealed class TrainingEnrolment : CaseRecord<TrainingState>, IOfHousehold, IWorkEntry, IRowCoded
{
    [Display(Name = "班次编号", Order = -3), Refers(typeof(TrainingClass)), NaturalKey(1), Listed(1), AlsoWritten("班级编号", "课程编号")]
    public Guid ClassId { get; set; }

    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(2), Listed(2), AlsoWritten("身份证号", "学员证件号码")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "类型", Order = -1), Computed]
    public TrainingKind? Kind { get; set; }

    [Display(Name = "机构", Order = -1), Computed]
    public string? Institution { get; set; }

    [Display(Name = "开班日期", Description = "本人参训的第一天"), Wanted, Listed(3), AlsoWritten("起", "开始日期")]
    public DateOnly? StartedOn { get; set; }

    [Display(Name = "结束日期", Description = "本人参训的最后一天"), Wanted, NotBefore(nameof(StartedOn)), Listed(4), AlsoWritten("止", "结业日期")]
    public DateOnly? EndedOn { get; set; }

    [Display(Name = "人员类别", Description = "发给生活费补贴的依据"), Listed(5), Filtered]
    public TraineeKind? Category { get; set; }

    [Display(Name = "报名日期"), Happened]
    public DateOnly? EnrolledOn { get; set; }

    [Display(Name = "书面放弃日期"), Happened]
    public DateOnly? DeclinedOn { get; set; }

    [Display(Name = "出勤率"), Unit("%"), Range(0.0, 100.0)]
    public double? Attendance { get; set; }

    [Display(Name = "考核日期"), Happened]
    public DateOnly? AssessedOn { get; set; }

    [Display(Name = "结果"), Listed(6), Filtered]
    public TrainingResult? Result { get; set; }

    [Display(Name = "证书号"), StringLength(60), Encrypted]
    public string? Certificate { get; set; }

    [Display(Name = "培训补贴", Description = "付给机构或用人单位的"), Unit("元"), Range(0.0, 1_000_000.0)]
    public Yuan? Subsidy { get; set; }

    [Display(Name = "生活费补贴应发"), Unit("元"), Range(0.0, 1_000_000.0), AlsoWritten("应发")]
    public Yuan? AllowanceDue { get; set; }

    [Display(Name = "生活费补贴实发"), Unit("元"), Range(0.0, 1_000_000.0), AlsoWritten("实发")]
    public Yuan? AllowancePaid { get; set; }

    [Display(Name = "生活费补贴日期"), Happened, NotBefore(nameof(StartedOn)), Listed(7), AlsoWritten("发放日期", "补贴发放日期")]
    public DateOnly? AllowancePaidOn { get; set; }

    [Display(Name = "6个月后就业", Description = "结业后满6个月时是否就业")]
    public bool? EmployedAfter { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() =>
        StartedOn is { } from ? new(from, EndedOn, WorkEntryKind.Training, $"技能培训：{(Result is { } result ? TermTitles.Of(result) : TermTitles.Of(State))}") : null;

    /// <summary>Was in the course by the day, and did not leave it before its end.</summary>
    public bool Attended(DateOnly on) => StartedOn <= on && DeclinedOn is null && Result != TrainingResult.Dropped
        && State is not (TrainingState.Matched or TrainingState.Declined);

    protected override TrainingState Beginning => this switch
    {
        { EmployedAfter: not null } => TrainingState.Followed,
        { Result: TrainingResult.Dropped } => TrainingState.Dropped,
        { Result: TrainingResult.Failed } => TrainingState.Failed,
        { AllowancePaidOn: not null } => TrainingState.AllowancePaid,
        { Result: TrainingResult.Passed } => TrainingState.Passed,
        { DeclinedOn: not null } => TrainingState.Declined,
        { EnrolledOn: not null } => TrainingState.Enrolled,
        _ => TrainingState.Matched,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (AllowancePaid > AllowanceDue)
        {
            yield return new("ALLOWANCE", $"生活费补贴实发（{AllowancePaid}元）不能多于应发（{AllowanceDue}元）", nameof(AllowancePaid), nameof(AllowanceDue));
        }

        if (AllowancePaidOn is null != AllowancePaid is null)
        {
            yield return new("ALLOWANCE_DAY", "生活费补贴的实发金额和日期要一起填写", AllowancePaidOn is null ? nameof(AllowancePaidOn) : nameof(AllowancePaid));
        }

        if (!string.IsNullOrEmpty(Certificate) && Result is TrainingResult.Failed or TrainingResult.Dropped)
        {
            yield return new("CERTIFICATE", "考核合格的才有证书号，请核对结果", nameof(Certificate), nameof(Result));
        }

        if (DeclinedOn is not null && Result is not null)
        {
            yield return new("DECLINED", "书面放弃的没有考核结果，请核对", nameof(DeclinedOn), nameof(Result));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<TrainingEnrolment>(training =>
        {
            training.HasIndex(x => new { x.ClassId, x.PersonId }).IsUnique();
            training.HasIndex(x => x.HouseholdId);
            training.HasIndex(x => new { x.State, x.DueOn });
            training.HasOne<TrainingClass>().WithMany().HasForeignKey(x => x.ClassId).OnDelete(DeleteBehavior.Restrict);
            training.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            training.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.8; 意愿登记 is a line of <see cref="TrainingWish"/>, which is not about a course yet.</summary>
public enum TrainingState
{
    [Display(Name = "已安排班次")] Matched,
    [Display(Name = "书面放弃"), Past] Declined,
    [Display(Name = "已报名")] Enrolled,
    [Display(Name = "培训中")] InClass,
    [Display(Name = "中途退出"), Past] Dropped,
    [Display(Name = "待考核")] Assessing,
    [Display(Name = "不合格"), Past] Failed,
    [Display(Name = "考核合格")] Passed,
    [Display(Name = "补贴待发")] AllowanceDue,
    [Display(Name = "补贴已发")] AllowancePaid,
    [Display(Name = "就业跟踪")] FollowUp,
    [Display(Name = "跟踪结束"), Past] Followed,
}

public enum TrainingResult
{
    [Display(Name = "合格"), AlsoWritten("通过", "结业", "取证")] Passed,
    [Display(Name = "不合格"), AlsoWritten("未通过")] Failed,
    [Display(Name = "中途退出"), AlsoWritten("退出", "退学")] Dropped,
}

/// <summary>Who may be given an allowance is a list of these titles, a parameter [A47].</summary>
public enum TraineeKind
{
    [Display(Name = "脱贫人口"), AlsoWritten("脱贫", "脱贫劳动力")] PovertyAlleviated,
    [Display(Name = "监测对象"), AlsoWritten("监测")] Monitored,
    [Display(Name = "就业困难人员")] HardToEmploy,
    [Display(Name = "零就业家庭成员"), AlsoWritten("零就业家庭")] ZeroEmployment,
    [Display(Name = "残疾人")] Disabled,
    [Display(Name = "其他搬迁群众"), AlsoWritten("其他", "同步搬迁")] Other,
}

internal sealed class TrainingLights(BusinessDate date) : CaseLights<TrainingEnrolment>(date);

/// <summary>What stands on the class.</summary>
internal sealed class ClassOfTraining() : Computation<TrainingEnrolment>(nameof(TrainingEnrolment.Kind), nameof(TrainingEnrolment.Institution))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<TrainingEnrolment> lines, CancellationToken cancellation)
    {
        var classes = (await BulkRead.AmongAsync<TrainingClass>(db, nameof(Record.Id), [.. lines.Select(line => line.ClassId).Distinct()], cancellation)).ToDictionary(x => x.Id);
        foreach (var line in lines)
        {
            var of = classes.GetValueOrDefault(line.ClassId);
            (line.Kind, line.Institution) = (of?.Kind, of?.Institution);
        }
    }
}

internal sealed class TrainingsOfHousehold : FactStream<TrainingEnrolment>;
