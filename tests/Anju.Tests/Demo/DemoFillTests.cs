using Anju.Demo;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Demo;

public sealed class DemoFillTests : IDisposable
{
    private static readonly DemoOptions Small = new() { Households = 400 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anju-demo-");
    private readonly Databases _databases;

    public DemoFillTests() => _databases = new(DatabaseAddress.File(_folder.FullName), Product.Modules);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_database_holds_what_was_generated()
    {
        await _databases.MigrateAsync(Stop);
        var steps = new List<DemoProgress>();

        var filled = (await DemoCity.FillAsync(_databases, Small, TimeProvider.System, new Collected(steps), Stop)).Value;

        var batches = DemoCity.Generate(Small).ToList();
        await using var db = _databases.Open(Actor.System);
        Assert.Equal((false, batches.Count, 400), (filled.WasThere, filled.Sites, filled.Households));
        Assert.Equal(batches.Sum(batch => batch.People.Count), await db.Set<Person>().CountAsync(Stop));
        Assert.Equal(batches.Sum(batch => batch.Spells.Count), await db.Set<EmploymentSpell>().CountAsync(Stop));
        Assert.Equal(batches.Sum(batch => batch.Services.Count), await db.Set<EmploymentServiceEvent>().CountAsync(Stop));
        Assert.Equal(batches.Sum(batch => batch.Changes.Count), await db.Set<MembershipChange>().CountAsync(Stop));
        Assert.Equal(
            batches.Sum(batch => batch.Verifications.Count()), await db.Set<MonthlyVerification>().CountAsync(Stop));
        Assert.All(await db.Set<JournalBatch>().Select(batch => batch.Origin).ToListAsync(Stop), origin => Assert.Equal(Origin.Demo, origin));
        Assert.Equal(steps[0].Total, steps.Count);
    }

    [Fact]
    public async Task Filling_again_adds_nothing_and_tells_that_it_was_there()
    {
        await _databases.MigrateAsync(Stop);
        await DemoCity.FillAsync(_databases, Small, TimeProvider.System, null, Stop);

        var again = (await DemoCity.FillAsync(_databases, Small, TimeProvider.System, null, Stop)).Value;

        Assert.Equal((true, 400), (again.WasThere, again.Households));
    }

    [Fact]
    public async Task A_database_with_other_data_is_refused()
    {
        await _databases.MigrateAsync(Stop);
        await using (var db = _databases.Open(Actor.System))
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "登记", TimeProvider.System, Stop);
            db.Add(new Household { Code = "431002000001", CountyCode = "431002" });
            await change.CommitAsync(Stop);
        }

        Assert.Equal("DEMO_NOT_EMPTY", (await DemoCity.FillAsync(_databases, Small, TimeProvider.System, null, Stop)).Refusal?.Code);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private sealed class Collected(List<DemoProgress> steps) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => steps.Add(value);
    }
}
