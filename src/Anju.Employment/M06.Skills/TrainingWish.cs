using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.Skills;

/// <summary>What somebody wished to learn on the day of being asked, and what came of it (M06-1); asked at least once a year.</summary>
[Ledger("training-wish", "培训意愿", Measure = 6, Counter = "条")]
public sealed class TrainingWish : CountyRecord, IOfHousehold, IRuledRecord
{
    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "询问日期", Order = -1), Required, Happened, NaturalKey(2), Listed(2), AlsoWritten("登记日期")]
    public DateOnly AskedOn { get; set; }

    [Display(Name = "培训意愿"), Required, Listed(3), Filtered, AlsoWritten("有无培训意愿")]
    public Willingness Wish { get; set; }

    [Display(Name = "意愿工种"), StringLength(60), Listed(4), AlsoWritten("培训意愿工种")]
    public string? Trade { get; set; }

    [Display(Name = "班次编号", Description = "按意愿安排的培训班"), Refers(typeof(TrainingClass)), Listed(5), AlsoWritten("安排班次")]
    public Guid? ClassId { get; set; }

    [Display(Name = "安排日期"), Happened, NotBefore(nameof(AskedOn)), Listed(6)]
    public DateOnly? OfferedOn { get; set; }

    [Display(Name = "书面放弃日期", Description = "本人签字放弃参加培训"), Happened, NotBefore(nameof(AskedOn)), Listed(7)]
    public DateOnly? DeclinedOn { get; set; }

    [Display(Name = "询问人"), StringLength(60)]
    public string? AskedBy { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (Wish != Willingness.Willing && ClassId is not null)
        {
            yield return new("WISH", "没有培训意愿的不安排班次，请核对培训意愿", nameof(ClassId), nameof(Wish));
        }

        if (ClassId is null != OfferedOn is null)
        {
            yield return new("OFFERED", "安排的班次和安排日期要一起填写", ClassId is null ? nameof(ClassId) : nameof(OfferedOn));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<TrainingWish>(wish =>
        {
            wish.HasIndex(x => new { x.PersonId, x.AskedOn }).IsUnique();
            wish.HasIndex(x => new { x.HouseholdId, x.AskedOn });
            wish.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            wish.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
            wish.HasOne<TrainingClass>().WithMany().HasForeignKey(x => x.ClassId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>Those of the calendar year up to the month.</summary>
internal sealed class WishesOfHousehold : FactStream<TrainingWish>
{
    protected override FactWindow<TrainingWish> Window(Month month) => new FactWindow<TrainingWish>()
        .From(wish => wish.AskedOn, new DateOnly(month.Year, 1, 1))
        .UpTo(wish => wish.AskedOn, month.Last);
}
