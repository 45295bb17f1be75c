using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Register;

/// <summary>The same number in another spelling, which the database takes for another one.</summary>
[OnBothDatabases]
public sealed class TwinsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fifteen")]
    [InlineData("small")]
    public async Task A_number_stored_in_an_old_spelling_is_found_in_the_other_household(string spelling)
    {
        await using var city = await RegisterCity.OpenAsync();
        var (here, there) = (await city.HouseholdAsync("431021000001"), await city.HouseholdAsync("431021000002", Relation.Son));
        var number = Enumerable.Range(500, 100).Select(i => IdNumber.Of(DivisionCode.Parse(RegisterCity.Guiyang), new DateOnly(1960, 3, 1), i).Value).First(x => x.EndsWith('X'));
        await using (var db = city.Open())
        {
            await using var change = await Change.BeginAsync(db, Origin.Import, "旧数据", TimeProvider.System, Cancellation);
            (await db.Set<Person>().SingleAsync(x => x.HouseholdId == here, Cancellation)).IdNumber =
                spelling == "small" ? number.ToLowerInvariant() : number[..6] + number[8..17];
            (await db.Set<Person>().FirstAsync(x => x.HouseholdId == there && x.Relation == Relation.Head, Cancellation)).IdNumber = number;
            Assert.True((await change.CommitAsync(Cancellation)).IsOk);
        }

        var facts = (await new RegisterFacts(city.Databases, Product.Modules).OfHouseholdAsync(here, Month.Of(RegisterCity.Today), RegisterCity.Today, Cancellation))!;
        var verdict = Given.Rules["C-ID-TWICE"].JudgeAny(Assert.Single(facts.Members), Month.Of(RegisterCity.Today), Given.Pack.Parameters.At(Month.Of(RegisterCity.Today)));

        Assert.Equal(Outcome.NotMet, verdict.Outcome);
        Assert.Contains("431021000002", verdict.Reason, StringComparison.Ordinal);
    }
}
