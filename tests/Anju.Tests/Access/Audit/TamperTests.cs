using Anju.Kernel;
using Anju.Register;
using Anju.Tests.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Access;

/// <summary>
/// What somebody with the database in hand can do to the two logs: each is reported, with the place where it happened
/// (requirement F3). Cutting off the end, emptying, and making anew with the product's own keys contradict the anchors.
/// </summary>
[OnBothDatabases]
public sealed class TamperTests : IAsyncLifetime
{
    private const int Before = 6;

    private int households = 20_000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("anju-anchors");
    private RegisterCity city = null!;
    private SecurityLog log = null!;
    private Anchors anchors = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        city = await RegisterCity.OpenAsync();
        (log, anchors) = (new(city.Databases, TimeProvider.System), new(city.Databases, TimeProvider.System));
        await GrowAsync();
        Assert.True((await anchors.UseAsync(folder.FullName, Stop)).IsOk);
        await GrowAsync();
        await anchors.DropAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        anchors.Dispose();
        await city.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Untouched_everything_holds()
    {
        Assert.Empty(await WrongAsync());
        await GrowAsync();
        Assert.Empty(await WrongAsync());
    }

    [Theory]
    [InlineData("UPDATE security_event SET detail = '别的' WHERE sequence = 4", "第4条")]
    [InlineData("UPDATE security_event SET actor_name = '别人' WHERE sequence = 4", "第4条")]
    [InlineData("DELETE FROM security_event WHERE sequence = 4", "第4条到第4条缺失")]
    [InlineData("UPDATE security_event SET sequence = CASE sequence WHEN 3 THEN -4 ELSE -3 END WHERE sequence IN (3, 4); UPDATE security_event SET sequence = -sequence WHERE sequence < 0", "第3条")]
    [InlineData("DELETE FROM security_event WHERE sequence > 9", "到第9条为止")]
    [InlineData("DELETE FROM security_event", "到第0条为止")]
    [InlineData("UPDATE journal_batch SET reason = '别的' WHERE sequence = 3", "第3批")]
    [InlineData("UPDATE journal_batch SET actor_name = '别人' WHERE sequence = 3", "第3批")]
    [InlineData("UPDATE journal_entry SET after = '{{}}' WHERE batch_id = (SELECT id FROM journal_batch WHERE sequence = 3)", "第3批")]
    [InlineData("DELETE FROM journal_entry WHERE batch_id = (SELECT id FROM journal_batch WHERE sequence = 3)", "第3批")]
    [InlineData("DELETE FROM journal_batch WHERE sequence = 3", "第4批与前一批不相接")]
    [InlineData("UPDATE journal_batch SET sequence = CASE sequence WHEN 3 THEN -4 ELSE -3 END WHERE sequence IN (3, 4); UPDATE journal_batch SET sequence = -sequence WHERE sequence < 0", "第3批")]
    [InlineData("DELETE FROM journal_entry WHERE batch_id IN (SELECT id FROM journal_batch WHERE sequence > 4); DELETE FROM journal_batch WHERE sequence > 4", "到第4批为止")]
    [InlineData("DELETE FROM journal_entry; DELETE FROM journal_batch", "到第0批为止")]
    public async Task Whatever_is_changed_is_reported_where_it_is(string sql, string place)
    {
        await TamperAsync(sql);
        Assert.Contains(await WrongAsync(), wrong => wrong.Contains(place, StringComparison.Ordinal));
    }

    /// <summary>With the head set back the chain itself is whole; only what was written down elsewhere tells.</summary>
    [Theory]
    [InlineData("DELETE FROM security_event WHERE sequence > 9; UPDATE security_head SET sequence = 9, hash = (SELECT hash FROM security_event WHERE sequence = 9)", "安全日志第12条在锚定（第2行）之后被删去")]
    [InlineData("DELETE FROM security_event; UPDATE security_head SET sequence = 0, hash = ''", "安全日志第6条在锚定（第1行）之后被删去")]
    [InlineData("DELETE FROM journal_entry WHERE batch_id IN (SELECT id FROM journal_batch WHERE sequence > 4); DELETE FROM journal_batch WHERE sequence > 4; UPDATE journal_head SET sequence = 4, hash = (SELECT hash FROM journal_batch WHERE sequence = 4)", "变更日志第")]
    [InlineData("DELETE FROM journal_entry; DELETE FROM journal_batch; UPDATE journal_head SET sequence = 0, hash = ''", "变更日志第")]
    public async Task A_chain_cut_off_or_emptied_with_its_head_contradicts_the_anchors(string sql, string place)
    {
        await TamperAsync(sql);

        var wrong = await WrongAsync();
        Assert.All(wrong, one => Assert.Contains("锚定", one, StringComparison.Ordinal));
        Assert.Contains(wrong, one => one.StartsWith(place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chain_made_anew_without_the_key_does_not_hold_and_with_it_contradicts_the_anchors()
    {
        // With other keys: the thief of a database has none of its own.
        await using (var other = await TestDatabase.MigratedAsync())
        await using (var db = city.Databases.OpenAsOwner())
        {
            var hash = "";
            foreach (var one in await db.Set<SecurityEvent>().OrderBy(x => x.Sequence).ToListAsync(Stop))
            {
                one.Detail = one.Sequence == 3 ? "没有看过" : one.Detail;
                SecurityChain.Sign(one, hash, other.Databases.Keys);
                hash = one.Hash;
            }

            (await db.Set<SecurityHead>().SingleAsync(Stop)).Hash = hash;
            await db.SaveChangesAsync(Stop);
        }

        Assert.Contains(await WrongAsync(), wrong => wrong.StartsWith("第1条", StringComparison.Ordinal));

        await using (var db = city.Databases.OpenAsOwner())
        {
            var hash = "";
            foreach (var one in await db.Set<SecurityEvent>().OrderBy(x => x.Sequence).ToListAsync(Stop))
            {
                SecurityChain.Sign(one, hash, city.Databases.Keys);
                hash = one.Hash;
            }

            (await db.Set<SecurityHead>().SingleAsync(Stop)).Hash = hash;
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal(["安全日志第6条与锚定时（第1行）不同，日志在此之前被重写", "安全日志第12条与锚定时（第2行）不同，日志在此之前被重写"], await WrongAsync());
    }

    [Fact]
    public async Task An_anchor_file_changed_or_gone_is_reported()
    {
        var path = Path.Combine(folder.FullName, Anchors.FileName);
        var lines = await File.ReadAllLinesAsync(path, Stop);
        await File.WriteAllLinesAsync(path, [lines[0].Replace("security 6 ", "security 5 ", StringComparison.Ordinal), lines[1]], Stop);
        Assert.Equal(["锚定文件第1行被改动过"], await WrongAsync());

        await File.WriteAllLinesAsync(path, [lines[1], lines[0]], Stop);
        Assert.Contains("锚定文件第2行比前面的行旧", await WrongAsync());

        File.Delete(path);
        Assert.Equal([$"锚定文件 {path} 不见了"], await WrongAsync());
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/nowhere/at/all")]
    [InlineData("/proc")]
    public async Task A_folder_that_cannot_be_written_to_is_refused_and_the_old_one_kept(string wrong)
    {
        Assert.Equal("FOLDER", (await anchors.UseAsync(wrong, Stop)).Refusal?.Code);
        Assert.Equal(folder.FullName, await anchors.FolderAsync(Stop));
    }

    /// <summary>Some events and some changes of the register.</summary>
    private async Task GrowAsync()
    {
        for (var i = 0; i < Before; i++)
        {
            await log.WriteAsync(SecurityLogTests.Event($"n{i}"), Actor.System, Stop);
        }

        for (var i = 0; i < 3; i++)
        {
            await city.HouseholdAsync($"4310210{++households:00000}", Relation.Spouse);
        }
    }

    private async Task TamperAsync(string sql)
    {
        await using var db = city.Databases.OpenAsOwner();
        await db.Database.ExecuteSqlRawAsync(sql, Stop);
    }

    private async Task<IReadOnlyList<string>> WrongAsync()
    {
        await using var db = city.Open();
        var wrong = new List<string>();
        foreach (var check in (TieOut[])[new ChainHolds(), new SecurityLogHolds(), new AnchorsHold()])
        {
            wrong.AddRange((await check.CheckAsync(db, Stop)).Wrong);
        }

        return wrong;
    }
}
