using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
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

/// <summary>Somebody's time in an incubator, relocated or not.</summary>
[Ledger("incubator-tenancy", "孵化基地入驻", Measure = 5, Counter = "户")]
public sealed class IncubatorTenancy : CountyRecord
{
    [Display(Name = "基地编号", Order = -3), Refers(typeof(Incubator)), NaturalKey(1), Listed(1)]
    public Guid IncubatorId { get; set; }

    [Display(Name = "入驻主体", Order = -2), Required, StringLength(100), NaturalKey(2), Caption, Listed(2), AlsoWritten("入驻企业", "经营主体")]
    public string Tenant { get; set; } = "";

    [Display(Name = "入驻日期", Order = -1), Required, Happened, NaturalKey(3), Listed(3)]
    public DateOnly EnteredOn { get; set; }

    [Display(Name = "搬迁群众创办"), Required, Listed(4), Filtered, AlsoWritten("是否搬迁群众")]
    public bool Relocated { get; set; }

    [Display(Name = "带动人数"), Unit("人"), Range(0, 10_000), Listed(5)]
    public int? Staff { get; set; }

    [Display(Name = "退出日期"), Happened, NotBefore(nameof(EnteredOn)), Listed(6)]
    public DateOnly? LeftOn { get; set; }

    [Display(Name = "退出原因"), StringLength(60), Listed(7), Offered("期满 壮大迁出 停业 违规清退")]
    public string? LeftFor { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<IncubatorTenancy>(tenancy =>
        {
            tenancy.HasIndex(x => new { x.IncubatorId, x.Tenant, x.EnteredOn }).IsUnique();
            tenancy.HasOne<Incubator>().WithMany().HasForeignKey(x => x.IncubatorId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>
/// R-M05-2: relocated people come first at an incubator: their share of the tenants is no lower than of those who applied, or
/// each one not taken was told why [A45], as at work-relief projects (R-M04-2c).
/// </summary>
internal sealed class TenantsRelocatedFirst : RecordRule<Incubator>
{
    public override string Code => "R-M05-2";

    public override string Title => "搬迁群众优先入驻";

    public override Clause Clause => Plan.Measure(5).Says("引导具备创业能力的搬迁群众优先入驻");

    public override IReadOnlyList<string> Uses => [];

    public override IReadOnlyList<Type> Beside => [typeof(IncubatorTenancy)];

    public override Verdict Judge(RecordFacts<Incubator> facts, Month month, Parameters parameters)
    {
        var place = facts.Record;
        if (place.OpenedOn > facts.AsOf)
        {
            return Verdict.NotApplicable("尚未启用");
        }

        if (place.RelocatedApplicants == 0)
        {
            return Verdict.NotApplicable("没有搬迁群众申请入驻");
        }

        if (place.RejectionsReasoned == true)
        {
            return Verdict.Met("未入驻的搬迁群众逐人有理由");
        }

        if (place is not { Applicants: > 0 and var applicants, RelocatedApplicants: { } relocated })
        {
            return Verdict.Unknown(place.Applicants is null or 0 ? "申请入驻数" : "其中搬迁群众");
        }

        var tenants = facts.All<IncubatorTenancy>().Where(tenancy => tenancy.EnteredOn <= facts.AsOf).ToList();
        if (tenants.Count == 0)
        {
            return Verdict.Unknown("孵化基地入驻");
        }

        var taken = tenants.Count(tenancy => tenancy.Relocated);
        var words = $"入驻{tenants.Count}户，其中搬迁{taken}户；申请{applicants}个，其中搬迁{relocated}个";
        return (long)taken * applicants >= (long)relocated * tenants.Count ? Verdict.Met(words) : Verdict.NotMet(words);
    }
}
