using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Policy;

/// <summary>A number changed in the files of the plan stands in the security log before anything is judged by it (requirement F1).</summary>
[OnBothDatabases]
public sealed class ParameterNotesTests
{
    private const string Key = "employment.valid-days";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_change_is_noted_once_with_what_it_was_and_is()
    {
        await using var database = await TestDatabase.MigratedAsync();

        Assert.Equal([$"首次登记，共 {Given.Pack.Parameters.All.Count} 项"], await LookAsync(database, Given.Pack));
        Assert.Empty(await LookAsync(database, Given.Pack));

        var known = Given.Pack.Parameters[Key];
        var was = known.Values[^1].Text + known.Unit;
        var changed = Given.Pack with
        {
            Parameters = new([.. Given.Pack.Parameters.All.Select(one => one.Key != Key ? one : one with { Values = [.. one.Values.SkipLast(1), one.Values[^1].Holding("77", one.Type)] })]),
        };
        var said = Assert.Single(await LookAsync(database, changed));
        Assert.StartsWith(known.Name + "：原为", said, StringComparison.Ordinal);
        Assert.Contains(was, said[..said.IndexOf("现为", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("77" + known.Unit, said[said.IndexOf("现为", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Empty(await LookAsync(database, changed));

        var without = Given.Pack with { Parameters = new([.. Given.Pack.Parameters.All.Where(one => one.Key != Key)]) };
        Assert.StartsWith("删除：原为", Assert.Single(await LookAsync(database, without)), StringComparison.Ordinal);
        Assert.StartsWith($"新增：{known.Name}", Assert.Single(await LookAsync(database, Given.Pack)), StringComparison.Ordinal);
    }

    /// <returns>What this look has written into the log.</returns>
    private static async Task<IReadOnlyList<string>> LookAsync(TestDatabase database, PlanPack pack)
    {
        await using var db = database.Databases.Open(Actor.System);
        var before = await db.Set<SecurityEvent>().CountAsync(Stop);
        await new ParameterNotes(database.Databases, pack, new SecurityLog(database.Databases, TimeProvider.System)).LookAsync(Stop);
        var events = await db.Set<SecurityEvent>().AsNoTracking().OrderBy(what => what.Sequence).Skip(before).ToListAsync(Stop);
        Assert.All(events, what => Assert.Equal(SecurityEventKind.Configured, what.Kind));
        return [.. events.Select(what => what.Detail)];
    }
}
