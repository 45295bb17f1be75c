using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Rules;

[OnBothDatabases]
public sealed class SlowRecomputationTests
{
    private static readonly string[] Rules = ["R-M01-1", "R-M01-2", "R-M01-3", "R-M03-2", "R-M03-3", "R-M03-4", "R-M03-Z", "I-M03-3"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_letter_of_the_monthly_run_is_what_the_words_of_the_plan_give()
    {
        var options = new DemoOptions { Households = 2_000 };
        await using var database = await TestDatabase.MigratedAsync();
        var databases = database.Databases;
        Assert.True((await DemoCity.FillAsync(databases, options, TimeProvider.System, null, Stop)).IsOk);
        using var run = new RunMonth(databases, new RegisterFacts(databases, Product.Modules), Given.Rules, Given.Pack, TimeProvider.System);
        await using var db = databases.Open(Actor.System);
        var slow = await SlowRecomputation.LoadAsync(db, Stop);

        // The month that is under way, the one before it, the month of a leap day, and the last of a year.
        foreach (var (month, judgedOn) in new[] { ("2025-11", "2025-11-20"), ("2025-10", "2025-11-20"), ("2024-02", "2024-03-12"), ("2024-12", "2025-01-04") })
        {
            await run.RunAsync(Given.Month(month), Given.Day(judgedOn), "测试", null, Stop);
            await CompareAsync(db, slow, Given.Month(month), Given.Day(judgedOn));
        }
    }

    private static async Task CompareAsync(AnjuDb db, SlowRecomputation slow, Month month, DateOnly judgedOn)
    {
        var expected = slow.Month(month, judgedOn);
        var run = await db.Set<MonthlyRun>().AsNoTracking().SingleAsync(x => x.Month == month && x.State == RunState.Done, Stop);
        var found = new Dictionary<(Guid, string), char>();
        foreach (var judgement in await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number).ToListAsync(Stop))
        {
            foreach (var rule in Rules)
            {
                if (run.PlaceOf(judgement.Subject, rule) is >= 0 and var place)
                {
                    found[(judgement.SubjectId, rule)] = judgement.Letters[place];
                }
            }
        }

        var names = slow.Households.ToDictionary(x => x.Id, x => x.Code);
        var different = expected.Keys.Union(found.Keys).Where(x => expected.GetValueOrDefault(x) != found.GetValueOrDefault(x))
            .Select(x => $"{month} {x.Item2} {names.GetValueOrDefault(x.Item1, x.Item1.ToString())} run {found.GetValueOrDefault(x)} words {expected.GetValueOrDefault(x)}").ToList();
        Assert.True(different.Count == 0, $"{different.Count} of {expected.Count}:\n{string.Join('\n', different.Take(40))}");
        Assert.True(expected.Count > 20_000);
        Assert.All(Rules, rule => Assert.True(expected.Where(x => x.Key.Rule == rule).Select(x => x.Value).Distinct().Count() >= 2, rule));
    }
}
