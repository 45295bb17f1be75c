using Anju.Employment.OutwardJobs;
using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>W-M05-3: 有创业意愿无指导. Judged as of 2025-10-31.</summary>
public sealed class WishGuidedTests
{
    private readonly Person person = Given.Person();
    private readonly HouseholdGiven home;

    public WishGuidedTests() => home = Given.Household().With(person);

    [Theory]
    [InlineData(null, Outcome.NotApplicable, false)]
    [InlineData("2025-05-31", Outcome.NotMet, true)] // before he was asked
    [InlineData("2025-06-01", Outcome.Met, false)]
    [InlineData("2025-10-31", Outcome.Met, false)]
    [InlineData("2025-11-01", Outcome.NotMet, true)]
    public void Who_means_to_begin_is_advised_since(string? guided, Outcome outcome, bool raises)
    {
        if (guided is not null)
        {
            home.With(new JobWish { PersonId = person.Id, AskedOn = Given.Day("2025-06-01"), OwnBusiness = true }, new ExpertGuidance { PersonId = person.Id, GivenOn = Given.Day(guided) });
        }

        var (verdict, facts) = Judge();
        Assert.Equal((outcome, raises), (verdict.Outcome, Given.Rules["I-M05-G"].Raises(verdict, facts, Given.Pack.Parameters.At(Given.Month("2025-10")))));
    }

    [Fact]
    public void The_wish_asked_last_counts_and_whoever_has_a_business_needs_no_telling_how_to_begin()
    {
        home.With(new JobWish { PersonId = person.Id, AskedOn = Given.Day("2025-06-01"), OwnBusiness = true });
        Assert.Equal(Outcome.NotMet, Judge().Verdict.Outcome);
        home.With(Given.Job(person, "2025-07-01", channel: EmploymentChannel.OwnBusiness));
        Assert.Equal("已经自主创业", Judge().Verdict.Reason);
        home.With(new JobWish { PersonId = person.Id, AskedOn = Given.Day("2025-08-01"), OwnBusiness = false });
        Assert.Equal("没有登记创业意愿", Judge().Verdict.Reason);
    }

    [Fact]
    public void Advice_to_somebody_else_of_the_household_does_not_count()
    {
        var other = Given.Person(Relation.Spouse, sex: Sex.Female);
        home.With(other).With(new JobWish { PersonId = person.Id, AskedOn = Given.Day("2025-06-01"), OwnBusiness = true }, new ExpertGuidance { PersonId = other.Id, GivenOn = Given.Day("2025-07-01") });
        Assert.Equal(Outcome.NotMet, Judge().Verdict.Outcome);
    }

    private (Verdict Verdict, PersonFacts Facts) Judge()
    {
        var facts = home.Facts().Members.Single(x => x.Id == person.Id);
        return (Given.Rules["I-M05-G"].JudgeAny(facts, Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10"))), facts);
    }
}
