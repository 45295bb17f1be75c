using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>I-M03-3 搬迁劳动力就业率 and I-M03-5 外出务工 by destination.</summary>
public sealed class AtWorkTests
{
    private readonly Person person = Given.Person();

    [Theory]
    [InlineData("2025-10-20", Outcome.Met)]
    [InlineData("2025-08-30", Outcome.Met)]
    [InlineData("2025-08-29", Outcome.Unknown)]
    public void A_labourer_at_work_is_counted_when_the_job_was_verified(string verified, Outcome expected) =>
        Assert.Equal(expected, Given.Household().With(person).With(Given.Job(person, "2025-10-01", verified: verified)).Outcome("I-M03-3", person));

    [Fact]
    public void A_labourer_without_a_job_is_counted_as_out_of_work_and_others_not_at_all()
    {
        Assert.Equal(Outcome.NotMet, Given.Household().With(person).Outcome("I-M03-3", person));
        person.LabourCapacity = null;
        Assert.Equal(["劳动技能"], Given.Household().With(person).Judge("I-M03-3", person).Missing);
        person.LabourCapacity = LabourCapacity.Lost;
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(person).With(Given.Job(person, "2025-01-01")).Outcome("I-M03-3", person));
    }

    [Fact]
    public void Work_that_only_the_own_line_tells_of_may_or_may_not_be_there()
    {
        (person.Employment, person.Channel) = (EmploymentStatus.Employed, EmploymentChannel.OutsideProvince);
        var home = Given.Household().With(person);
        Assert.Equal(["就业台账记录"], home.Judge("I-M03-3", person).Missing);
        Assert.Equal(["就业台账记录"], home.Judge("I-M03-5-A", person).Missing);
        Assert.Equal(Outcome.NotApplicable, home.Outcome("I-M03-5-C", person));

        Assert.Equal(Outcome.NotApplicable, home.With(Given.Job(person, "2025-01-01", "2025-08-01")).Outcome("I-M03-5-A", person));
    }

    [Theory]
    [InlineData(EmploymentChannel.OutsideProvince, "A")]
    [InlineData(EmploymentChannel.OutsideCounty, "B")]
    [InlineData(EmploymentChannel.InsideCounty, "C")]
    [InlineData(EmploymentChannel.Workshop, "C")]
    [InlineData(EmploymentChannel.PublicPost, "C")]
    [InlineData(EmploymentChannel.OwnBusiness, "C")]
    [InlineData(EmploymentChannel.Farming, "C")]
    [InlineData(EmploymentChannel.PublicInstitution, "C")]
    public void Everybody_at_work_is_counted_in_one_place(EmploymentChannel channel, string place)
    {
        Assert.Equal(place == "C" ? Outcome.Met : Outcome.NotMet, With("2025-10-20").Outcome("I-M02-1", person));
        Assert.Equal(Outcome.Unknown, With("2025-08-29").Outcome("I-M02-1", person));
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(person).Outcome("I-M02-1", person));
        foreach (var other in new[] { "A", "B", "C" })
        {
            var here = place == other;
            Assert.Equal(here ? Outcome.Met : Outcome.NotApplicable, With("2025-10-20").Outcome("I-M03-5-" + other, person));
            Assert.Equal(here ? Outcome.Unknown : Outcome.NotApplicable, With("2025-08-29").Outcome("I-M03-5-" + other, person));
            Assert.Equal(Outcome.NotApplicable, Given.Household().With(person).Outcome("I-M03-5-" + other, person));
        }

        HouseholdGiven With(string verified) => Given.Household().With(person).With(Given.Job(person, "2025-01-01", verified: verified, channel: channel));
    }
}
