using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.PublicWork;

/// <summary>
/// One person's time on one public welfare post, from the first day to the last (公益性岗位, M04-5; domain specification b.3). A
/// renewed agreement changes the dates of the agreement; who leaves and comes back is a line of its own. Moved by
/// <see cref="OnPost"/>; how the post came to be stands on <see cref="PostPlan"/>.
/// </summary>
[Ledger("public-post", "公益性岗位", Measure = 4, Columns = "D10", Counter = "个", Page = "/cases/public-post/{id}")]
public sealed class PublicPost : CaseRecord<PublicPostState>, IOfHousehold, IRuledBeside, IWorkEntry, IRowCoded
{
    [Display(Name = "岗位编号", Order = -3), Required, StringLength(40), NaturalKey(2), Listed(2)]
    public string Code { get; set; } = "";

    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "类型"), Required, Listed(3), Filtered, AlsoWritten("岗位类型")]
    public PublicPostKind Kind { get; set; }

    [Display(Name = "开发单位"), Required, StringLength(100), Listed(4), AlsoWritten("用人单位")]
    public string Developer { get; set; } = "";

    [Display(Name = "资金来源"), Required, StringLength(40), Offered("就业补助资金 衔接资金 县级财政 村集体收入 其他")]
    public string Funding { get; set; } = "";

    [Display(Name = "工作地点"), Required, StringLength(100)]
    public string WorkPlace { get; set; } = "";

    [Display(Name = "用工形式"), Wanted, Filtered]
    public PostHours? Hours { get; set; }

    [Display(Name = "周工时"), Required, Unit("小时"), Range(1, 48)]
    public int WeeklyHours { get; set; }

    [Display(Name = "补贴标准", Description = "每月"), Wanted, Unit("元/月"), Range(0.0, 100_000.0), Listed(5)]
    public Yuan? MonthlyPay { get; set; }

    [Display(Name = "人员类别"), Filtered]
    public HolderClass? HolderClass { get; set; }

    [Display(Name = "村干部或其家属", Description = "本人或家属是村（社区）干部"), Wanted]
    public bool? OfCadre { get; set; }

    [Display(Name = "上岗日期", Order = -1), Required, Happened, NaturalKey(3), Listed(6)]
    public DateOnly StartedOn { get; set; }

    [Display(Name = "协议开始"), Wanted, AlsoWritten("协议起")]
    public DateOnly? AgreementFrom { get; set; }

    [Display(Name = "协议结束", Description = "最后一天"), Wanted, NotBefore(nameof(AgreementFrom)), Listed(7), AlsoWritten("协议止")]
    public DateOnly? AgreementTo { get; set; }

    [Display(Name = "累计月数"), Computed, Unit("月"), Listed(8)]
    public int? MonthsServed { get; set; }

    [Display(Name = "超期理由", Description = "累计超过最长月数仍在岗的，批准的理由"), StringLength(100)]
    public string? ExtendedFor { get; set; }

    [Display(Name = "考勤", Description = "最近一个月的出勤天数"), Unit("天"), Range(0, 31)]
    public int? Attendance { get; set; }

    [Display(Name = "已发金额"), Unit("元"), Range(0.0, 10_000_000.0)]
    public Yuan? Paid { get; set; }

    [Display(Name = "退岗日期"), Happened, NotBefore(nameof(StartedOn))]
    public DateOnly? LeftOn { get; set; }

    [Display(Name = "退岗原因")]
    public OffPostReason? LeftFor { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() => new(StartedOn, LeftOn, WorkEntryKind.Job, $"公益性岗位：{TermTitles.Of(Kind)}（{Developer}）", LeftOn is null);

    protected override PublicPostState Beginning => LeftOn is null ? PublicPostState.OnDuty : PublicPostState.OffPost;

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (LeftOn is null != LeftFor is null)
        {
            yield return new("LEFT", LeftOn is null ? "填了退岗原因的，请填写退岗日期" : "填了退岗日期的，请选择退岗原因", LeftOn is null ? nameof(LeftOn) : nameof(LeftFor));
        }

        if (AgreementTo < StartedOn)
        {
            yield return new("AGREEMENT", "协议结束不能早于上岗日期", nameof(AgreementTo), nameof(StartedOn));
        }
    }

    IEnumerable<Objection> IRuledBeside.Beside(IReadOnlyList<Record> others) =>
        Hours == PostHours.Full
        && others.OfType<PublicPost>().FirstOrDefault(other => other.Hours == PostHours.Full && other.Meets(this)) is { } other
            ? [new("TWO_FULL_TIME_POSTS", $"一人不能同时在两个全日制公益性岗位：{other.StartedOn:yyyy-MM-dd}起已在{other.Developer}的岗位{other.Code}"
                + $"{(other.LeftOn is { } left ? $"（{left:yyyy-MM-dd}退岗）" : "在岗")}，请先登记退岗，或者核对上岗日期和用工形式",
                nameof(StartedOn), nameof(Hours), nameof(LeftOn), nameof(PersonId))]
            : [];

    /// <summary>Both are held on some day.</summary>
    private bool Meets(PublicPost other) => !(LeftOn <= other.StartedOn) && !(other.LeftOn <= StartedOn);

    /// <summary>Held on the day.</summary>
    public bool IsHeld(DateOnly on) => StartedOn <= on && !(LeftOn <= on);

    /// <summary>Whole months held up to the day; 0 for who had not begun.</summary>
    public int MonthsUpTo(DateOnly day)
    {
        var last = LeftOn < day ? LeftOn.Value : day;
        var months = ((last.Year - StartedOn.Year) * 12) + last.Month - StartedOn.Month;
        return Math.Max(0, last.Day < StartedOn.Day ? months - 1 : months);
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<PublicPost>(post =>
        {
            post.HasIndex(x => new { x.PersonId, x.Code, x.StartedOn }).IsUnique();
            post.HasIndex(x => x.HouseholdId);
            post.HasIndex(x => new { x.State, x.DueOn });
            post.HasIndex(x => x.Code);
            post.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            post.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>All of them: months add up over the years.</summary>
internal sealed class PublicPostsOfHousehold : FactStream<PublicPost>;

/// <summary>Beside each line how many months the person has been on public posts altogether.</summary>
internal sealed class MonthsOnPosts(BusinessDate date) : Computation<PublicPost>(nameof(PublicPost.MonthsServed))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<PublicPost> lines, CancellationToken cancellation)
    {
        var people = lines.Select(line => line.PersonId).Distinct().ToList();
        var all = (await BulkRead.AmongAsync<PublicPost>(db, nameof(PublicPost.PersonId), people, cancellation)).ToLookup(post => post.PersonId);
        foreach (var line in lines)
        {
            line.MonthsServed = all[line.PersonId].Sum(post => post.MonthsUpTo(date.Today));
        }
    }
}

/// <summary>c.5, from the agreement on.</summary>
public enum PublicPostState
{
    [Display(Name = "在岗")] OnDuty,
    [Display(Name = "将到期")] EndDue,
    [Display(Name = "已退岗"), Past] OffPost,
}

public enum PublicPostKind
{
    [Display(Name = "保洁"), AlsoWritten("保洁员", "保洁保绿")] Cleaning,
    [Display(Name = "护林"), AlsoWritten("护林员", "山林防护")] Forest,
    [Display(Name = "护路"), AlsoWritten("护路员", "公路养护", "道路维修", "道路维护员")] Road,
    [Display(Name = "巡河"), AlsoWritten("河道协管", "河道巡护员")] River,
    [Display(Name = "水库看护")] Reservoir,
    [Display(Name = "公共设施"), AlsoWritten("公共设施管护", "楼栋管理员")] Facilities,
    [Display(Name = "治安"), AlsoWritten("治安巡防", "消防巡查员")] Security,
    [Display(Name = "帮扶专岗"), AlsoWritten("专岗")] Assistance,
    [Display(Name = "其他")] Other,
}

public enum PostHours
{
    [Display(Name = "全日制")] Full,
    [Display(Name = "非全日制")] Part,
}

public enum HolderClass
{
    [Display(Name = "脱贫人口")] PovertyAlleviated,
    [Display(Name = "监测对象")] Monitored,
    [Display(Name = "就业困难人员")] HardToEmploy,
    [Display(Name = "零就业家庭成员")] ZeroEmployment,
    [Display(Name = "残疾人")] Disabled,
    [Display(Name = "其他")] Other,
}

/// <summary>b.3: reasons for which somebody leaves a post.</summary>
public enum OffPostReason
{
    [Display(Name = "就业")] Employed,
    [Display(Name = "超龄")] TooOld,
    [Display(Name = "死亡")] Died,
    [Display(Name = "考核不合格")] Failed,
    [Display(Name = "迁出")] MovedAway,
    [Display(Name = "自愿")] Voluntary,
    [Display(Name = "期满")] TermOver,
}

internal sealed class PublicPostLights(BusinessDate date) : CaseLights<PublicPost>(date);
