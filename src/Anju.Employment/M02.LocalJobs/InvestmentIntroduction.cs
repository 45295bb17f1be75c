using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

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
