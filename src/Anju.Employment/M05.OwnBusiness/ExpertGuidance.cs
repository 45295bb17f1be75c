using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

/// <summary>An expert's visit or advice to somebody who has a business or means to begin one (专家跟踪指导, M05-2).</summary>
[Ledger("expert-guidance", "创业专家指导", Measure = 5, Counter = "次")]
public sealed class ExpertGuidance : CountyRecord, IOfHousehold
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "指导日期", Order = -2), Required, Happened, NaturalKey(2), Listed(2)]
    public DateOnly GivenOn { get; set; }

    [Display(Name = "专家", Order = -1), Required, StringLength(60), Listed(3), AlsoWritten("指导专家")]
    public string Expert { get; set; } = "";

    [Display(Name = "方式"), Listed(4), Filtered]
    public GuidanceChannel? Channel { get; set; }

    [Display(Name = "指导内容"), Required, StringLength(200), Listed(5)]
    public string Subject { get; set; } = "";

    [Display(Name = "效果"), StringLength(200), Listed(6)]
    public string? Effect { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ExpertGuidance>(guidance =>
        {
            guidance.HasIndex(x => new { x.PersonId, x.GivenOn }).IsUnique();
            guidance.HasIndex(x => x.HouseholdId);
            guidance.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            guidance.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

internal sealed class GuidanceOfHousehold : FactStream<ExpertGuidance>
{
    protected override FactWindow<ExpertGuidance> Window(Month month) => new FactWindow<ExpertGuidance>().UpTo(guidance => guidance.GivenOn, month.Last);
}

public enum GuidanceChannel
{
    [Display(Name = "上门")] Visit,
    [Display(Name = "集中授课")] Lecture,
    [Display(Name = "电话、网络"), AlsoWritten("电话", "网络")] Remote,
}
