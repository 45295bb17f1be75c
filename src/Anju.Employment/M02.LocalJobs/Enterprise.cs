using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>An employer of the county with its relocated staff, brought in or grown here (M02-3, M02-4).</summary>
[Ledger("enterprise", "吸纳就业企业", Measure = 2, Counter = "家")]
public sealed class Enterprise : CountyRecord, IRuledRecord
{
    [Display(Name = "企业编号", Order = -2), Required, StringLength(40), NaturalKey, Listed(1)]
    public string Code { get; set; } = "";

    [Display(Name = "企业名称", Order = -1), Required, StringLength(100), Caption, Listed(2), AlsoWritten("名称", "单位名称")]
    public string Name { get; set; } = "";

    [Display(Name = "统一社会信用代码"), Wanted, StringLength(18), AlsoWritten("信用代码")]
    public string? CreditCode { get; set; }

    [Display(Name = "行业"), StringLength(40), Listed(3), Offered("电子 制衣 制鞋 农产品加工 竹木加工 物流 餐饮住宿 建筑 其他")]
    public string? Industry { get; set; }

    [Display(Name = "劳动密集型"), Wanted, Listed(4), Filtered]
    public bool? LabourIntensive { get; set; }

    [Display(Name = "靠近的安置点", Description = "落户安置点或周边的填"), Refers(typeof(ResettlementSite)), Listed(5), AlsoWritten("安置点编码", "安置点名称")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "投产日期"), Happened, Listed(6)]
    public DateOnly? OpenedOn { get; set; }

    [Display(Name = "职工总数"), Wanted, Unit("人"), Range(0, 1_000_000), Listed(7)]
    public int? Staff { get; set; }

    [Display(Name = "其中搬迁劳动力"), Wanted, Unit("人"), Range(0, 1_000_000), Listed(8)]
    public int? RelocatedStaff { get; set; }

    [Display(Name = "统计日期", Description = "人数是哪一天的"), Wanted, Happened, Listed(9)]
    public DateOnly? CountedOn { get; set; }

    [Display(Name = "联系电话"), StringLength(20), Restricted(Mask.Phone), Encrypted]
    public string? Phone { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    void IRuledRecord.Tidy(Record? before, DateOnly today)
    {
        if (CreditCode is { } typed && (before as Enterprise)?.CreditCode != typed)
        {
            CreditCode = Kernel.CreditCode.Tidied(typed);
        }
    }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (!string.IsNullOrEmpty(CreditCode) && Kernel.CreditCode.Check(CreditCode).Problem is { } problem)
        {
            yield return new("CREDIT_CODE", problem.Message, nameof(CreditCode));
        }

        if (RelocatedStaff > Staff)
        {
            yield return new("STAFF", $"其中搬迁劳动力（{RelocatedStaff}人）不能多于职工总数（{Staff}人）", nameof(RelocatedStaff), nameof(Staff));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<Enterprise>(enterprise =>
        {
            enterprise.HasIndex(x => x.Code).IsUnique();
            enterprise.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
