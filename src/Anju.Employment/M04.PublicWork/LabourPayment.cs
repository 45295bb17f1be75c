using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.PublicWork;

/// <summary>
/// What one worker of a work-relief project worked and was paid in one month: a line of the attendance sheet and of the payroll
/// in one, so that they cannot tell different things (M04-2; domain specification b.4).
/// </summary>
[Ledger("labour-payment", "用工考勤与劳务报酬", Measure = 4, Columns = "D12")]
public sealed class LabourPayment : CountyRecord, IRuledRecord, IRowCoded
{
    [Display(Name = "项目编码", Order = -4), Refers(typeof(WorkReliefProject)), NaturalKey(1), Listed(1), AlsoWritten("项目编号")]
    public Guid ProjectId { get; set; }

    [Display(Name = "月份", Order = -3), Required, Happened, NaturalKey(2), Listed(2), Filtered]
    public Month Month { get; set; }

    [Display(Name = "序号", Order = -2, Description = "当月工资表上的序号"), Required, Range(1, 100_000), NaturalKey(3)]
    public int Number { get; set; }

    [Display(Name = "姓名", Order = -1), Required, StringLength(60), Caption, Listed(3)]
    public string Name { get; set; } = "";

    [Display(Name = "证件号码"), Wanted, StringLength(18), Restricted(Mask.IdNumber), Encrypted, AlsoWritten("身份证号")]
    public string? IdNumber { get; set; }

    [Display(Name = "人员类别"), Required, Listed(4), Filtered]
    public WorkerKind Kind { get; set; }

    [Display(Name = "工种"), StringLength(40)]
    public string? Trade { get; set; }

    [Display(Name = "出勤天数"), Required, Unit("天"), Range(0.0, 31.0), Listed(5)]
    public double Days { get; set; }

    [Display(Name = "日工资"), Required, Unit("元"), Range(0.0, 10_000.0), Listed(6)]
    public Yuan DailyWage { get; set; }

    [Display(Name = "应发", Description = "出勤天数×日工资"), Required, Unit("元"), Range(0.0, 1_000_000.0), Listed(7)]
    public Yuan Earned { get; set; }

    [Display(Name = "扣款"), Unit("元"), Range(0.0, 1_000_000.0)]
    public Yuan? Deduction { get; set; }

    [Display(Name = "扣款原因"), StringLength(100)]
    public string? DeductedFor { get; set; }

    [Display(Name = "实发"), Required, Unit("元"), Range(0.0, 1_000_000.0), Listed(8)]
    public Yuan Paid { get; set; }

    [Display(Name = "银行卡后四位", Description = "本人的银行卡或一卡通"), StringLength(4, MinimumLength = 4), Encrypted, AlsoWritten("卡号后四位")]
    public string? CardEnding { get; set; }

    [Display(Name = "公示开始"), Happened, Wanted, AlsoWritten("公示起")]
    public DateOnly? NoticeFrom { get; set; }

    [Display(Name = "公示结束", Description = "最后一天"), Wanted, NotBefore(nameof(NoticeFrom)), AlsoWritten("公示止")]
    public DateOnly? NoticeTo { get; set; }

    [Display(Name = "发放日期"), Wanted, Happened, Listed(9)]
    public DateOnly? PaidOn { get; set; }

    [Display(Name = "回单号"), StringLength(60)]
    public string? Receipt { get; set; }

    [Display(Name = "本人确认")]
    public bool? Confirmed { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    /// <summary>Who it is: the number, or the name where none was given.</summary>
    public string Worker() => IdNumber ?? Name;

    /// <summary>Days by daily wage, to the 分.</summary>
    public Yuan ByAttendance() => Yuan.FromYuan(decimal.Round((decimal)Days * DailyWage.InYuan, 2, MidpointRounding.AwayFromZero));

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (Earned != ByAttendance())
        {
            yield return new("SHEET", $"应发（{Earned}元）与考勤不一致：{Days:0.#}天×{DailyWage}元={ByAttendance()}元", nameof(Earned), nameof(Days), nameof(DailyWage));
        }

        var most = Earned - (Deduction ?? Yuan.Zero);
        if (Paid > most)
        {
            yield return new("PAID_TOO_MUCH", $"实发（{Paid}元）不能多于应发减扣款（{most}元）", nameof(Paid), nameof(Earned), nameof(Deduction));
        }
        else if (Paid < most && PaidOn is not null)
        {
            yield return new("PAID_TOO_LITTLE", $"已发放的，实发（{Paid}元）应等于应发减扣款（{most}元）；少发的差额请写入扣款并说明原因", nameof(Paid), nameof(Earned), nameof(Deduction), nameof(PaidOn));
        }

        if (Deduction is { Cents: > 0 } && string.IsNullOrEmpty(DeductedFor))
        {
            yield return new("DEDUCTION", "有扣款的，请填写扣款原因", nameof(DeductedFor), nameof(Deduction));
        }

        if (PaidOn is { } paid && paid < Month.First)
        {
            yield return new("PAID_BEFORE", $"发放日期不能早于工作月份（{Month.ToChinese()}）", nameof(PaidOn), nameof(Month));
        }

        if (IdNumber is { Length: 18 } && !Kernel.IdNumber.TryParse(IdNumber, out _))
        {
            yield return new("ID_NUMBER", "证件号码的校验位不对，请核对", nameof(IdNumber));
        }

        if (CardEnding is { } card && !card.All(char.IsAsciiDigit))
        {
            yield return new("CARD", "银行卡后四位应是 4 个数字", nameof(CardEnding));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<LabourPayment>(payment =>
        {
            payment.HasIndex(x => new { x.ProjectId, x.Month, x.Number }).IsUnique();
            payment.HasOne<WorkReliefProject>().WithMany().HasForeignKey(x => x.ProjectId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum WorkerKind
{
    [Display(Name = "搬迁"), AlsoWritten("搬迁群众", "易地搬迁")] Relocated,
    [Display(Name = "脱贫"), AlsoWritten("脱贫人口")] PovertyAlleviated,
    [Display(Name = "监测"), AlsoWritten("监测对象")] Monitored,
    [Display(Name = "其他")] Other,
}
