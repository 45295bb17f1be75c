using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>What kind of work somebody looks for, on the day of being asked; the latest one counts. What was not asked is left blank.</summary>
[Ledger("job-wish", "求职意愿", Measure = 3, Counter = "条")]
public sealed class JobWish : CountyRecord, IOfHousehold
{
    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "询问日期", Order = -1), Required, Happened, NaturalKey(2), Listed(2), AlsoWritten("登记日期")]
    public DateOnly AskedOn { get; set; }

    [Display(Name = "意向工种"), StringLength(60), Listed(3), AlsoWritten("意向岗位", "求职工种")]
    public string? Trade { get; set; }

    [Display(Name = "期望月薪", Description = "低于它的岗位不去"), Unit("元"), Range(0.0, 1_000_000.0), Listed(4), AlsoWritten("最低期望月薪", "期望工资")]
    public Yuan? LeastWage { get; set; }

    [Display(Name = "意向地点", Description = "最远愿意到哪里"), Listed(5), Filtered]
    public WishedReach? Reach { get; set; }

    [Display(Name = "只上白班", Description = "要照顾老人、小孩等不能上夜班的"), Listed(6), Filtered, AlsoWritten("不上夜班")]
    public bool? DayShiftOnly { get; set; }

    [Display(Name = "创业意愿", Description = "有自己做生意、办实体打算的；县人社局据此安排专家指导"), Filtered, AlsoWritten("有创业意愿")]
    public bool? OwnBusiness { get; set; }

    [Display(Name = "询问人"), StringLength(60)]
    public string? AskedBy { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<JobWish>(wish =>
        {
            wish.HasIndex(x => new { x.PersonId, x.AskedOn }).IsUnique();
            wish.HasIndex(x => new { x.HouseholdId, x.AskedOn });
            wish.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            wish.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

internal sealed class JobWishesOfHousehold : FactStream<JobWish>
{
    protected override FactWindow<JobWish> Window(Month month) => new FactWindow<JobWish>().UpTo(wish => wish.AskedOn, month.Last);
}

/// <summary>How far from home somebody would work.</summary>
public enum WishedReach
{
    [Display(Name = "县内"), AlsoWritten("本县", "就近")] InsideCounty,
    [Display(Name = "省内"), AlsoWritten("本省")] InsideProvince,
    [Display(Name = "不限"), AlsoWritten("省外", "都可以")] Anywhere,
}
