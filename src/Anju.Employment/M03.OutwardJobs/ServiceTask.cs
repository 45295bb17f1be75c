using System.ComponentModel.DataAnnotations;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using static Anju.Employment.OutwardJobs.ServiceTaskState;

namespace Anju.Employment.OutwardJobs;

/// <summary>What one person is owed of "311" in one calendar year, from the day it was noticed to how it ended (M03-2; c.2). Moved by <see cref="ServiceYear"/>.</summary>
[Ledger("service-task", "“311”服务任务", Measure = 3, Counter = "人", Page = "/cases/service-task/{id}")]
public sealed class ServiceTask : CaseRecord<ServiceTaskState>, IOfHousehold
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "年度", Order = -2), Required, Range(2020, 2100), NaturalKey(2), Listed(2), Filtered]
    public int Year { get; set; }

    [Display(Name = "纳入日期", Order = -1), Required, Happened, Listed(3)]
    public DateOnly TargetedOn { get; set; }

    [Display(Name = "应完成日期", Description = "年末；10月以后纳入的，从纳入起另算"), Wanted, Listed(4)]
    public DateOnly? OwedBy { get; set; }

    [Display(Name = "意愿确认日期"), Happened, Listed(5)]
    public DateOnly? IntentOn { get; set; }

    [Display(Name = "岗位信息"), Computed, Unit("次"), Listed(6)]
    public int? JobInfos { get; set; }

    [Display(Name = "职业指导"), Computed, Unit("次"), Listed(7)]
    public int? Guidances { get; set; }

    [Display(Name = "培训信息"), Computed, Unit("次"), Listed(8)]
    public int? TrainingInfos { get; set; }

    [Display(Name = "结束说明"), StringLength(100)]
    public string? EndedBy { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    protected override ServiceTaskState Beginning => IntentOn is null ? Targeted : IntentConfirmed;

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (TargetedOn.Year != Year)
        {
            yield return new("YEAR", $"纳入日期应在{Year}年", nameof(TargetedOn), nameof(Year));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ServiceTask>(task =>
        {
            task.HasIndex(x => new { x.PersonId, x.Year }).IsUnique();
            task.HasIndex(x => x.HouseholdId);
            task.HasIndex(x => new { x.State, x.DueOn });
            task.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            task.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.2</summary>
public enum ServiceTaskState
{
    [Display(Name = "已纳入")] Targeted,
    [Display(Name = "意愿已确认")] IntentConfirmed,
    [Display(Name = "服务中")] InService,
    [Display(Name = "年度达标"), Past] Completed,
    [Display(Name = "已就业"), Past] Employed,
    [Display(Name = "已退出"), Past] Exited,
    [Display(Name = "年度未达标"), Past] Unmet,
}

internal sealed class ServiceTaskLights(BusinessDate date) : CaseLights<ServiceTask>(date);

/// <summary>Beside each task what its person has had in its year by today, counted as R-M03-2 counts.</summary>
internal sealed class ServicesOfTasks(PlanPack pack, BusinessDate date) : Computation<ServiceTask>(nameof(ServiceTask.JobInfos), nameof(ServiceTask.Guidances), nameof(ServiceTask.TrainingInfos))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<ServiceTask> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(task => task.PersonId).Distinct().ToList();
        var given = (await BulkRead.AmongAsync<EmploymentServiceEvent>(db, nameof(EmploymentServiceEvent.PersonId), ids, cancellation))
            .Where(service => service.GivenOn <= date.Today).ToLookup(service => (service.PersonId, service.GivenOn.Year));
        var attended = (await BulkRead.AmongAsync<TrainingEnrolment>(db, nameof(TrainingEnrolment.PersonId), ids, cancellation))
            .Where(course => course.Attended(date.Today)).ToLookup(course => (course.PersonId, course.StartedOn!.Value.Year));
        foreach (var task in lines)
        {
            var last = new Month(task.Year, 12);
            var counted = ServicesOfYear.Of(given[(task.PersonId, task.Year)], attended[(task.PersonId, task.Year)].Count(), pack.Parameters.At(last < date.ThisMonth ? last : date.ThisMonth));
            (task.JobInfos, task.Guidances, task.TrainingInfos) = (counted.JobInfos, counted.Guidances, counted.TrainingInfos);
        }
    }
}

/// <summary>
/// c.2, the year of "311" of one person. It opens when R-M03-2 asks for it; services given, a job found, a wish lost and the end of the
/// year are read from the ledgers. The village confirms the wish, and nothing else is said by anybody.
/// </summary>
internal sealed class ServiceYear(HouseholdsNow households, RuleBook rules) : Workflow<ServiceTask, ServiceTaskState, PersonFacts>
{
    private const string Rule = "R-M03-2";

    private static readonly Role[] Village = [Role.SiteWorker, Role.GridWorker, Role.Township, Role.CountyOfficer];
    private static readonly ServiceTaskState[] Owed = [Targeted, IntentConfirmed, InService];

    public override string Code => "service-task";

    public override string Title => "“311”就业服务";

    public override Clause Clause => Plan.Measure(3).Says("每年至少为有就业意愿且未就业的登记失业人员和脱贫劳动力提供三次岗位信息、一次职业指导、一次免费技能培训信息");

    protected override void Define(WorkflowBuilder<ServiceTask, ServiceTaskState, PersonFacts> on)
    {
        foreach (var state in Owed)
        {
            on.State(state).Within(Limit.Days(0), from: x => x.OwedBy ?? new DateOnly(x.Year, 12, 31));
        }

        foreach (var state in new[] { Completed, Employed, Exited, Unmet })
        {
            on.State(state).Ends();
        }

        on.Move(Targeted, IntentConfirmed, "确认意愿").By(Village).Records(x => x.IntentOn)
            .Unless((_, facts, _) => facts?.Person.WillingToWork == Willingness.Willing ? null : "人口台账里这个人的就业意愿不是“有”，请先更正人员信息")
            .Hint("当面或电话问过本人；没有意愿的请更正人员信息，系统自动退出。");
        on.Move([Employed, Exited], InService, "重新纳入").By(Village).NeedsOpinion()
            .Unless((x, facts, today) => x.Year != today.Year ? "只能重新纳入本年的任务" : Standing(facts) is { Outcome: Outcome.NotMet } ? null : "按现在的台账，这个人不欠“311”服务")
            .Fills((x, _, _) => x.EndedBy = null, x => x.EndedBy);

        on.Move(Owed, Unmet, "年度未达标").Hint("过了应完成日期还没有达标的，自动结束。")
            .When((x, facts, today) => today > (x.OwedBy ?? new DateOnly(x.Year, 12, 31)) && today.Year > x.Year ? $"{x.OwedBy:yyyy-MM-dd}前未达标" : null)
            .Fills((x, facts, _) => x.EndedBy = "年度未达标", x => x.EndedBy);
        on.Move(Owed, Completed, "年度达标").Hint("三次岗位信息、一次职业指导、一次培训信息都有记录的，自动结束。")
            .When((x, facts, today) => today.Year == x.Year && ServicesOfYear.Of(facts, households.Month, households.Parameters) is { IsComplete: true } served ? served.Words : null)
            .Fills((x, _, _) => x.EndedBy = "年度达标", x => x.EndedBy);
        on.Move(Owed, Employed, "已就业").Hint("就业台账里有在岗记录的，自动结束。")
            .When((_, facts, _) => facts.Job(households.Parameters) is { } job ? $"{job.StartedOn:yyyy-MM-dd}起就业" : null)
            .Fills((x, facts, _) => x.EndedBy = $"{facts!.Job(households.Parameters)?.StartedOn:yyyy-MM-dd}起就业", x => x.EndedBy);
        on.Move(Owed, Exited, "退出").Hint("没有就业意愿、离户或者不再是服务对象的，自动结束。")
            .When((_, facts, _) => Left(facts))
            .Fills((x, facts, _) => x.EndedBy = Left(facts!), x => x.EndedBy);
        on.Move([Targeted, IntentConfirmed], InService, "开始服务").Hint("登记了本年第一次服务后，自动转入。")
            .When((x, facts, today) => today.Year == x.Year && ServicesOfYear.Of(facts, households.Month, households.Parameters) is var served && served.JobInfos + served.Guidances + served.TrainingInfos > 0 ? served.Words : null);
    }

    /// <summary>Everybody ever of the household: who has left it is no member, and the task ends.</summary>
    protected override async Task<IReadOnlyDictionary<Guid, PersonFacts>> FactsAsync(AnjuDb db, IReadOnlyList<ServiceTask> cases, DateOnly today, CancellationToken cancellation)
    {
        var homes = await households.OfAsync(db, [.. cases.Select(x => x.HouseholdId).Distinct()], cancellation);
        var found = new Dictionary<Guid, PersonFacts>();
        foreach (var task in cases)
        {
            if (homes.TryGetValue(task.HouseholdId, out var home) && home.Everybody.FirstOrDefault(person => person.Id == task.PersonId) is { } person)
            {
                found[task.Id] = home.Members.FirstOrDefault(member => member.Id == person.Id) ?? new PersonFacts(person, home) { AsOf = home.AsOf, JudgedOn = home.JudgedOn };
            }
        }

        return found;
    }

    /// <summary>Those that the newest run listed, or of this household, who are owed services today and have no task of the year.</summary>
    protected override async Task<IReadOnlyList<ServiceTask>> NewAsync(AnjuDb db, Guid? household, DateOnly today, CancellationToken cancellation)
    {
        var year = today.Year;
        var listed = household is { } one
            ? [one]
            : await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == Rule && x.ClosedOn == null && x.HouseholdId != null
                && !db.Set<ServiceTask>().Any(task => task.PersonId == x.SubjectId && task.Year == year)).Select(x => x.HouseholdId!.Value).Distinct().ToListAsync(cancellation);
        var has = (await BulkRead.AmongAsync<ServiceTask>(db, nameof(ServiceTask.HouseholdId), listed, cancellation)).Where(task => task.Year == year).Select(task => task.PersonId).ToHashSet();
        var homes = await households.OfAsync(db, listed, cancellation);
        return
        [
            .. listed.Order().Where(homes.ContainsKey).SelectMany(id => homes[id].Members).Where(person => !has.Contains(person.Id))
                .Select(person => (Person: person, Verdict: Standing(person))).Where(x => x.Verdict is { Outcome: Outcome.NotMet })
                .Select(x => new ServiceTask
                {
                    PersonId = x.Person.Id,
                    HouseholdId = x.Person.Household.Id,
                    CountyCode = x.Person.CountyCode,
                    SiteId = x.Person.SiteId,
                    Year = year,
                    TargetedOn = today,
                    OwedBy = x.Verdict!.Value.DueOn,
                }),
        ];
    }

    private Verdict? Standing(PersonFacts? person) => person is null ? null : ((PersonRule)rules[Rule]).Judge(person, households.Month, households.Parameters);

    private string? Left(PersonFacts person) =>
        person.Person.Status != PersonStatus.Active || person.Person.LeftOn <= person.AsOf ? "已离户"
        : Standing(person) is { Outcome: Outcome.NotApplicable } verdict && !person.IsEmployed(households.Parameters) ? verdict.Reason
        : null;
}
