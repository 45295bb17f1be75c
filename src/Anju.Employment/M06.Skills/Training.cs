using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using static Anju.Employment.Skills.TrainingState;

namespace Anju.Employment.Skills;

/// <summary>The course, and once somebody is followed up: the person, null for who is not on the roll any more.</summary>
internal sealed record TrainingFacts(TrainingClass Course, PersonFacts? Person);

/// <summary>
/// c.8, the way of one person through one course. Days of the course, the class of the person and the work found afterwards are
/// read from the ledgers; what was attended, passed and paid is said by those who know.
/// </summary>
internal sealed class Training(HouseholdsNow households) : Workflow<TrainingEnrolment, TrainingState, TrainingFacts>
{
    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];
    private static readonly Role[] County = [Role.CountyOfficer];

    private Parameters Now => households.Parameters;

    public override string Code => "training";

    public override string Title => "技能培训";

    public override Clause Clause => Plan.Measure(6).Says("有序组织搬迁群众参与职业技能培训");

    protected override void Define(WorkflowBuilder<TrainingEnrolment, TrainingState, TrainingFacts> on)
    {
        on.State(AllowanceDue).Within(Limit.Days("training.allowance-pay-days"), from: x => x.EndedOn);
        on.State(FollowUp).Within(Limit.Months("training.follow-months"), from: x => x.EndedOn);
        on.State(Declined).Ends();
        on.State(Dropped).Ends();
        on.State(Failed).Ends();
        on.State(Followed).Ends();

        on.Move(Matched, Enrolled, "确认报名").By(Village).Records(x => x.EnrolledOn).MayRecord(x => x.Category)
            .Unless((_, facts, _) => facts is { Course.FiledOn: null } ? "培训班还没有开班备案，请县人社局先在培训班登记开班备案日期" : null);
        on.Move([Matched, Enrolled], Declined, "书面放弃").By(Village).Records(x => x.DeclinedOn)
            .Hint("本人签字放弃的，登记签字日期；视为意愿已有回应。");
        on.Move(InClass, Dropped, "中途退出").By(Role.Township, Role.CountyOfficer).NeedsOpinion()
            .Fills((x, _, _) => x.Result = TrainingResult.Dropped, x => x.Result);
        on.Move(Assessing, Passed, "考核合格").By(County)
            .Records(x => x.Attendance, x => x.AssessedOn).MayRecord(x => x.Certificate, x => x.Subsidy)
            .Fills((x, _, _) => x.Result = TrainingResult.Passed, x => x.Result);
        on.Move(Assessing, Failed, "考核不合格").By(County).NeedsOpinion()
            .Records(x => x.Attendance, x => x.AssessedOn).Fills((x, _, _) => x.Result = TrainingResult.Failed, x => x.Result);
        on.Move(Assessing, Assessing, "安排补考").By(County).NeedsOpinion().Returns();
        on.Move(Passed, Passed, "核查补贴资格").By(County).Records(x => x.Category)
            .Hint("按人员类别决定是否发给生活费补贴，核查后系统自动转入下一步。");
        on.Move(AllowanceDue, AllowancePaid, "登记补贴发放").By(County).PaysOut()
            .Records(x => x.AllowanceDue, x => x.AllowancePaid, x => x.AllowancePaidOn)
            .Unless((x, _, _) => x.AllowancePaid < x.AllowanceDue ? $"实发少于应发，还差{x.AllowanceDue!.Value - x.AllowancePaid!.Value}元，发足后再登记" : null, x => x.AllowancePaid);
        on.Move(AllowanceDue, Passed, "退回核查资格").By(County).NeedsOpinion().Returns()
            .Fills((x, _, _) => x.Category = null, x => x.Category);

        on.Move(Enrolled, InClass, "开班").Hint("到了开班日期自动转入。")
            .When((_, facts, today) => facts.Course.StartsOn <= today ? $"{facts.Course.StartsOn:yyyy-MM-dd}开班" : null)
            .Fills(
                (x, facts, _) => (x.StartedOn, x.EndedOn) = (x.StartedOn ?? facts!.Course.StartsOn, x.EndedOn ?? facts!.Course.EndsOn),
                x => x.StartedOn, x => x.EndedOn);
        on.Move(InClass, Assessing, "培训结束").Hint("过了结束日期自动转入。")
            .When((x, facts, today) => (x.EndedOn ?? facts.Course.EndsOn) is var end && end < today ? $"{end:yyyy-MM-dd}结束" : null);
        on.Move(Passed, AllowanceDue, "应发生活费补贴").Hint("人员类别在补贴对象之内的，自动转入。")
            .When((x, _, _) => Eligible(x.Category, Now) == true ? $"{TermTitles.Of(x.Category!.Value)}属于生活费补贴对象" : null);
        on.Move(Passed, FollowUp, "不发生活费补贴").Hint("人员类别不在补贴对象之内的，自动转入。")
            .When((x, _, _) => Eligible(x.Category, Now) == false ? $"{TermTitles.Of(x.Category!.Value)}不属于生活费补贴对象" : null);
        on.Move(AllowancePaid, FollowUp, "开始跟踪").Hint("补贴发放后自动转入。")
            .When((x, _, _) => x.AllowancePaidOn is { } day ? $"{day:yyyy-MM-dd}已发放生活费补贴" : null);
        on.Move(FollowUp, Followed, "跟踪期满").Hint("结业满规定月数、就业情况已核实的，按就业台账自动记下是否就业。")
            .When((x, facts, today) => Outcome(x, facts, today))
            .Fills((x, facts, _) => x.EmployedAfter = facts!.Person?.IsEmployed(Now), x => x.EmployedAfter);
    }

    protected override async Task<IReadOnlyDictionary<Guid, TrainingFacts>> FactsAsync(
        AnjuDb db, IReadOnlyList<TrainingEnrolment> cases, DateOnly today, CancellationToken cancellation)
    {
        var courses = (await BulkRead.AmongAsync<TrainingClass>(db, nameof(Record.Id), [.. cases.Select(x => x.ClassId).Distinct()], cancellation)).ToDictionary(x => x.Id);
        var followed = cases.Where(x => x.State is FollowUp or AllowancePaid or Passed).Select(x => x.HouseholdId).Distinct().ToList();
        var people = followed.Count == 0 ? [] : (await households.OfAsync(db, followed, cancellation)).Values.SelectMany(facts => facts.Members).ToDictionary(member => member.Id);
        return cases.Where(x => courses.ContainsKey(x.ClassId)).ToDictionary(x => x.Id, x => new TrainingFacts(courses[x.ClassId], people.GetValueOrDefault(x.PersonId)));
    }

    public override IReadOnlyList<CaseLink> LinksOf(CaseRecord line) => [new("培训班", $"/training-classes/{((TrainingEnrolment)line).ClassId}")];

    /// <summary>Belongs to those who are given an allowance [A47]; null while the person's class is not known.</summary>
    internal static bool? Eligible(TraineeKind? category, Parameters parameters) =>
        category is { } kind && parameters.FindList("training.allowance-classes") is { } classes ? classes.Contains(TermTitles.Of(kind)) : null;

    private string? Outcome(TrainingEnrolment line, TrainingFacts facts, DateOnly today)
    {
        if (Now.FindInt("training.follow-months") is not { } months || !(line.EndedOn?.AddMonths(months) <= today))
        {
            return null;
        }

        return facts.Person is not { } person ? "本人已不在册"
            : person.EmploymentGap(Now) is not null ? null
            : person.IsEmployed(Now) ? $"结业满{months}个月，已就业" : $"结业满{months}个月，未就业";
    }
}
