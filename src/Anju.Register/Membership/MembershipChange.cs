using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// One step of a household's roll: somebody came or went, became its head, or moved with it to another site, with the day
/// it happened and the day it was reported. The roll on any day follows from the log; opening + in − out = closing, always.
/// </summary>
[Ledger("membership-change", "家庭成员变动台账", Measure = 1, AddedElsewhere = true)]
public sealed class MembershipChange : CountyRecord, IOfHousehold, IKeepsPlace
{
    [Display(Name = "户编号", Order = -3), Refers(typeof(Household)), NaturalKey(1), Listed(1), AlsoWritten("户编码")]
    public Guid HouseholdId { get; set; }

    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(2), Listed(2), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Display(Name = "变动类型", Order = -1), Required, NaturalKey(3), Listed(3), Filtered, AlsoWritten("家庭成员变动类型")]
    public ChangeKind Kind { get; set; }

    [Display(Name = "变动时间"), Required, Happened, NaturalKey(4), Listed(4), AlsoWritten("发生日期")]
    public DateOnly HappenedOn { get; set; }

    [Display(Name = "报告日期"), Required, Happened, NotBefore(nameof(HappenedOn)), Listed(5)]
    public DateOnly ReportedOn { get; set; }

    [Display(Name = "对方户编号"), Refers(typeof(Household)), Listed(6)]
    public Guid? OtherHouseholdId { get; set; }

    [Display(Name = "佐证材料"), StringLength(100), Listed(7)]
    public string? Proof { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    /// <summary>Leaving a site is told by the site that was left, wherever the household goes.</summary>
    bool IKeepsPlace.KeepsPlace => Kind == ChangeKind.SiteLeft;

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<MembershipChange>(change =>
        {
            change.HasIndex(x => new { x.HouseholdId, x.PersonId, x.Kind, x.HappenedOn }).IsUnique();
            change.HasIndex(x => x.PersonId);
            change.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
            change.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>
/// Kinds of membership change (assumption A44): those that bring somebody in, those that take somebody out, and those that
/// leave the household's roll as it is.
/// </summary>
public enum ChangeKind
{
    [Display(Name = "初始登记")] Registered,
    [Display(Name = "出生")] Birth,
    [Display(Name = "婚入")] MarriedIn,
    [Display(Name = "收养")] Adopted,
    [Display(Name = "户籍迁入")] MovedIn,
    [Display(Name = "刑满释放")] Released,
    [Display(Name = "返乡")] Returned,
    [Display(Name = "分户迁入")] SplitIn,
    [Display(Name = "并户迁入")] MergedIn,
    [Display(Name = "死亡"), AlsoWritten("已故", "去世")] Death,
    [Display(Name = "婚出"), AlsoWritten("婚嫁迁出")] MarriedOut,
    [Display(Name = "迁出"), AlsoWritten("户籍迁出")] MovedOut,
    [Display(Name = "服刑")] Imprisoned,
    [Display(Name = "失联")] Lost,
    [Display(Name = "分户迁出")] SplitOut,
    [Display(Name = "并户迁出")] MergedOut,
    [Display(Name = "整户消亡")] HouseholdEnded,
    [Display(Name = "户主变更"), AlsoWritten("变更户主")] HeadChanged,
    [Display(Name = "换点迁出")] SiteLeft,
    [Display(Name = "换点迁入")] SiteEntered,
}

public static class ChangeKinds
{
    /// <summary>What the change does to the number of members of the household: 1, −1, or 0.</summary>
    public static int RollStep(this ChangeKind kind) => kind <= ChangeKind.MergedIn ? 1 : kind <= ChangeKind.HouseholdEnded ? -1 : 0;

    /// <summary>What the change does to the number of people of the site: a household's move counts here too.</summary>
    public static int SiteStep(this ChangeKind kind) => kind switch
    {
        ChangeKind.SiteLeft => -1,
        ChangeKind.SiteEntered => 1,
        _ => kind.RollStep(),
    };

    /// <summary>The change adds somebody to the household.</summary>
    public static bool IsIn(this ChangeKind kind) => kind.RollStep() > 0;

    /// <summary>The change takes somebody away from the household.</summary>
    public static bool IsOut(this ChangeKind kind) => kind.RollStep() < 0;
}
