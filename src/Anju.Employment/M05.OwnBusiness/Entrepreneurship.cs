using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

/// <summary>The business of a relocated person from its opening to its end (M05). Shop, rent, subsidy and loan stand on ledgers of their own.</summary>
[Ledger("own-business", "自主创业台账", Measure = 5, Columns = "D14", Counter = "个")]
public sealed class Entrepreneurship : CountyRecord, IOfHousehold, IRuledRecord, IWorkEntry
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "经营主体", Order = -2), Required, StringLength(100), Listed(2), AlsoWritten("主体名称", "店名")]
    public string Business { get; set; } = "";

    [Display(Name = "执照号", Description = "营业执照的统一社会信用代码；没有办执照的不填"), StringLength(18), AlsoWritten("营业执照号")]
    public string? LicenceNo { get; set; }

    [Display(Name = "行业"), StringLength(40), Listed(3), Offered("种植养殖 农产品加工 批发零售 餐饮住宿 居民服务 电子商务 建筑装修 交通运输 其他")]
    public string? Industry { get; set; }

    [Display(Name = "开业日期", Order = -1), Required, Happened, NaturalKey(2), Listed(4)]
    public DateOnly OpenedOn { get; set; }

    [Display(Name = "带动人数", Description = "带动就业的其他人，不含本人"), Unit("人"), Range(0, 10_000), Listed(5)]
    public int? Staff { get; set; }

    [Display(Name = "孵化基地", Description = "入驻的孵化基地；没有入驻的不填"), Refers(typeof(Incubator)), Listed(6)]
    public Guid? IncubatorId { get; set; }

    [Display(Name = "入驻日期"), Happened, Listed(7)]
    public DateOnly? EnteredOn { get; set; }

    [Display(Name = "专家", Description = "跟踪指导的专家"), StringLength(60), Listed(8)]
    public string? Expert { get; set; }

    [Display(Name = "门面编号"), StringLength(40)]
    public string? ShopCode { get; set; }

    [Display(Name = "状态"), Required, Listed(9), Filtered, AlsoWritten("经营状态")]
    public BusinessStatus Status { get; set; }

    [Display(Name = "停业日期"), Happened, NotBefore(nameof(OpenedOn)), Listed(10)]
    public DateOnly? ClosedOn { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() => new(OpenedOn, ClosedOn, WorkEntryKind.Business, $"自主创业{(Business.Length > 0 ? "：" : "")}{Business}{(string.IsNullOrEmpty(Industry) ? "" : $"（{Industry}）")}", ClosedOn is null);

    /// <summary>On the day, whatever became of it later.</summary>
    public bool RunsOn(DateOnly day) => OpenedOn <= day && !(ClosedOn <= day);

    void IRuledRecord.Tidy(Record? before, DateOnly today)
    {
        if (LicenceNo is { } typed && (before as Entrepreneurship)?.LicenceNo != typed)
        {
            LicenceNo = CreditCode.Tidied(typed);
        }
    }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (!string.IsNullOrEmpty(LicenceNo) && CreditCode.Check(LicenceNo).Problem is { } problem)
        {
            yield return new("CREDIT_CODE", problem.Message, nameof(LicenceNo));
        }

        if (Status == BusinessStatus.Open != ClosedOn is null)
        {
            yield return ClosedOn is null
                ? new("CLOSED", "停业、注销的，请填写停业日期", nameof(ClosedOn), nameof(Status))
                : new("CLOSED", "填了停业日期的，状态不能是在营", nameof(Status), nameof(ClosedOn));
        }

        if (IncubatorId is null != EnteredOn is null)
        {
            yield return new("ENTERED", "孵化基地和入驻日期要一起填写", EnteredOn is null ? nameof(EnteredOn) : nameof(IncubatorId));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<Entrepreneurship>(business =>
        {
            business.HasIndex(x => new { x.PersonId, x.OpenedOn }).IsUnique();
            business.HasIndex(x => x.HouseholdId);
            business.HasIndex(x => x.IncubatorId);
            business.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            business.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
            business.HasOne<Incubator>().WithMany().HasForeignKey(x => x.IncubatorId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum BusinessStatus
{
    [Display(Name = "在营"), AlsoWritten("正常经营", "经营中")] Open,
    [Display(Name = "停业"), AlsoWritten("歇业")] Paused,
    [Display(Name = "注销"), AlsoWritten("已注销", "倒闭")] Closed,
}
