using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>A loan product that a bank offers to people or businesses of resettlement sites (专属贷款产品, M02-5).</summary>
[Ledger("financial-product", "信贷产品", Measure = 2, Counter = "个")]
public sealed class FinancialProduct : CountyRecord
{
    [Display(Name = "产品编号", Order = -2), Required, StringLength(40), NaturalKey, Listed(1)]
    public string Code { get; set; } = "";

    [Display(Name = "产品名称", Order = -1), Required, StringLength(100), Caption, Listed(2)]
    public string ProductName { get; set; } = "";

    [Display(Name = "金融机构"), Required, StringLength(60), Listed(3), AlsoWritten("银行", "经办银行")]
    public string Bank { get; set; } = "";

    [Display(Name = "面向对象"), Required, StringLength(60), Listed(4), Offered("搬迁户 家庭农场 农民专业合作社 农业产业化龙头企业 小微企业")]
    public string Borrowers { get; set; } = "";

    [Display(Name = "安置区专属"), Wanted, Listed(5), Filtered]
    public bool? ForSites { get; set; }

    [Display(Name = "最高额度"), Unit("元"), Range(0.0, 1_000_000_000.0), Listed(6)]
    public Yuan? Largest { get; set; }

    [Display(Name = "年利率"), Unit("%"), Range(0, 36), Listed(7)]
    public double? InterestPercent { get; set; }

    [Display(Name = "办理时限", Description = "银行承诺的，从材料齐全起"), Unit("天"), Range(1, 365), Listed(8)]
    public int? DecisionDays { get; set; }

    [Display(Name = "推出日期"), Required, Happened, Listed(9)]
    public DateOnly OfferedFrom { get; set; }

    [Display(Name = "停办日期"), NotBefore(nameof(OfferedFrom)), Listed(10)]
    public DateOnly? OfferedTo { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<FinancialProduct>().HasIndex(x => x.Code).IsUnique();
    }
}
