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

/// <summary>An enterprise that the county is bringing in, from the first talk to production (引进劳动密集型企业, M02-3).</summary>
[Ledger("investment", "招商引进项目", Measure = 2, Counter = "个")]
public sealed class InvestmentIntroduction : CountyRecord, IRuledRecord
{
    [Display(Name = "项目编号", Order = -2), Required, StringLength(40), NaturalKey, Listed(1)]
    public string Code { get; set; } = "";

    [Display(Name = "项目名称", Order = -1), Required, StringLength(100), Caption, Listed(2)]
    public string ProjectName { get; set; } = "";

    [Display(Name = "投资方"), Required, StringLength(100), Listed(3), AlsoWritten("投资企业")]
    public string Investor { get; set; } = "";

    [Display(Name = "劳动密集型"), Wanted, Filtered]
    public bool? LabourIntensive { get; set; }

    [Display(Name = "落户安置点", Description = "落户安置点或周边的填"), Refers(typeof(ResettlementSite)), Listed(4), AlsoWritten("安置点编码", "安置点名称")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "协议投资额"), Unit("元"), Range(0.0, 100_000_000_000.0), Listed(5)]
    public Yuan? Agreed { get; set; }

    [Display(Name = "预计用工"), Unit("人"), Range(0, 100_000), Listed(6)]
    public int? Posts { get; set; }

    [Display(Name = "签约日期"), Happened, Listed(7)]
    public DateOnly? SignedOn { get; set; }

    [Display(Name = "开工日期"), Happened, NotBefore(nameof(SignedOn)), Listed(8)]
    public DateOnly? BegunOn { get; set; }

    [Display(Name = "投产日期"), Happened, NotBefore(nameof(BegunOn)), Listed(9)]
    public DateOnly? ProducingOn { get; set; }

    [Display(Name = "进展"), Required, Listed(10), Filtered]
    public InvestmentStage Stage { get; set; }

    [Display(Name = "责任单位"), StringLength(60)]
    public string? Responsible { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (Stage is InvestmentStage.Signed or InvestmentStage.Building or InvestmentStage.Producing && SignedOn is null)
        {
            yield return new("SIGNED", "已签约的，请填写签约日期", nameof(SignedOn), nameof(Stage));
        }

        if (Stage == InvestmentStage.Producing && ProducingOn is null)
        {
            yield return new("PRODUCING", "已投产的，请填写投产日期", nameof(ProducingOn), nameof(Stage));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<InvestmentIntroduction>(investment =>
        {
            investment.HasIndex(x => x.Code).IsUnique();
            investment.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum InvestmentStage
{
    [Display(Name = "在谈")] Talking,
    [Display(Name = "已签约")] Signed,
    [Display(Name = "在建")] Building,
    [Display(Name = "已投产")] Producing,
    [Display(Name = "终止")] Ended,
}

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
