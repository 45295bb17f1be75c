using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

/// <summary>A place where new businesses begin under one roof and with help (孵化园区、基地, M05-1, M05-2), with what applied for its rooms.</summary>
[Ledger("incubator", "创业孵化基地", Measure = 5, Counter = "个")]
public sealed class Incubator : CountyRecord, IRuledRecord
{
    [Display(Name = "基地编号", Order = -2), Required, StringLength(30), NaturalKey, Listed(1)]
    public string Code { get; set; } = "";

    [Display(Name = "基地名称", Order = -1), Required, StringLength(100), Caption, Listed(2), AlsoWritten("孵化基地", "园区名称")]
    public string Name { get; set; } = "";

    [Display(Name = "安置点", Description = "所在的安置点；为全县服务的不填"), Refers(typeof(ResettlementSite)), Listed(3), AlsoWritten("安置点编码", "安置点名称")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "运营单位"), Wanted, StringLength(100), Listed(4)]
    public string? Operator { get; set; }

    [Display(Name = "启用日期"), Required, Happened, Listed(5)]
    public DateOnly OpenedOn { get; set; }

    [Display(Name = "工位、铺位数"), Unit("个"), Range(0, 10_000), Listed(6)]
    public int? Rooms { get; set; }

    [Display(Name = "申请入驻数", Description = "启用以来累计"), Wanted, Unit("个"), Range(0, 100_000), Listed(7)]
    public int? Applicants { get; set; }

    [Display(Name = "其中搬迁群众", Description = "申请入驻的搬迁群众，启用以来累计"), Wanted, Unit("个"), Range(0, 100_000), Listed(8)]
    public int? RelocatedApplicants { get; set; }

    [Display(Name = "未入驻者逐人有理由", Description = "没有入驻的搬迁群众逐人写明理由并告知本人"), Wanted]
    public bool? RejectionsReasoned { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (RelocatedApplicants > Applicants)
        {
            yield return new("APPLICANTS", $"其中搬迁群众（{RelocatedApplicants}个）不能多于申请入驻数（{Applicants}个）", nameof(RelocatedApplicants), nameof(Applicants));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<Incubator>(incubator =>
        {
            incubator.HasIndex(x => x.Code).IsUnique();
            incubator.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
