using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

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
