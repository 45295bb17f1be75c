using Anju.Kernel;
using Anju.Register;
using Anju.Tests.Register;
using Microsoft.EntityFrameworkCore;
using Record = Xunit.Record;

namespace Anju.Tests.Access;

/// <summary>Events are appended by many at once into one chain, in one line each, without what would identify a person (F2, F3).</summary>
[OnBothDatabases]
public sealed class SecurityLogTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_processes_append_to_one_chain()
    {
        await using var database = await TestDatabase.MigratedAsync();
        var ways = Enumerable.Range(0, 3).Select(_ => new SecurityLog(new Databases(database.Address, Web.Product.Modules), TimeProvider.System)).ToList();

        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(() => ways[i % ways.Count].WriteAsync(Event($"n{i}"), Actor.System, Stop), Stop)));

        await using var db = database.Databases.Open(Actor.System);
        var events = await db.Set<SecurityEvent>().AsNoTracking().OrderBy(x => x.Sequence).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), events.Select(x => x.Sequence));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"n{i}").Order(), events.Select(x => x.Subject).Order());
        Assert.Equal((300, 0), await HoldsAsync(db));
        ways.ForEach(log => log.Dispose());
    }

    [Theory]
    [InlineData("核对\r\n2025-11-20 登录 成功", "核对 2025-11-20 登录 成功")]
    [InlineData("\u001b[2J清屏\u202e", " [2J清屏 ")]
    [InlineData("本人 431021198503150011 来电", "本人 *** 来电")]
    [InlineData("43102119850315001X、13812345678", "***、***")]
    [InlineData("共 123456 人", "共 123456 人")]
    public async Task What_is_typed_stays_one_line_and_names_nobody(string typed, string kept)
    {
        await using var database = await TestDatabase.MigratedAsync();
        using var log = new SecurityLog(database.Databases, TimeProvider.System);
        await log.WriteAsync(Event("x", typed), Actor.System, Stop);

        await using var db = database.Databases.Open(Actor.System);
        Assert.Equal(kept, (await db.Set<SecurityEvent>().AsNoTracking().SingleAsync(Stop)).Detail);
    }

    [Fact]
    public async Task Whoever_waits_is_told_when_the_event_could_not_be_kept()
    {
        await using var database = await TestDatabase.MigratedAsync();
        using var log = new SecurityLog(database.Databases, TimeProvider.System);
        await using var owner = database.Databases.OpenAsOwner();
        await owner.Database.ExecuteSqlRawAsync("ALTER TABLE \"security_event\" RENAME TO \"gone\"", Stop);

        await Assert.ThrowsAnyAsync<Exception>(() => log.WriteAsync(Event("x"), Actor.System, Stop));

        await owner.Database.ExecuteSqlRawAsync("ALTER TABLE \"gone\" RENAME TO \"security_event\"", Stop);
        await log.WriteAsync(Event("y"), Actor.System, Stop);
        await using var db = database.Databases.Open(Actor.System);
        Assert.Equal((1, 0), await HoldsAsync(db));
    }

    /// <summary>F4: a change and its entry in the journal are written together or not at all.</summary>
    [Fact]
    public async Task A_change_that_cannot_be_journalled_is_not_made()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000101", Relation.Spouse);
        await using (var owner = city.Databases.OpenAsOwner())
        {
            await owner.Database.ExecuteSqlRawAsync(
                owner.IsSqlite
                    ? "CREATE TRIGGER no_journal BEFORE INSERT ON journal_entry BEGIN SELECT RAISE(ABORT, 'no journal'); END"
                    : "CREATE FUNCTION no_journal() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no journal'; END $$ LANGUAGE plpgsql; CREATE TRIGGER no_journal BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION no_journal()",
                Stop);
        }

        await using (var db = city.Open())
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "更正", TimeProvider.System, Stop);
            (await db.Set<Household>().SingleAsync(x => x.Id == home, Stop)).Room = "3 栋 401";
            Assert.True(await Record.ExceptionAsync(async () => Assert.False((await change.CommitAsync(Stop)).IsOk)) is null or not Xunit.Sdk.XunitException, "it was written");
        }

        Assert.NotEqual("3 栋 401", (await city.ReadAsync(home)).Room);
    }

    internal static SecurityEvent Event(string subject, string detail = "") => new() { Kind = SecurityEventKind.Viewed, Succeeded = true, Subject = subject, Detail = detail };

    private static async Task<(long, long)> HoldsAsync(AnjuDb db) => await new SecurityLogHolds().CheckAsync(db, Stop) is var result ? (result.Looked, result.Failed) : default;
}
