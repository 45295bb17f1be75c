using Anju.Employment.OutwardJobs;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>
/// R-M03-2: 每年至少为有就业意愿且未就业的登记失业人员和脱贫劳动力提供三次岗位信息、一次职业指导、一次免费技能培训信息.
/// </summary>
public sealed class ThreeOneOneTests
{
    private readonly Person person = Given.Person();

    private HouseholdGiven Home => Given.Household().With(person);

    private Outcome Judged(params EmploymentServiceEvent[] services) => Home.With(services).Outcome("R-M03-2", person);

    [Fact]
    public void Three_one_and_one_in_the_year_is_met_and_less_of_any_is_not()
    {
        var whole = Given.WholeYear(person);
        Assert.Equal(Outcome.Met, Judged(whole));
        Assert.All(whole, left => Assert.Equal(Outcome.NotMet, Judged([.. whole.Where(service => service != left)])));
        Assert.Equal(Outcome.Met, Judged([.. whole, .. Given.WholeYear(person)]));
    }

    /// <summary>
    /// By hand, of 2025: on 5 March two posts (one day, so one information), on 10 June the first of them again (another day, and the second
    /// post stands for March: two), guidance on 30 December 2024 (the year before: none) and on 1 April (one), a course told of on
    /// 1 May (one): two, one and one. A third post on 1 September makes three, one and one.
    /// </summary>
    [Fact]
    public void A_year_counted_by_hand()
    {
        EmploymentServiceEvent[] year =
        [
            Given.Service(person, ServiceKind.JobInfo, "2025-03-05", "GW1"), Given.Service(person, ServiceKind.JobInfo, "2025-03-05", "GW2"),
            Given.Service(person, ServiceKind.JobInfo, "2025-06-10", "GW1"), Given.Service(person, ServiceKind.Guidance, "2024-12-30"),
            Given.Service(person, ServiceKind.Guidance, "2025-04-01"), Given.Service(person, ServiceKind.TrainingInfo, "2025-05-01", "PX1"),
        ];
        Assert.Equal(("岗位信息2次、职业指导1次、培训信息1次", Outcome.NotMet), (Words(year), Judged(year)));
        year = [.. year, Given.Service(person, ServiceKind.JobInfo, "2025-09-01", "GW3")];
        Assert.Equal(("岗位信息3次、职业指导1次、培训信息1次", Outcome.Met), (Words(year), Judged(year)));

        string Words(EmploymentServiceEvent[] services) => ServicesOfYear.Of(
            Given.Household().With(person).With(services).Facts().Members.Single(), Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10"))).Words;
    }

    [Theory]
    [InlineData("2024-12-31", Outcome.NotMet)]
    [InlineData("2025-01-01", Outcome.Met)]
    [InlineData("2025-10-31", Outcome.Met)]
    [InlineData("2025-11-01", Outcome.NotMet)] // after the day the facts are taken at
    public void Only_services_of_the_calendar_year_up_to_the_day_count(string on, Outcome expected) => Assert.Equal(
        expected, Judged([.. Given.WholeYear(person).Where(x => x.Kind != ServiceKind.Guidance), Given.Service(person, ServiceKind.Guidance, on)]));

    [Theory]
    [InlineData("02-01:A 05-01:B 08-01:C", true)]
    [InlineData("02-01:A 02-01:B 08-01:C", false)] // two on the same day are one
    [InlineData("02-01:A 05-01:A 08-01:C", false)] // the same vacancy twice is one
    [InlineData("02-01:A 05-01:A 08-01:A", false)]
    [InlineData("02-01: 05-01: 08-01:", true)] // vacancies without a number are their own
    [InlineData("02-01: 02-01: 08-01:C", false)]
    [InlineData("02-01:A 02-01:B 02-01:C 05-01:A 08-01:A", false)] // three days and three vacancies, but no three pairs
    [InlineData("02-01:A 02-01:B 05-01:A 08-01:C", true)] // B on the first day leaves A for the second
    public void Job_informations_are_of_different_days_and_different_vacancies(string infos, bool met)
    {
        var others = Given.WholeYear(person).Where(x => x.Kind != ServiceKind.JobInfo);
        var given = infos.Split(' ').Select(x => Given.Service(person, ServiceKind.JobInfo, "2025-" + x[..5], x.Length > 6 ? x[6..] : null)).ToArray();
        foreach (var seed in Enumerable.Range(1, 5))
        {
            Assert.Equal(met ? Outcome.Met : Outcome.NotMet, Home.With(others).With(given).Shuffled(seed).Outcome("R-M03-2", person));
        }
    }

    /// <summary>Who attends a course has been told of it, and of the year in which it began [A06]; who left or declined it has not.</summary>
    [Theory]
    [InlineData("2025-01-01", TrainingState.InClass, null, Outcome.Met)]
    [InlineData("2025-10-31", TrainingState.InClass, null, Outcome.Met)]
    [InlineData("2025-11-01", TrainingState.Enrolled, null, Outcome.NotMet)]
    [InlineData("2024-12-31", TrainingState.InClass, null, Outcome.NotMet)]
    [InlineData("2025-06-01", TrainingState.Dropped, TrainingResult.Dropped, Outcome.NotMet)]
    [InlineData("2025-06-01", TrainingState.Declined, null, Outcome.NotMet)]
    [InlineData("2025-06-01", TrainingState.Failed, TrainingResult.Failed, Outcome.Met)]
    public void A_course_attended_is_information_of_it(string started, TrainingState state, TrainingResult? result, Outcome expected)
    {
        var course = new TrainingEnrolment { CountyCode = Given.County, PersonId = person.Id, StartedOn = Given.Day(started), State = state, Result = result };
        var home = Home.With(Given.WholeYear(person).Where(x => x.Kind != ServiceKind.TrainingInfo)).With(course);
        Assert.Equal(expected, home.Outcome("R-M03-2", person));
        Assert.Equal(expected == Outcome.Met ? Outcome.Met : Outcome.NotMet, Given.Household().With(person).With(course).Outcome("R-M03-4")); // and help to the household
    }

    [Fact]
    public void Services_to_somebody_else_do_not_count()
    {
        var wife = Given.Person(Relation.Spouse, "1987-02-02", Sex.Female);
        Assert.Equal(Outcome.NotMet, Home.With(wife).With(Given.WholeYear(wife)).Outcome("R-M03-2", person));
    }

    public static TheoryData<HouseholdType?, bool?, LabourCapacity?, Outcome> Targets => new()
    {
        { HouseholdType.PovertyAlleviated, false, LabourCapacity.Ordinary, Outcome.NotMet },
        { HouseholdType.PovertyAlleviated, null, LabourCapacity.WeakOrHalf, Outcome.NotMet },
        { HouseholdType.Accompanying, true, LabourCapacity.Ordinary, Outcome.NotMet },
        { HouseholdType.Accompanying, true, LabourCapacity.None, Outcome.NotMet }, // registered is registered
        { HouseholdType.Accompanying, false, LabourCapacity.Ordinary, Outcome.NotApplicable },
        { HouseholdType.Accompanying, false, null, Outcome.NotApplicable },
        { HouseholdType.PovertyAlleviated, false, LabourCapacity.None, Outcome.NotApplicable },
        { HouseholdType.PovertyAlleviated, null, LabourCapacity.None, Outcome.NotApplicable },
        { HouseholdType.Accompanying, null, LabourCapacity.Ordinary, Outcome.Unknown },
        { null, false, LabourCapacity.Ordinary, Outcome.Unknown },
        { null, true, null, Outcome.NotMet },
        { HouseholdType.PovertyAlleviated, false, null, Outcome.Unknown },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_group_is_the_registered_unemployed_and_the_labourers_out_of_poverty(
        HouseholdType? type, bool? registered, LabourCapacity? capacity, Outcome expected)
    {
        (person.RegisteredUnemployed, person.LabourCapacity) = (registered, capacity);
        var home = Home;
        home.Row.Type = type;
        Assert.Equal(expected, home.Outcome("R-M03-2", person));
    }

    [Theory]
    [InlineData(Willingness.Willing, Outcome.Met)]
    [InlineData(Willingness.Unwilling, Outcome.NotApplicable)]
    [InlineData(Willingness.Unknown, Outcome.Unknown)]
    [InlineData(null, Outcome.Unknown)]
    public void Blank_and_unknown_willingness_is_not_a_no(Willingness? willing, Outcome expected)
    {
        person.WillingToWork = willing;
        Assert.Equal(expected, Judged(Given.WholeYear(person)));
    }

    [Fact]
    public void Whoever_found_work_is_no_target_any_more_and_keeps_what_was_complete()
    {
        var job = Given.Job(person, "2025-09-01");
        Assert.Equal(Outcome.NotApplicable, Home.With(job).Outcome("R-M03-2", person));
        Assert.Equal(Outcome.Met, Home.With(job).With(Given.WholeYear(person)).Outcome("R-M03-2", person));
    }

    [Fact]
    public void Whoever_worked_all_year_never_was_a_target()
    {
        var jobs = new[] { Given.Job(person, "2024-06-01", "2025-05-31"), Given.Job(person, "2025-06-01") };
        Assert.Equal(Outcome.NotApplicable, Home.With(jobs).With(Given.WholeYear(person)).Outcome("R-M03-2", person));
        jobs[1].StartedOn = Given.Day("2025-06-02"); // one day without
        Assert.Equal(Outcome.Met, Home.With(jobs).With(Given.WholeYear(person)).Outcome("R-M03-2", person));
    }

    [Fact]
    public void A_job_nobody_verified_is_unknown() => Assert.Equal(
        ["就业核实日期"], Home.With(Given.Job(person, "2025-01-01", verified: "2025-08-29")).Judge("R-M03-2", person).Missing);

    [Theory]
    [InlineData("2025-09-30", "2025-12-31")]
    [InlineData("2025-10-01", "2025-12-31")] // 90 days would end before the year does
    [InlineData("2025-10-02", "2025-12-31")]
    [InlineData("2025-10-03", "2026-01-01")]
    [InlineData("2025-10-20", "2026-01-18")]
    public void Late_entrants_have_90_days_and_nobody_less_than_the_year(string lostWork, string due)
    {
        var verdict = Home.With(Given.Job(person, "2024-01-01", lostWork)).Judge("R-M03-2", person);
        Assert.Equal((Outcome.NotMet, Given.Day(due)), (verdict.Outcome, verdict.DueOn));
    }

    [Fact]
    public void Who_grew_up_joined_or_was_unwilling_before_enters_late_and_who_is_asked_again_does_not()
    {
        Assert.Equal(Given.Day("2025-12-31"), Due(x => x.WillingnessAskedOn = Given.Day("2025-10-20")));
        Assert.Equal(Given.Day("2026-01-18"), Due(x => (x.UnwillingStatementOn, x.WillingnessAskedOn) = (Given.Day("2025-02-01"), Given.Day("2025-10-20"))));
        Assert.Equal(Given.Day("2026-01-18"), Due(x => x.JoinedOn = Given.Day("2025-10-20")));
        Assert.Equal(Given.Day("2026-01-18"), Due(x => x.BirthDate = Given.Day("2009-10-20")));

        static DateOnly? Due(Action<Person> also)
        {
            var late = Given.Person(also: also);
            return Given.Household().With(late).Judge("R-M03-2", late).DueOn;
        }
    }
}
