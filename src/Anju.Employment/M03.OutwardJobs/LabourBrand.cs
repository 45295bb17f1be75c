using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>A name under which workers of the county are known and sought (劳务品牌, M03-5).</summary>
[Ledger("labour-brand", "劳务品牌", Measure = 3, Counter = "个")]
public sealed class LabourBrand : CountyRecord, IRuledRecord
{
    [Display(Name = "品牌名称", Order = -1), Required, StringLength(60), NaturalKey, Caption, Listed(1)]
    public string BrandName { get; set; } = "";

    [Display(Name = "工种"), Required, StringLength(60), Listed(2)]
    public string Trade { get; set; } = "";

    [Display(Name = "级别"), Listed(3), Filtered]
    public BrandLevel? Level { get; set; }

    [Display(Name = "认定日期"), Happened, Listed(4)]
    public DateOnly? RecognisedOn { get; set; }

    [Display(Name = "牵头单位"), StringLength(60), Listed(5)]
    public string? Leader { get; set; }

    [Display(Name = "从业人数"), Unit("人"), Range(0, 1_000_000), Listed(6)]
    public int? Workers { get; set; }

    [Display(Name = "其中搬迁劳动力"), Unit("人"), Range(0, 1_000_000), Listed(7)]
    public int? RelocatedWorkers { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (RelocatedWorkers > Workers)
        {
            yield return new("WORKERS", $"其中搬迁劳动力（{RelocatedWorkers}人）不能多于从业人数（{Workers}人）", nameof(RelocatedWorkers), nameof(Workers));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<LabourBrand>().HasIndex(x => new { x.CountyCode, x.BrandName }).IsUnique();
    }
}

public enum BrandLevel
{
    [Display(Name = "国家级")] Nation,
    [Display(Name = "省级")] Province,
    [Display(Name = "市级")] City,
    [Display(Name = "县级")] County,
}
