using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>What a workshop or base reports of one month: heads and wages (M02-2, W-M02-1).</summary>
[Ledger("carrier-return", "车间/基地月报", Measure = 2)]
public sealed class CarrierReturn : CountyRecord, IRuledRecord
{
    [Display(Name = "载体编号", Order = -2), Refers(typeof(EmploymentCarrier)), NaturalKey(1), Listed(2), AlsoWritten("车间编号", "基地编号")]
    public Guid CarrierId { get; set; }

    [Display(Name = "月份", Order = -1), Required, Happened, NaturalKey(2), Listed(1), Filtered]
    public Month Month { get; set; }

    [Display(Name = "从业人数"), Required, Unit("人"), Range(0, 100_000), Listed(3)]
    public int Staff { get; set; }

    [Display(Name = "其中脱贫/监测"), Wanted, Unit("人"), Range(0, 100_000), Listed(4)]
    public int? PovertyStaff { get; set; }

    [Display(Name = "其中搬迁"), Wanted, Unit("人"), Range(0, 100_000), Listed(5)]
    public int? RelocatedStaff { get; set; }

    [Display(Name = "搬迁或脱贫/监测", Description = "是搬迁劳动力或脱贫、监测劳动力的人数，两样都是的只算一人；认定标准按此比较"), Wanted, Unit("人"), Range(0, 100_000), Listed(6)]
    public int? Counted { get; set; }

    [Display(Name = "工资总额"), Wanted, Unit("元"), Range(0.0, 1_000_000_000.0), Listed(7)]
    public Yuan? Payroll { get; set; }

    [Display(Name = "工资发放日期", Description = "有发放凭证的"), Happened, Listed(8)]
    public DateOnly? PaidOn { get; set; }

    [Display(Name = "有无欠薪"), Wanted, Listed(9), Filtered]
    public bool? InArrears { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        foreach (var (count, title, property) in ((int?, string, string)[])[
            (PovertyStaff, "其中脱贫/监测", nameof(PovertyStaff)), (RelocatedStaff, "其中搬迁", nameof(RelocatedStaff)), (Counted, "搬迁或脱贫/监测", nameof(Counted))])
        {
            if (count > Staff)
            {
                yield return new("STAFF", $"{title}（{count}人）不能多于从业人数（{Staff}人）", property, nameof(Staff));
            }
        }

        if (Counted is { } counted && (counted < PovertyStaff || counted < RelocatedStaff || counted > PovertyStaff + RelocatedStaff))
        {
            yield return new("COUNTED", $"搬迁或脱贫/监测（{counted}人）应不少于其中任何一项，也不多于两项之和", nameof(Counted), nameof(PovertyStaff), nameof(RelocatedStaff));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<CarrierReturn>(month =>
        {
            month.HasIndex(x => new { x.CarrierId, x.Month }).IsUnique();
            month.HasOne<EmploymentCarrier>().WithMany().HasForeignKey(x => x.CarrierId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
