using Anju.Kernel;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Kernel;

/// <summary>Rows written in bulk, by one thread while another puts them into words, and the journal that tells of them.</summary>
[OnBothDatabases]
public sealed class BulkJournalTests
{
    private const int Rows = 20_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_stands_in_the_journal_under_its_own_id()
    {
        await using var database = await TestDatabase.MigratedAsync();
        await using (var db = database.Databases.Open(Actor.System))
        {
            await using var change = await Change.BeginAsync(db, Origin.Import, "整批写入", TimeProvider.System, Cancellation);
            await change.InsertAsync([.. Enumerable.Range(1, Rows).Select(i => new Household { Code = $"431021{i:000000}", CountyCode = "431021" })], Cancellation);
            Assert.Equal(Rows, (await change.CommitAsync(Cancellation)).Value.Records);
        }

        var result = await CheckAsync(database);
        Assert.True(result.Holds, string.Join("；", result.Wrong));
        Assert.Equal(Rows, result.Looked);
    }

    [Theory]
    [InlineData("UPDATE household SET version = 2")]
    [InlineData("DELETE FROM journal_entry")]
    public async Task A_line_that_changed_behind_the_journal_is_found(string behind)
    {
        await using var database = await TestDatabase.MigratedAsync();
        await using (var db = database.Databases.Open(Actor.System))
        {
            await using var change = await Change.BeginAsync(db, Origin.Import, "一户", TimeProvider.System, Cancellation);
            await change.InsertAsync([new Household { Code = "431021000001", CountyCode = "431021" }], Cancellation);
            Assert.True((await change.CommitAsync(Cancellation)).IsOk);
        }

        await using (var owner = database.Databases.OpenAsOwner())
        {
            await owner.Database.ExecuteSqlRawAsync(behind, Cancellation);
        }

        Assert.Equal(1, (await CheckAsync(database)).Failed);
    }

    private static async Task<TieOutResult> CheckAsync(TestDatabase database)
    {
        await using var db = database.Databases.Open(Actor.System);
        return await Product.Modules.Create<TieOut>().Single(check => check.Code == "lines").CheckAsync(db, Cancellation);
    }
}
