using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using static Anju.Employment.OutwardJobs.ServiceTaskState;

namespace Anju.Employment.OutwardJobs;

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
            on.State(state).Within(Limit.Days(0), from: x => x.OwedBy ?? new DateOnly(x.Year, 12, 31)).WarnsFrom(Behind);
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

    /// <summary>The quarter day by which more should have been given than there is; yellow from it on.</summary>
    private DateOnly? Behind(ServiceTask task, PersonFacts facts, DateOnly today) => today.Year == task.Year
        ? ServicePace.BehindFrom(task.Year, task.TargetedOn, ServicesOfYear.Of(facts, households.Month, households.Parameters).Counted(households.Parameters), households.Parameters)
        : null;

    private string? Left(PersonFacts person) =>
        person.Person.Status != PersonStatus.Active || person.Person.LeftOn <= person.AsOf ? "已离户"
        : Standing(person) is { Outcome: Outcome.NotApplicable } verdict && !person.IsEmployed(households.Parameters) ? verdict.Reason
        : null;
}
