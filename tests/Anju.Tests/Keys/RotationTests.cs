using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Tests.Access;
using Anju.Tests.Commands;
using Anju.Tests.Import;
using Anju.Tests.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Keys;

/// <summary>
/// Keys are changed while the product is at work, and whatever moment it is broken off at, everything can be read and goes on
/// to the new keys; the old ones go when nothing needs them (requirement E4).
/// </summary>
[OnBothDatabases]
public sealed class RotationTests : IAsyncLifetime
{
    private const int Households = 40;
    private const int Kills = 6;

    private RegisterCity city = null!;
    private SecurityLog log = null!;
    private readonly TestClock clock = new(new(2025, 11, 20, 2, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        city = await RegisterCity.OpenAsync();
        log = new(city.Databases, clock);
        for (var i = 0; i < Households; i++)
        {
            await city.HouseholdAsync($"4310210{i:00000}", Relation.Spouse, Relation.Son);
        }

        await using var db = city.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "登记", clock, Stop);
        foreach (var (i, person) in (await db.Set<Person>().ToListAsync(Stop)).Index())
        {
            (person.Phone, person.Note, person.IdNumber, person.IdType) = ($"138{i:00000000}", $"备注{i}", $"H{i:00000000}", IdType.Other);
        }

        Assert.True((await change.CommitAsync(Stop)).IsOk);
        await ImportStore.SaveFileAsync(db, Guid.CreateVersion7(), new MemoryStream(new byte[3_000_000]), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        await city.DisposeAsync();
    }

    [Fact]
    public async Task Everything_is_made_anew_and_the_old_keys_go()
    {
        var before = await SaidAsync();
        var rotation = new Rotation(city.Databases, Product.Modules, log, clock);

        var first = await rotation.RunAsync(null, Stop);

        Assert.True(first.Begun);
        Assert.True(first.Renewed > 300, $"{first.Renewed} only");
        Assert.Equal(before, await SaidAsync());
        Assert.Equal(new RotationOutcome(false, 0), await rotation.RunAsync(null, Stop));
        Assert.Equal("TOO_SOON", (await rotation.RetireAsync(Stop)).Refusal?.Code);
        clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(3, (await rotation.RetireAsync(Stop)).Value);
        Assert.Equal([2], city.Databases.Keys.Versions(KeyPurpose.Fields));

        // Another process, which knows the new keys only.
        await using var db = new Databases(city.Databases.Address, Product.Modules).Open(Actor.System);
        Assert.Equal(before, await SaidAsync(db));
        Assert.NotNull(await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(BlindIndex.Is<Person>(db, nameof(Person.IdNumber), "H00000007"), Stop));
        Assert.Equal(["启用第 2 版密钥", "删除不再使用的旧密钥 3 个"], await db.Set<SecurityEvent>().Where(x => x.Kind == SecurityEventKind.KeyUsed).OrderBy(x => x.Sequence).Select(x => x.Detail).ToListAsync(Stop));
    }

    [Fact]
    public async Task While_both_keys_live_people_are_found_by_either_and_writers_go_on()
    {
        await city.Databases.Keys.RenewAsync(KeyPurpose.Fields, null, clock, Stop);
        await city.Databases.Keys.RenewAsync(KeyPurpose.Index, null, clock, Stop);
        await using var db = city.Open();
        var some = new List<Person>();
        await RegisterLookup.ByTextAsync<Person>(db, nameof(Person.IdNumber), ["H00000003", "H00000004"], some.Add, Stop);
        Assert.Equal(2, some.Count);

        await using (var change = await Change.BeginAsync(db, Origin.Page, "更正", clock, Stop))
        {
            var person = await db.Set<Person>().SingleAsync(BlindIndex.Is<Person>(db, nameof(Person.IdNumber), "H00000003"), Stop);
            (person.IdNumber, person.Phone) = ("H99999999", "13900000000");
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        var rotation = new Rotation(city.Databases, Product.Modules, log, clock);
        Assert.False((await rotation.RunAsync(null, Stop)).Begun); // goes on with what had begun

        Assert.NotNull(await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(BlindIndex.Is<Person>(db, nameof(Person.IdNumber), "H99999999"), Stop));
        Assert.Null(await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(BlindIndex.Is<Person>(db, nameof(Person.IdNumber), "H00000003"), Stop));
        await HoldsAsync();
    }

    [Fact]
    public async Task Killed_at_any_moment_it_has_lost_nothing_and_goes_on()
    {
        var before = await SaidAsync();
        var random = new Random(7);
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            using var process = AnjuProgram.Start(city.Database, "keys", "rotate");
            await Task.Delay(random.Next(150, 1_400), Stop);
            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync(Stop);
            Assert.Equal(before, await SaidAsync());
        }

        Assert.True(killed > 0);
        var (code, output, error) = await TypedCommand.RunAsync(TypedCommand.In(city.Database), "keys", "rotate");
        Assert.True(code == 0, error);
        Assert.Contains("新密钥", output, StringComparison.Ordinal);
        Assert.Equal(before, await SaidAsync());
        await HoldsAsync();
        var listed = await TypedCommand.RunAsync(TypedCommand.In(city.Database), "keys", "list");
        Assert.Contains("字段与文件加密\t第 2 版\tsm4-gcm", listed.Output, StringComparison.Ordinal);
        Assert.Contains("还不到 5 分钟", (await TypedCommand.RunAsync(TypedCommand.In(city.Database), "keys", "retire")).Error, StringComparison.Ordinal);
    }

    private async Task<string> SaidAsync()
    {
        await using var db = city.Open();
        return await SaidAsync(db);
    }

    /// <summary>Every encrypted text there is, from rows and journal.</summary>
    private static async Task<string> SaidAsync(AnjuDb db)
    {
        var people = await db.Set<Person>().AsNoTracking().OrderBy(x => x.Id).ToListAsync(Stop);
        var entries = await db.Set<JournalEntry>().AsNoTracking().OrderBy(x => x.BatchId).ThenBy(x => x.Ordinal).ToListAsync(Stop);
        return string.Join('\n', people.Select(x => $"{x.IdNumber} {x.Phone} {x.Note}").Concat(entries.Select(x => $"{x.Before} {x.After}")));
    }

    private async Task HoldsAsync()
    {
        await using var db = city.Open();
        foreach (var check in (TieOut[])[new ChainHolds(), new LinesInJournal(), new SealsHold()])
        {
            Assert.Empty((await check.CheckAsync(db, Stop)).Wrong);
        }
    }
}
