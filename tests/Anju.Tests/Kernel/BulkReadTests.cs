using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Policy.Run;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Kernel;

/// <summary>Rows read past the provider, in the database's own format, are the rows that it reads.</summary>
[OnBothDatabases]
public sealed class BulkReadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_read_in_bulk_are_those_read_one_by_one()
    {
        await using var city = await RunCity.NewAsync();
        await city.RunAsync();
        await SameAsync<Household>(city);
        await SameAsync<Person>(city);
        await SameAsync<EmploymentSpell>(city);
        await SameAsync<MonthlyVerification>(city);
        await SameAsync<MembershipChange>(city);
        await SameAsync<ResettlementSite>(city);
        await SameAsync<Judgement>(city, "subject_id");
        await SameAsync<RunPart>(city, "number");
        await SameAsync<MonthlyRun>(city, "number");
        await SameAsync<JournalBatch>(city, "sequence");
    }

    [Fact]
    public async Task Rows_of_which_not_all_were_wanted_leave_the_connection_free()
    {
        await using var city = await RunCity.NewAsync();
        await using var db = city.Open();
        await using (var rows = await BulkRead.OpenAsync<Person>(db, "1 = 1", "\"id\"", [], Cancellation))
        {
            Assert.NotNull(rows.Next());
        }

        Assert.True(await db.Set<Person>().CountAsync(Cancellation) > 1);
    }

    private static async Task SameAsync<T>(RunCity city, string key = "id")
        where T : class
    {
        await using var db = city.Open();
        var columns = Shape.Of<T>(db).Columns;
        var expected = (await db.Set<T>().AsNoTracking().ToListAsync(Cancellation)).Select(Words).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(expected);
        var found = new List<string>();
        await using (var rows = await BulkRead.OpenAsync<T>(db, "1 = 1", $"\"{key}\"", [], Cancellation))
        {
            while (rows.Next() is { } row)
            {
                found.Add(Words(row));
            }

            Assert.Null(rows.Next());
        }

        Assert.Equal(expected, found.Order(StringComparer.Ordinal));

        string Words(T row) => string.Join('|', columns.Select(column => column.Get(row) switch
        {
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", null),
            byte[] bytes => Convert.ToHexString(bytes),
            var value => value?.ToString(),
        }));
    }
}
