using System.ComponentModel.DataAnnotations;
using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>A post offered to one named person, and what came of it: nobody is offered the same post twice (M03-2, M03-3).</summary>
[Ledger("job-referral", "荐岗记录", Measure = 3, Counter = "次")]
public sealed class JobReferral : CountyRecord, IOfHousehold, IRuledRecord, IWorkEntry
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "岗位编号", Order = -2), Refers(typeof(JobVacancy)), NaturalKey(2), Listed(2)]
    public Guid VacancyId { get; set; }

    [Display(Name = "荐岗日期", Order = -1), Required, Happened, Listed(3), AlsoWritten("推荐日期")]
    public DateOnly ReferredOn { get; set; }

    [Display(Name = "服务人"), Required, StringLength(60), Listed(4)]
    public string Officer { get; set; } = "";

    [Display(Name = "匹配理由", Description = "系统推荐时写明的理由"), StringLength(300)]
    public string? Grounds { get; set; }

    [Display(Name = "结果"), Required, Listed(5), Filtered, AlsoWritten("荐岗结果")]
    public ReferralOutcome Outcome { get; set; }

    [Display(Name = "答复日期"), Happened, NotBefore(nameof(ReferredOn)), Listed(6)]
    public DateOnly? AnsweredOn { get; set; }

    [Display(Name = "未成原因"), StringLength(100), Listed(7), Offered("工资达不到期望 离家远 工时长 身体不适应 要照顾家人 单位未录用 联系不上")]
    public string? FailedFor { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() => new(ReferredOn, null, WorkEntryKind.Service, $"荐岗：{TermTitles.Of(Outcome)}{(string.IsNullOrEmpty(FailedFor) ? "" : $"（{FailedFor}）")}");

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (Outcome == ReferralOutcome.Waiting != AnsweredOn is null)
        {
            yield return AnsweredOn is null
                ? new("ANSWERED", "有了结果的，请填写答复日期", nameof(AnsweredOn), nameof(Outcome))
                : new("ANSWERED", "填了答复日期的，请选择结果", nameof(Outcome), nameof(AnsweredOn));
        }

        if (Outcome is ReferralOutcome.Refused or ReferralOutcome.NotTaken && string.IsNullOrWhiteSpace(FailedFor))
        {
            yield return new("REASON", "没有成的，请写明原因", nameof(FailedFor), nameof(Outcome));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<JobReferral>(referral =>
        {
            referral.HasIndex(x => new { x.PersonId, x.VacancyId }).IsUnique();
            referral.HasIndex(x => x.HouseholdId);
            referral.HasIndex(x => x.VacancyId);
            referral.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            referral.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
            referral.HasOne<JobVacancy>().WithMany().HasForeignKey(x => x.VacancyId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>Of as long as a household may be helped to its first job.</summary>
internal sealed class ReferralsOfHousehold : FactStream<JobReferral>
{
    private const int Months = 12;

    protected override FactWindow<JobReferral> Window(Month month) => new FactWindow<JobReferral>()
        .From(referral => referral.ReferredOn, month.AddMonths(-Months).First)
        .UpTo(referral => referral.ReferredOn, month.Last);
}

public enum ReferralOutcome
{
    [Display(Name = "待答复"), AlsoWritten("待回复")] Waiting,
    [Display(Name = "已录用"), AlsoWritten("录用")] Hired,
    [Display(Name = "本人拒绝"), AlsoWritten("拒绝")] Refused,
    [Display(Name = "单位未录用"), AlsoWritten("未录用")] NotTaken,
}
