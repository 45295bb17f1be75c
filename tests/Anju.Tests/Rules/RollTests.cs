using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>R-M01-2: 进一步完善搬迁家庭全员人口信息台账.</summary>
public sealed class RollTests
{
    private readonly Person head = Given.Person();
    private readonly Person wife = Given.Person(Relation.Spouse, "1987-02-02", Sex.Female);
    private readonly Person son = Given.Person(Relation.Son, "2012-07-07");

    private HouseholdGiven Three => Given.Household().With(head, wife, son);

    private static HouseholdGiven Counted(HouseholdGiven household, int? declared, int? compared, string? on = "2025-03-01")
    {
        (household.Row.DeclaredSize, household.Row.ComparedSize) = (declared, compared);
        household.Row.ComparedOn = on is null ? null : Given.Day(on);
        return household;
    }

    [Theory]
    [InlineData(3, 3, Outcome.Met)]
    [InlineData(4, 3, Outcome.NotMet)]
    [InlineData(2, 3, Outcome.NotMet)]
    [InlineData(3, 4, Outcome.NotMet)]
    [InlineData(3, 2, Outcome.NotMet)]
    [InlineData(3, 0, Outcome.NotMet)]
    [InlineData(null, 3, Outcome.Unknown)]
    [InlineData(3, null, Outcome.Unknown)]
    public void As_many_members_as_declared_and_as_compared(int? declared, int? compared, Outcome expected) =>
        Assert.Equal(expected, Counted(Three, declared, compared).Outcome("R-M01-2"));

    [Theory]
    [InlineData("2024-10-30", Outcome.Unknown)]
    [InlineData("2024-10-31", Outcome.Met)] // twelve months to the day
    [InlineData("2025-10-31", Outcome.Met)]
    [InlineData("2025-11-01", Outcome.Unknown)] // nobody had compared by the end of October
    [InlineData(null, Outcome.Unknown)]
    public void No_comparison_in_12_months_is_unknown(string? on, Outcome expected) =>
        Assert.Equal(expected, Counted(Three, 3, 3, on).Outcome("R-M01-2"));

    [Theory]
    [InlineData("2024-02-27", Outcome.Unknown)]
    [InlineData("2024-02-28", Outcome.Met)]
    [InlineData("2024-02-29", Outcome.Met)] // the leap day falls on 28 February a year later
    [InlineData("2024-03-01", Outcome.Met)]
    public void Twelve_months_end_in_february_of_the_year_after_a_leap_year(string on, Outcome expected) =>
        Assert.Equal(expected, Counted(Three, 3, 3, on).Outcome("R-M01-2", month: "2025-02", judgedOn: "2025-03-10"));

    [Fact]
    public void Everything_missing_is_named_at_once() =>
        Assert.Equal(["近12个月的户籍比对", "家庭人口"], Counted(Three, null, null, null).Judge("R-M01-2").Missing);

    [Theory]
    [InlineData("2025-02-28", Outcome.NotMet)] // the comparison must have seen it
    [InlineData("2025-03-01", Outcome.NotMet)] // and what happened on its day
    [InlineData("2025-03-02", Outcome.Met)]
    public void A_birth_after_the_comparison_explains_one_more(string born, Outcome expected) =>
        Assert.Equal(expected, Counted(Three.With(Given.Change(son, ChangeKind.Birth, born)), 3, 2).Outcome("R-M01-2"));

    [Fact]
    public void A_birth_reported_after_the_comparison_may_or_may_not_have_been_seen_by_it()
    {
        var late = Given.Change(son, ChangeKind.Birth, "2025-02-10", "2025-03-20");
        Assert.Equal(Outcome.Met, Counted(Three.With(late), 3, 2).Outcome("R-M01-2"));
        Assert.Equal(Outcome.Met, Counted(Three.With(late), 3, 3).Outcome("R-M01-2"));
        Assert.Equal(Outcome.NotMet, Counted(Three.With(late), 3, 4).Outcome("R-M01-2"));
    }

    [Fact]
    public void Changes_that_cancel_out_explain_no_difference()
    {
        var gone = Given.Person(Relation.Mother, "1950-01-01", Sex.Female, x => x.LeftOn = Given.Day("2025-06-01"));
        var household = Three.With(gone).With(Given.Change(son, ChangeKind.MovedIn, "2025-05-01"), Given.Change(gone, ChangeKind.Death, "2025-06-01"));
        Assert.Equal(Outcome.Met, Counted(household, 3, 3).Outcome("R-M01-2"));
        Assert.Equal(Outcome.NotMet, Counted(household, 3, 2).Outcome("R-M01-2"));
    }

    [Fact]
    public void A_change_after_the_month_explains_nothing_in_it_but_a_newer_declared_number()
    {
        var gone = Given.Person(Relation.Mother, "1950-01-01", Sex.Female, x => x.LeftOn = Given.Day("2025-11-05"));
        var household = Three.With(gone).With(Given.Change(gone, ChangeKind.Death, "2025-11-05"));
        Assert.Equal(Outcome.Met, Counted(household, 3, 4).Outcome("R-M01-2"));
        Assert.Equal(Outcome.NotMet, Counted(household, 4, 3).Outcome("R-M01-2"));
    }

    [Fact]
    public void The_first_registration_of_a_person_explains_nothing() =>
        Assert.Equal(Outcome.NotMet, Counted(Three.With(Given.Change(son, ChangeKind.Registered, "2025-04-01")), 3, 2).Outcome("R-M01-2"));

    [Fact]
    public void Who_went_to_another_household_later_was_here_in_the_month()
    {
        var household = Given.Household().With(head, wife).With(Given.Change(son, ChangeKind.SplitOut, "2025-11-03"));
        Assert.Equal(Outcome.Met, Counted(household, 2, 3).Outcome("R-M01-2"));
        Assert.Equal(3, household.Facts().Size);
    }

    [Fact]
    public void A_dissolved_household_and_one_that_was_not_yet_are_left_out()
    {
        var dissolved = Three;
        (dissolved.Row.Status, dissolved.Row.DissolvedOn) = (HouseholdStatus.Dissolved, Given.Day("2025-10-31"));
        Assert.Equal(Outcome.NotApplicable, dissolved.Outcome("R-M01-2"));
        dissolved.Row.DissolvedOn = Given.Day("2025-11-01");
        Assert.Equal(Outcome.Met, dissolved.Outcome("R-M01-2"));

        head.JoinedOn = wife.JoinedOn = son.JoinedOn = Given.Day("2025-11-01");
        Assert.Equal(Outcome.NotApplicable, Three.Outcome("R-M01-2"));
    }
}
