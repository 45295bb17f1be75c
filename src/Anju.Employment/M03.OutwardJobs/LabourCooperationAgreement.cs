using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>What was agreed with another place about workers sent there (劳务协作和定点帮扶对接, M03-1).</summary>
[Ledger("labour-cooperation", "劳务协作协议", Measure = 3, Counter = "份")]
public sealed class LabourCooperationAgreement : CountyRecord, IRuledRecord
{
    [Display(Name = "协议编号", Order = -2), Required, StringLength(40), NaturalKey, Listed(1)]
    public string Code { get; set; } = "";

    [Display(Name = "对接地区", Order = -1), Required, StringLength(60), Caption, Listed(2), AlsoWritten("协作地区", "输入地")]
    public string Place { get; set; } = "";

    [Display(Name = "对方单位"), Required, StringLength(100), Listed(3)]
    public string Partner { get; set; } = "";

    [Display(Name = "签订日期"), Required, Happened, Listed(4)]
    public DateOnly SignedOn { get; set; }

    [Display(Name = "有效期至", Description = "最后一天"), NotBefore(nameof(SignedOn)), Listed(5)]
    public DateOnly? ValidTo { get; set; }

    [Display(Name = "提供岗位数"), Unit("个"), Range(0, 1_000_000), Listed(6)]
    public int? Posts { get; set; }

    [Display(Name = "输出人数", Description = "协议以来累计"), Unit("人"), Range(0, 1_000_000), Listed(7)]
    public int? Sent { get; set; }

    [Display(Name = "其中搬迁劳动力"), Unit("人"), Range(0, 1_000_000), Listed(8)]
    public int? RelocatedSent { get; set; }

    [Display(Name = "驻点服务站"), StringLength(60), Listed(9)]
    public string? Station { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (RelocatedSent > Sent)
        {
            yield return new("SENT", $"其中搬迁劳动力（{RelocatedSent}人）不能多于输出人数（{Sent}人）", nameof(RelocatedSent), nameof(Sent));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<LabourCooperationAgreement>().HasIndex(x => x.Code).IsUnique();
    }
}
