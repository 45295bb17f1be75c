using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// What one department of a county reports at the end of a year of one thing the plan asks it to support: that it was done, with
/// a dated piece of evidence, or that it was not (domain specification 0.2 S [A38]).
/// </summary>
[Ledger("support-return", "支持措施年度报送", Measure = OfMeasureAttribute.Register, Counter = "件")]
public sealed class SupportReturn : CountyRecord, IRuledRecord
{
    [Display(Name = "年度", Order = -4), Required, Range(2022, 2100), NaturalKey(1), Listed(1), Filtered]
    public int Year { get; set; }

    [Display(Name = "责任事项", Order = -3, Description = "政策地图上的编号，如 M02-1"), Required, StringLength(10), NaturalKey(2), Listed(2), Filtered, AlsoWritten("条款编号")]
    public string Obligation { get; set; } = "";

    [Display(Name = "责任单位", Order = -2), Required, StringLength(60), NaturalKey(3), Listed(3), AlsoWritten("报送单位")]
    public string Unit { get; set; } = "";

    [Display(Name = "开展情况", Order = -1), Required, Listed(4), Filtered]
    public SupportDone Done { get; set; }

    [Display(Name = "佐证日期", Description = "活动、文件等的日期，须在报送的年度内"), Happened, Listed(6)]
    public DateOnly? EvidenceOn { get; set; }

    [Display(Name = "佐证名称", Description = "文件、活动、协议等的名称和文号"), StringLength(200), Caption, Listed(5), AlsoWritten("佐证材料")]
    public string? Evidence { get; set; }

    [Display(Name = "做法和成效"), StringLength(500)]
    public string? Results { get; set; }

    [Display(Name = "报送日期"), Required, Happened, Listed(7)]
    public DateOnly FiledOn { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (Done == SupportDone.Done && (EvidenceOn is null || string.IsNullOrWhiteSpace(Evidence)))
        {
            yield return new("EVIDENCE", "已开展的，请填写佐证日期和佐证名称", EvidenceOn is null ? nameof(EvidenceOn) : nameof(Evidence), nameof(Done));
        }

        if (Done == SupportDone.NotDone && EvidenceOn is not null)
        {
            yield return new("EVIDENCE", "填了佐证日期的，开展情况应是已开展", nameof(Done), nameof(EvidenceOn));
        }

        if (EvidenceOn is { } on && on.Year != Year)
        {
            yield return new("YEAR", $"佐证日期（{on:yyyy-MM-dd}）不在{Year}年内", nameof(EvidenceOn), nameof(Year));
        }

        if (FiledOn.Year < Year)
        {
            yield return new("YEAR", $"报送日期（{FiledOn:yyyy-MM-dd}）早于报送的年度", nameof(FiledOn), nameof(Year));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<SupportReturn>().HasIndex(x => new { x.CountyCode, x.Year, x.Obligation, x.Unit }).IsUnique();
    }
}

public enum SupportDone
{
    [Display(Name = "已开展")] Done,
    [Display(Name = "未开展")] NotDone,
}

/// <summary>A return is about something that the plan supports, by its number in the catalogue.</summary>
internal sealed class ObligationIsOfThePlan(PlanPack pack) : ILedgerObjection
{
    public IEnumerable<Objection> Against(Record? before, Record after) =>
        after is SupportReturn filed && !pack.Plan.Obligations.Any(duty => duty.Id == filed.Obligation && duty.Strength == Strength.Support)
            ? [new("OBLIGATION", $"方案中没有编号为“{filed.Obligation}”的支持性事项，请按政策地图上的编号填写，如 M02-1", nameof(SupportReturn.Obligation))]
            : [];
}
