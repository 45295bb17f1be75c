using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>R-M03-4: 就业帮扶全覆盖.</summary>
public sealed class HelpTests
{
    private readonly Person head = Given.Person();
    private readonly Person grandmother = Given.Person(Relation.Mother, "1955-05-05", Sex.Female);

    [Theory]
    [InlineData("2024-12-31", Outcome.NotMet)]
    [InlineData("2025-01-01", Outcome.Met)]
    [InlineData("2025-10-31", Outcome.Met)]
    [InlineData("2025-11-01", Outcome.NotMet)]
    public void One_service_of_any_kind_in_the_year_is_help(string on, Outcome expected) => Assert.All(
        Enum.GetValues<ServiceKind>(), kind => Assert.Equal(expected, Given.Household().With(head).With(Given.Service(head, kind, on)).Outcome("R-M03-4")));

    [Theory]
    [InlineData(EmploymentChannel.Workshop, "2025-01-01", Outcome.Met)]
    [InlineData(EmploymentChannel.PublicPost, "2025-01-01", Outcome.Met)]
    [InlineData(EmploymentChannel.PublicPost, "2024-12-31", Outcome.NotMet)] // ended the year before
    [InlineData(EmploymentChannel.InsideCounty, "2025-01-01", Outcome.NotMet)]
    public void A_workshop_or_public_post_in_the_year_is_help(EmploymentChannel channel, string ended, Outcome expected) => Assert.Equal(
        expected, Given.Household().With(head).With(Given.Job(head, "2024-06-01", ended, channel: channel)).Outcome("R-M03-4"));

    [Fact]
    public void Whoever_has_a_stable_job_needs_none() =>
        Assert.Equal(Outcome.Met, Given.Household().With(head).With(Given.Job(head, "2025-01-01")).Outcome("R-M03-4"));

    [Fact]
    public void No_help_is_not_met_and_due_at_the_end_of_the_year()
    {
        var verdict = Given.Household().With(head).Judge("R-M03-4");
        Assert.Equal((Outcome.NotMet, Given.Day("2025-12-31")), (verdict.Outcome, verdict.DueOn));
    }

    [Fact]
    public void The_unwilling_are_covered_too()
    {
        (head.WillingToWork, head.UnwillingStatementOn) = (Willingness.Unwilling, Given.Day("2025-06-01"));
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(head).Outcome("R-M03-3"));
        Assert.Equal(Outcome.NotMet, Given.Household().With(head).Outcome("R-M03-4"));
    }

    [Fact]
    public void Without_help_a_stale_job_leaves_it_open()
    {
        var stale = Given.Job(head, "2025-01-01", verified: "2025-08-29");
        Assert.Equal(Outcome.Unknown, Given.Household().With(head).With(stale).Outcome("R-M03-4"));
        Assert.Equal(Outcome.Met, Given.Household().With(head).With(stale).With(Given.Service(head, ServiceKind.JobInfo, "2025-03-01")).Outcome("R-M03-4"));
    }

    [Fact]
    public void Without_a_labourer_it_does_not_apply_and_may_be_unknown()
    {
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(grandmother).Outcome("R-M03-4"));
        Assert.Equal(Outcome.Unknown, Given.Household().With(Given.Person(born: null, also: x => x.LabourCapacity = null)).Outcome("R-M03-4"));
        Assert.Equal(
            Outcome.NotApplicable,
            Given.Household(x => (x.Status, x.DissolvedOn) = (HouseholdStatus.Dissolved, Given.Day("2025-10-31"))).With(head).Outcome("R-M03-4"));
    }
}
