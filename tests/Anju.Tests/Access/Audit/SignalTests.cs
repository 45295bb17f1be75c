using Anju.Access;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Access;

/// <summary>Days of people at work give no signal; the same days with one of the things that insiders do give just that one (F6).</summary>
[OnBothDatabases]
public sealed class SignalTests : IAsyncLifetime
{
    private static readonly DateOnly First = new(2025, 10, 1);
    private static readonly DateOnly Last = new(2025, 11, 20);

    private readonly TestClock clock = new(default);
    private TestDatabase database = null!;
    private SecurityLog log = null!;
    private Signals signals = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Three people, seven weeks of work: files opened, searches, exports by day, one number looked up by two of them.</summary>
    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.MigratedAsync();
        (log, signals) = (new(database.Databases, clock), new(database.Databases, new()));
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            foreach (var (person, files) in ((string, int)[])[("a", 6), ("b", 3), ("c", 1)])
            {
                for (var i = 0; i < files + (day.Day % 3); i++)
                {
                    await AtAsync(day, 9 + (i % 8), SecurityEventKind.Viewed, person, "household-file");
                }
            }

            await AtAsync(day, 17, SecurityEventKind.Exported, "a", "person.xlsx");
            await AtAsync(day, 10, SecurityEventKind.Searched, "a", "search/number/0a0a0a");
            await AtAsync(day, 11, SecurityEventKind.Searched, "b", "search/number/0a0a0a");
            await AtAsync(day, 12, SecurityEventKind.Searched, "c", "search/words/0a0a0a");
        }
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Days_of_work_give_no_signal() => Assert.Empty(await signals.FindAsync(First, Last, Stop));

    [Theory]
    [InlineData(22, true)]
    [InlineData(3, true)]
    [InlineData(6, false)]
    [InlineData(21, false)]
    public async Task An_export_by_night_is_one(int hour, bool found)
    {
        await AtAsync(new(2025, 11, 12), hour, SecurityEventKind.Exported, "b", "household.xlsx");
        await AtAsync(new(2025, 11, 12), hour, SecurityEventKind.Viewed, "b", "household-file");

        var seen = await signals.FindAsync(First, Last, Stop);

        Assert.Equal(found ? [(SignalKind.NightExport, new DateOnly(2025, 11, 12), "人b（单位b）")] : [], seen.Select(one => (one.Kind, one.Day, one.Who)));
        Assert.Empty(await signals.FindAsync(First, new(2025, 11, 11), Stop));
    }

    [Fact]
    public async Task One_number_looked_up_by_three_within_a_week_is_one_but_not_over_longer()
    {
        await AtAsync(new(2025, 11, 3), 9, SecurityEventKind.Searched, "a", "search/number/ffff");
        await AtAsync(new(2025, 11, 5), 9, SecurityEventKind.Searched, "b", "person/number/ffff");
        await AtAsync(new(2025, 11, 10), 9, SecurityEventKind.Searched, "c", "search/number/ffff");
        Assert.Empty(await signals.FindAsync(First, Last, Stop));

        await AtAsync(new(2025, 11, 11), 9, SecurityEventKind.Searched, "a", "search/number/ffff");

        var one = Assert.Single(await signals.FindAsync(First, Last, Stop));
        Assert.Equal((SignalKind.SameNumber, new DateOnly(2025, 11, 11), "人b（单位b）、人c（单位c）、人a（单位a）"), (one.Kind, one.Day, one.Who));
    }

    [Theory]
    [InlineData("a", 99, false)]
    [InlineData("a", 120, true)]
    [InlineData("newcomer", 120, true)]
    [InlineData("newcomer", 60, false)]
    public async Task Far_more_files_than_usual_are_one(string person, int files, bool found)
    {
        for (var i = 0; i < files; i++)
        {
            await AtAsync(new(2025, 11, 15), 9 + (i % 9), SecurityEventKind.Viewed, person, "person-file");
        }

        Assert.Equal(found ? [(SignalKind.ManyViews, $"人{person}（单位{person}）")] : [], (await signals.FindAsync(First, Last, Stop)).Select(one => (one.Kind, one.Who)));
    }

    [Fact]
    public async Task Who_always_opens_many_is_not_unusual()
    {
        for (var day = new DateOnly(2025, 11, 10); day <= new DateOnly(2025, 11, 14); day = day.AddDays(1))
        {
            for (var i = 0; i < 110; i++)
            {
                await AtAsync(day, 9 + (i % 9), SecurityEventKind.Viewed, "window", "person-file");
            }
        }

        // The first day is, the days after are as usual.
        Assert.Equal([new DateOnly(2025, 11, 10)], (await signals.FindAsync(First, Last, Stop)).Select(one => one.Day));
    }

    /// <summary>An event at that hour in China.</summary>
    private Task AtAsync(DateOnly day, int hour, SecurityEventKind kind, string person, string subject)
    {
        clock.Now = new(day.ToDateTime(new(hour, 15)), TimeSpan.FromHours(8));
        return log.WriteAsync(
            new() { Kind = kind, Succeeded = true, ActorId = person, ActorName = "人" + person, Organisation = "单位" + person, Subject = subject }, Actor.System, Stop);
    }
}
