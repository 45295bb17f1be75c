using Anju.Demo;
using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Demo;

[OnBothDatabases]
public sealed class DemoFillTests : IAsyncLifetime
{
    private static readonly DemoOptions Small = new() { Households = 400 };

    private TestDatabase database = null!;

    private Databases Databases => database.Databases;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_database_holds_what_was_generated()
    {
        var steps = new List<DemoProgress>();

        var filled = (await DemoCity.FillAsync(Databases, Small, TimeProvider.System, new Collected(steps), Stop)).Value;

        var batches = DemoCity.Generate(Small).ToList();
        await using var db = Databases.Open(Actor.System);
        Assert.Equal((false, batches.Count, 400), (filled.WasThere, filled.Sites, filled.Households));
        Assert.Equal(batches.Sum(batch => batch.People.Count), await db.Set<Person>().CountAsync(Stop));
        Assert.Equal(batches.Sum(batch => batch.Spells.Count), await db.Set<EmploymentSpell>().CountAsync(Stop));
        Assert.Equal(batches.Sum(batch => batch.Services.Count), await db.Set<EmploymentServiceEvent>().CountAsync(Stop));
        Assert.Equal(batches.Sum(batch => batch.Changes.Count), await db.Set<MembershipChange>().CountAsync(Stop));
        Assert.Equal(
            batches.Sum(batch => batch.Verifications.Count()), await db.Set<MonthlyVerification>().CountAsync(Stop));
        var named = await db.Set<EmploymentSpell>().Where(spell => spell.CarrierCode != null).Select(spell => spell.CarrierCode!).Distinct().ToListAsync(Stop);
        Assert.NotEmpty(named);
        Assert.Equal(named.Order(StringComparer.Ordinal), (await db.Set<EmploymentCarrier>().Where(carrier => carrier.RecognisedOn != null).Select(carrier => carrier.Code).ToListAsync(Stop)).Order(StringComparer.Ordinal));
        Assert.True(await db.Set<JobVacancy>().CountAsync(vacancy => vacancy.ValidTo >= Small.Today, Stop) > 10);
        Assert.All(await db.Set<JournalBatch>().Select(batch => batch.Origin).ToListAsync(Stop), origin => Assert.Equal(Origin.Demo, origin));
        Assert.Equal(steps[0].Total, steps.Count);
    }

    /// <summary>Whoever looks at the demonstration sees carriers that stand well and each way of not doing so; of the relocated they report whom the jobs tell of.</summary>
    [Fact]
    public void Carriers_stand_in_every_way_and_report_the_workers_that_the_jobs_tell_of()
    {
        var options = new DemoOptions { Households = 4_000 };
        var month = Month.Of(options.Today).Previous;
        var parameters = Given.Pack.Parameters.At(month);
        var standings = new HashSet<Anju.Policy.Outcome>();
        foreach (var county in CountyProfile.All)
        {
            var batches = DemoCity.Generate(options, county, CountyProfile.Quotas(options.Households)[county.Index]).ToList();
            var (carriers, returns) = Carriers.Of(options, county, batches);
            foreach (var carrier in carriers)
            {
                var own = returns.Where(one => one.CarrierId == carrier.Id).ToList();
                standings.Add(new CarrierActive().Judge(Given.Line(carrier, month.Last, [.. own]), month, parameters).Outcome);
                Assert.All(own, one => Assert.Equal(
                    batches.SelectMany(batch => batch.Spells).Count(spell => spell.CarrierCode == carrier.Code && spell.IsOpen(one.Month.Last)), one.RelocatedStaff));
                Assert.All(own, one => Assert.Empty(((Anju.Ledgers.IRuledRecord)one).Objections(options.Today)));
            }
        }

        Assert.Superset(new HashSet<Anju.Policy.Outcome> { Anju.Policy.Outcome.Met, Anju.Policy.Outcome.NotMet, Anju.Policy.Outcome.Unknown }, standings);
    }

    [Fact]
    public async Task Filling_again_adds_nothing_and_tells_that_it_was_there()
    {
        await DemoCity.FillAsync(Databases, Small, TimeProvider.System, null, Stop);

        var again = (await DemoCity.FillAsync(Databases, Small, TimeProvider.System, null, Stop)).Value;

        Assert.Equal((true, 400), (again.WasThere, again.Households));
    }

    [Fact]
    public async Task A_database_with_other_data_is_refused()
    {
        await using (var db = Databases.Open(Actor.System))
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "登记", TimeProvider.System, Stop);
            db.Add(new Household { Code = "431002000001", CountyCode = "431002" });
            await change.CommitAsync(Stop);
        }

        Assert.Equal("DEMO_NOT_EMPTY", (await DemoCity.FillAsync(Databases, Small, TimeProvider.System, null, Stop)).Refusal?.Code);
    }

    public async ValueTask InitializeAsync() => database = await TestDatabase.MigratedAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private sealed class Collected(List<DemoProgress> steps) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => steps.Add(value);
    }
}
