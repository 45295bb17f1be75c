using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>The derived facts of the domain specification 0.5 and b.1: labourer, employed, stably employed, unwilling.</summary>
public sealed class DerivedFactsTests
{
    private static readonly Parameters Parameters = Given.Pack.Parameters.At(Given.Month("2025-10"));

    private static PersonFacts Facts(Person person, params EmploymentSpell[] jobs) => Given.Household().With(person).With(jobs).Facts().Members[0];

    [Theory]
    [InlineData("2009-11-01", false)]
    [InlineData("2009-10-31", true)] // 16 on the day
    [InlineData("1965-11-01", true)]
    [InlineData("1965-10-31", false)] // 60 on the day
    [InlineData(null, null)]
    public void A_labourer_is_at_least_16_and_below_60(string? born, bool? expected) =>
        Assert.Equal(expected, Facts(Given.Person(born: born, also: x => x.LabourCapacity = LabourCapacity.Ordinary)).IsLabourer(Parameters));

    [Theory]
    [InlineData("2024-02-28", 15)]
    [InlineData("2024-02-29", 16)]
    [InlineData("2025-02-27", 16)]
    [InlineData("2025-02-28", 17)] // without a leap day the birthday is the last of February
    public void Who_was_born_on_a_leap_day_grows_older_every_year(string on, int age) =>
        Assert.Equal(age, PersonFacts.AgeOn(Given.Day(on), Given.Day("2008-02-29")));

    [Theory]
    [InlineData(LabourCapacity.Ordinary, true)]
    [InlineData(LabourCapacity.Skilled, true)]
    [InlineData(LabourCapacity.WeakOrHalf, true)]
    [InlineData(LabourCapacity.Lost, false)]
    [InlineData(LabourCapacity.None, false)]
    [InlineData(null, null)]
    public void A_labourer_is_ordinary_skilled_or_weak(LabourCapacity? capacity, bool? expected) =>
        Assert.Equal(expected, Facts(Given.Person(also: x => x.LabourCapacity = capacity)).IsLabourer(Parameters));

    [Fact]
    public void Who_is_in_school_or_destitute_is_no_labourer_even_with_blanks()
    {
        Assert.False(Facts(Given.Person(born: null, also: x => x.Student = StudentStatus.Vocational)).IsLabourer(Parameters));
        Assert.False(Facts(Given.Person(also: x => (x.Assistance, x.LabourCapacity) = (Assistance.Destitute, null))).IsLabourer(Parameters));
        Assert.True(Facts(Given.Person(also: x => (x.Student, x.Assistance) = (null, null))).IsLabourer(Parameters));
    }

    [Theory]
    [InlineData("2025-08-30", true)] // 62 days
    [InlineData("2025-08-29", false)] // 63 days
    [InlineData("2025-11-05", true)] // seen after the month and still there
    [InlineData(null, false)]
    public void A_job_counts_for_62_days_after_it_was_verified(string? verified, bool employed)
    {
        var person = Given.Person();
        var facts = Facts(person, Given.Job(person, "2025-01-01", verified: verified));
        Assert.Equal((employed, employed ? null : "就业核实日期"), (facts.IsEmployed(Parameters), facts.EmploymentGap(Parameters)));
    }

    [Theory]
    [InlineData("2025-10-31", "2025-12-01", true)] // begins on the day
    [InlineData("2025-11-01", null, false)]
    [InlineData("2025-01-01", "2025-11-01", true)]
    [InlineData("2025-01-01", "2025-10-31", false)] // ended at the end of the day
    public void A_job_is_open_from_its_first_day_to_the_day_before_its_last(string from, string? to, bool expected)
    {
        var person = Given.Person();
        var facts = Facts(person, Given.Job(person, from, to));
        Assert.Equal((expected, null), (facts.IsEmployed(Parameters), facts.EmploymentGap(Parameters)));
    }

    [Theory]
    [InlineData(EmploymentStatus.Employed, "就业台账记录")] // a county's list tells of work that nobody has entered
    [InlineData(EmploymentStatus.NotEmployed, null)]
    [InlineData(null, "就业状态")] // blank is not no
    public void Where_no_job_was_ever_entered_the_own_line_tells_what_is_known(EmploymentStatus? line, string? gap)
    {
        var person = Given.Person(also: x => x.Employment = line);
        Assert.Equal((false, gap), (Facts(person).IsEmployed(Parameters), Facts(person).EmploymentGap(Parameters)));

        // Once jobs are kept, they tell: one that is over, and one that begins later.
        Assert.Null(Facts(person, Given.Job(person, "2025-01-01", "2025-08-01")).EmploymentGap(Parameters));
        Assert.Null(Facts(person, Given.Job(person, "2025-11-08")).EmploymentGap(Parameters));
    }

    [Fact]
    public void Nobody_asks_whether_a_pensioner_works()
    {
        var person = Given.Person(born: "1950-01-01");
        Assert.Null(Facts(person).EmploymentGap(Parameters));
    }

    [Fact]
    public void One_of_two_open_jobs_verified_is_enough()
    {
        var person = Given.Person();
        var facts = Facts(person, Given.Job(person, "2025-01-01"), Given.Job(person, "2025-06-01", verified: "2025-06-01"));
        Assert.True(facts.IsEmployed(Parameters));
        Assert.Equal(Given.Day("2025-01-01"), facts.Job(Parameters)!.StartedOn);
    }

    [Theory]
    [InlineData("2025-05-05", 6)] // 180 days with both ends
    [InlineData("2025-05-06", 5)]
    [InlineData("2025-05-04", 6)]
    [InlineData("2020-01-01", 12)] // the window holds twelve months
    public void A_month_of_work_is_30_days(string from, int months)
    {
        var person = Given.Person();
        Assert.Equal(months, Facts(person, Given.Job(person, from)).MonthsWorked(Parameters));
    }

    [Theory]
    [InlineData("2024-09-01", "2025-02", 6)] // 181 days, the fewest that six calendar months can have
    [InlineData("2023-09-01", "2024-02", 6)] // 182 with a leap day
    [InlineData("2024-10-01", "2025-02", 5)]
    public void Six_whole_calendar_months_are_six_months(string from, string month, int months)
    {
        var person = Given.Person();
        var parameters = Given.Pack.Parameters.At(Given.Month(month));
        Assert.Equal(months, Given.Household().With(person).With(Given.Job(person, from)).Facts(month, "2025-12-01").Members[0].MonthsWorked(parameters));
    }

    [Theory]
    [InlineData("2024-10-31", "2024-11-29", 0)] // the day twelve months ago is outside: 29 days
    [InlineData("2024-10-31", "2024-11-30", 1)]
    [InlineData("2024-11-01", "2024-11-30", 1)]
    public void The_trailing_window_begins_on_the_day_after_twelve_months_ago(string from, string to, int months)
    {
        var person = Given.Person();
        Assert.Equal(months, Facts(person, Given.Job(person, from, to)).MonthsWorked(Parameters));
    }

    [Fact]
    public void Days_in_two_jobs_count_once_and_gaps_not_at_all()
    {
        var person = Given.Person();
        var facts = Facts(
            person, Given.Job(person, "2025-01-01", "2025-03-31"), Given.Job(person, "2025-02-01", "2025-02-28"), Given.Job(person, "2025-03-15", "2025-04-15"),
            Given.Job(person, "2025-10-17"));
        Assert.Equal((105 + 15) / 30, facts.MonthsWorked(Parameters));
    }

    [Theory]
    [InlineData("2025-05-05", ContractKind.Flexible, true)] // six months of the last twelve
    [InlineData("2025-05-06", ContractKind.Flexible, false)]
    [InlineData("2025-07-31", ContractKind.OpenEnded, true)] // three months of an open-ended contract served
    [InlineData("2025-08-01", ContractKind.OpenEnded, false)]
    [InlineData("2025-07-31", ContractKind.ByTask, false)]
    [InlineData("2025-07-31", ContractKind.ServiceAgreement, false)]
    [InlineData("2025-07-31", ContractKind.None, false)]
    public void Stable_by_months_or_by_contract(string from, ContractKind contract, bool expected)
    {
        var person = Given.Person();
        Assert.Equal(expected, Facts(person, Given.Job(person, from, contract: contract)).IsStablyEmployed(Parameters));
    }

    [Theory]
    [InlineData("2025-07-01", "2026-06-30", true)] // one year to the day
    [InlineData("2025-07-01", "2026-06-29", false)]
    [InlineData("2024-03-01", "2025-10-31", true)] // in force on the day
    [InlineData("2024-03-01", "2025-10-30", false)]
    public void A_contract_of_one_year_in_force_makes_it_stable(string contractFrom, string contractTo, bool expected)
    {
        var person = Given.Person();
        var job = Given.Job(person, "2025-07-01", contract: ContractKind.FixedTerm, also: x =>
            (x.ContractFrom, x.ContractTo) = (Given.Day(contractFrom), Given.Day(contractTo)));
        Assert.Equal(expected, Facts(person, job).IsStablyEmployed(Parameters));
    }

    [Theory]
    [InlineData("2025-07-31", ContractKind.PublicPostAgreement, null, true)]
    [InlineData("2025-08-01", ContractKind.PublicPostAgreement, null, false)]
    [InlineData("2025-07-31", ContractKind.PublicPostAgreement, "2025-10-30", false)] // the agreement has run out
    [InlineData("2025-07-31", ContractKind.None, null, false)]
    public void A_public_post_is_stable_after_three_months_with_an_agreement_in_force(string from, ContractKind contract, string? to, bool expected)
    {
        var person = Given.Person();
        var job = Given.Job(person, from, channel: EmploymentChannel.PublicPost, contract: contract, also: x => x.ContractTo = to is null ? null : Given.Day(to));
        Assert.Equal(expected, Facts(person, job).IsStablyEmployed(Parameters));
    }

    [Fact]
    public void A_post_in_a_public_institution_is_stable_from_its_first_day()
    {
        var person = Given.Person();
        Assert.True(Facts(person, Given.Job(person, "2025-10-31", channel: EmploymentChannel.PublicInstitution, contract: ContractKind.None)).IsStablyEmployed(Parameters));
    }

    [Theory]
    [InlineData("399.99", false)]
    [InlineData("400", true)]
    [InlineData("400.01", true)]
    [InlineData(null, true)] // blank is not little
    public void Below_400_a_month_nothing_is_stable(string? wage, bool expected)
    {
        var person = Given.Person();
        var job = Given.Job(person, "2025-01-01", also: x => x.MonthlyIncome = wage is null ? null : Yuan.Parse(wage));
        Assert.Equal(expected, Facts(person, job).IsStablyEmployed(Parameters));
    }

    [Fact]
    public void Neither_a_pupil_nor_a_job_that_nobody_verified_is_stable()
    {
        var pupil = Given.Person(also: x => x.Student = StudentStatus.Vocational);
        Assert.False(Facts(pupil, Given.Job(pupil, "2025-01-01")).IsStablyEmployed(Parameters));
        var person = Given.Person();
        Assert.False(Facts(person, Given.Job(person, "2025-01-01", verified: "2025-08-29")).IsStablyEmployed(Parameters));
    }

    [Theory]
    [InlineData("2025-07-31", null, "合同类型")]
    [InlineData("2025-07-31", ContractKind.FixedTerm, "合同起止日期")]
    [InlineData("2025-08-01", null, null)] // not three months yet: whatever the contract, not stable
    [InlineData("2025-05-05", null, null)] // stable already
    public void A_blank_contract_is_missed_where_it_would_decide(string from, ContractKind? contract, string? gap)
    {
        var person = Given.Person();
        Assert.Equal(gap is null ? [] : [gap], Facts(person, Given.Job(person, from, contract: contract)).StabilityGaps(Parameters));
    }

    [Theory]
    [InlineData("2025-05-01", true)]
    [InlineData("2025-04-30", false)] // six months ended on 30 October
    [InlineData("2025-10-31", true)]
    [InlineData("2025-11-01", false)] // not signed by then
    [InlineData(null, false)]
    public void Unwilling_on_paper_for_six_months_after_signing(string? signed, bool expected) => Assert.Equal(expected, Facts(Given.Person(also: x =>
        (x.WillingToWork, x.UnwillingStatementOn) = (Willingness.Unwilling, signed is null ? null : Given.Day(signed)))).IsUnwillingOnPaper(Parameters));
}
