using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>R-M01-3: 实行动态管理、按月精准更新.</summary>
public sealed class VerifiedMonthlyTests
{
    [Theory]
    [InlineData("2025-09-30", Outcome.NotMet)]
    [InlineData("2025-10-01", Outcome.Met)]
    [InlineData("2025-10-31", Outcome.Met)]
    [InlineData("2025-11-04", Outcome.Met)]
    [InlineData("2025-11-05", Outcome.Met)] // the cut-off day of the month after [A15]
    [InlineData("2025-11-06", Outcome.NotMet)]
    public void Dated_inside_the_month_or_before_the_cut_off(string on, Outcome expected) =>
        Assert.Equal(expected, Given.Household().With(Given.Person()).With(Given.Verification(on)).Outcome("R-M01-3"));

    [Theory]
    [InlineData(VerificationOutcome.NoChange)]
    [InlineData(VerificationOutcome.Changed)]
    public void No_change_counts_when_it_is_signed(VerificationOutcome outcome)
    {
        var signed = Given.Verification("2025-10-08");
        signed.Outcome = outcome;
        Assert.Equal(Outcome.Met, Given.Household().With(Given.Person()).With(signed).Outcome("R-M01-3"));
        signed.Verifier = "  ";
        Assert.Equal(Outcome.NotMet, Given.Household().With(Given.Person()).With(signed).Outcome("R-M01-3"));
    }

    [Fact]
    public void A_verification_of_another_month_does_not_count() => Assert.Equal(
        Outcome.NotMet, Given.Household().With(Given.Person()).With(Given.Verification("2025-10-08", month: "2025-09")).Outcome("R-M01-3"));

    [Fact]
    public void A_date_still_to_come_is_no_verification() => Assert.Equal(
        Outcome.NotMet, Given.Household().With(Given.Person()).With(Given.Verification("2025-10-25")).Outcome("R-M01-3", judgedOn: "2025-10-24"));

    [Theory]
    [InlineData("2025-10-10", DueState.NotDue)]
    [InlineData("2025-10-29", DueState.DueSoon)]
    [InlineData("2025-11-05", DueState.Due)]
    [InlineData("2025-11-06", DueState.Overdue)]
    public void Absence_is_the_fault_itself_never_unknown_and_not_due_before_the_cut_off(string judgedOn, DueState expected)
    {
        var verdict = Given.Household().With(Given.Person()).Judge("R-M01-3", judgedOn: judgedOn);
        Assert.Equal(Outcome.NotMet, verdict.Outcome);
        Assert.Equal(expected, verdict.DueState(Given.Day(judgedOn)));
    }

    [Theory]
    [InlineData("2025-09-30", Outcome.NotApplicable)]
    [InlineData("2025-10-01", Outcome.NotMet)] // dissolved within the month: it was there before
    [InlineData(null, Outcome.NotApplicable)]
    public void A_household_dissolved_before_the_month_is_left_out(string? on, Outcome expected)
    {
        var household = Given.Household(x => (x.Status, x.DissolvedOn) = (HouseholdStatus.Dissolved, on is null ? null : Given.Day(on)));
        Assert.Equal(expected, household.With(Given.Person()).Outcome("R-M01-3"));
    }

    [Theory]
    [InlineData("2025-10-31", Outcome.NotMet)]
    [InlineData("2025-11-01", Outcome.NotApplicable)]
    public void A_household_that_moved_in_after_the_month_is_left_out(string movedIn, Outcome expected) =>
        Assert.Equal(expected, Given.Household(x => x.MovedInOn = Given.Day(movedIn)).With(Given.Person()).Outcome("R-M01-3"));

    [Theory]
    [InlineData("2025-10-19", false)]
    [InlineData("2025-10-20", true)] // the list goes out on the 20th
    [InlineData("2025-10-31", true)]
    [InlineData("2025-11-02", true)] // the month is over
    public void Work_is_raised_from_the_day_the_list_goes_out(string judgedOn, bool expected) => Assert.Equal(expected, Raises(Given.Household(), judgedOn));

    [Fact]
    public void Nobody_is_sent_to_a_household_that_is_gone() => Assert.False(
        Raises(Given.Household(x => (x.Status, x.DissolvedOn) = (HouseholdStatus.Dissolved, Given.Day("2025-10-03"))), "2025-11-10"));

    private static bool Raises(HouseholdGiven household, string judgedOn)
    {
        var facts = household.With(Given.Person()).Facts(judgedOn: judgedOn);
        var (rule, month) = (Given.Rules["R-M01-3"], Given.Month("2025-10"));
        var parameters = Given.Pack.Parameters.At(month);
        return rule.Raises(rule.JudgeAny(facts, month, parameters), facts, parameters);
    }
}
