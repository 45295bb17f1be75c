using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>R-M03-Z: a household with somebody able and willing and nobody at work is cleared within 30 days.</summary>
public sealed class ZeroEmploymentTests
{
    private readonly Person head = Given.Person();
    private readonly Person wife = Given.Person(Relation.Spouse, "1987-02-02", Sex.Female);
    private readonly Person grandmother = Given.Person(Relation.Mother, "1955-05-05", Sex.Female);

    [Theory]
    [InlineData("2025-10-01", "2025-10-31", DueState.Due)] // 30 days
    [InlineData("2025-10-02", "2025-11-01", DueState.DueSoon)]
    [InlineData("2025-09-30", "2025-10-30", DueState.Overdue)]
    public void Nobody_at_work_is_not_met_and_due_30_days_after_the_last_job_ended(string ended, string due, DueState state)
    {
        var verdict = Given.Household().With(head, wife).With(Given.Job(head, "2025-01-01", ended)).Judge("R-M03-Z", judgedOn: "2025-10-31");
        Assert.Equal((Outcome.NotMet, Given.Day(due), state), (verdict.Outcome, verdict.DueOn, verdict.DueState(Given.Day("2025-10-31"))));
    }

    [Fact]
    public void The_last_of_several_jobs_counts_and_a_job_ends_with_who_leaves()
    {
        var son = Given.Person(Relation.Son, "2003-03-03", also: x => x.LeftOn = Given.Day("2025-10-10"));
        var household = Given.Household().With(head, wife, son)
            .With(Given.Job(head, "2025-01-01", "2025-03-01"), Given.Job(wife, "2025-02-01", "2025-08-01"), Given.Job(son, "2024-01-01"));
        Assert.Equal(Given.Day("2025-11-09"), household.Judge("R-M03-Z").DueOn);
    }

    [Fact]
    public void Who_never_worked_does_not_get_a_new_deadline_every_month()
    {
        var due = Given.Household().With(head).Judge("R-M03-Z").DueOn;
        Assert.Equal(Given.Day("2018-07-01"), due); // 30 days after the day of joining
        head.WillingnessAskedOn = Given.Day("2025-10-15");
        Assert.Equal(due, Given.Household().With(head).Judge("R-M03-Z").DueOn);
        Assert.Equal(
            Given.Day("2025-11-19"), Given.Household().With(Given.Person(born: "2009-10-20")).Judge("R-M03-Z").DueOn); // grew up in October
    }

    [Fact]
    public void Somebody_at_work_makes_it_no_case_whoever_it_is_and_whatever_the_work()
    {
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(head, wife).With(Given.Job(wife, "2025-01-01")).Outcome("R-M03-Z"));
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(head, grandmother).With(Given.Job(grandmother, "2025-01-01")).Outcome("R-M03-Z"));
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(head).With(Given.Job(head, "2025-01-01", channel: EmploymentChannel.Farming)).Outcome("R-M03-Z"));
    }

    [Theory]
    [InlineData("2025-09-20", "2025-10-20", false)] // 30 days
    [InlineData("2025-09-19", "2025-10-20", true)]
    public void Work_found_in_the_month_is_met_and_the_reason_tells_when_it_was_late(string ended, string began, bool late)
    {
        var verdict = Given.Household().With(head, wife).With(Given.Job(head, "2025-01-01", ended), Given.Job(wife, began)).Judge("R-M03-Z");
        Assert.Equal((Outcome.Met, late), (verdict.Outcome, verdict.Reason.Contains("超过时限", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_first_job_clears_too_and_a_job_that_follows_another_at_once_clears_nothing()
    {
        Assert.Equal(Outcome.Met, Given.Household().With(head).With(Given.Job(head, "2025-10-08")).Outcome("R-M03-Z"));
        Assert.Equal(
            Outcome.NotApplicable, Given.Household().With(head).With(Given.Job(head, "2025-01-01", "2025-10-08"), Given.Job(head, "2025-10-08")).Outcome("R-M03-Z"));
        Assert.Equal(
            Outcome.NotApplicable, Given.Household().With(head, wife).With(Given.Job(head, "2025-01-01", "2025-10-15"), Given.Job(wife, "2025-10-08")).Outcome("R-M03-Z"));
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(grandmother).With(Given.Job(grandmother, "2025-10-08")).Outcome("R-M03-Z"));
    }

    [Theory]
    [InlineData(Willingness.Willing, Willingness.Unwilling, Outcome.NotMet)]
    [InlineData(Willingness.Unwilling, Willingness.Unwilling, Outcome.NotApplicable)]
    [InlineData(Willingness.Unwilling, null, Outcome.Unknown)]
    [InlineData(Willingness.Unwilling, Willingness.Unknown, Outcome.Unknown)]
    [InlineData(Willingness.Willing, null, Outcome.NotMet)]
    public void Somebody_able_must_be_willing(Willingness? first, Willingness? second, Outcome expected)
    {
        (head.WillingToWork, wife.WillingToWork) = (first, second);
        Assert.Equal(expected, Given.Household().With(head, wife).Outcome("R-M03-Z"));
    }

    [Fact]
    public void A_stale_job_leaves_it_open_unless_nobody_wants_to_work()
    {
        var stale = Given.Job(grandmother, "2025-01-01", verified: "2025-08-29");
        Assert.Equal(Outcome.Unknown, Given.Household().With(head, grandmother).With(stale).Outcome("R-M03-Z"));
        head.WillingToWork = Willingness.Unwilling;
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(head, grandmother).With(stale).Outcome("R-M03-Z"));
    }

    [Fact]
    public void No_labourer_perhaps_a_labourer_and_a_dissolved_household()
    {
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(grandmother).Outcome("R-M03-Z"));
        Assert.Equal(Outcome.Unknown, Given.Household().With(Given.Person(also: x => x.LabourCapacity = null)).Outcome("R-M03-Z"));
        Assert.Equal(
            Outcome.NotApplicable,
            Given.Household(x => (x.Status, x.DissolvedOn) = (HouseholdStatus.Dissolved, Given.Day("2025-10-31"))).With(head).Outcome("R-M03-Z"));
    }
}
