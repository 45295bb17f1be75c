using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Policy;
using Anju.Tests.Policy.Run;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Policy;

/// <summary>Starting, following, stopping and comparing months on their pages.</summary>
[OnBothDatabases]
public sealed class MonthPageTests(JudgedHost city) : IClassFixture<JudgedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_months_stand_with_their_state_and_figures()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var cells = (await city.CellsAsync(JudgedHost.November)).Where(x => x.Level == AreaLevel.City).ToDictionary(x => x.Code);

        var page = await JudgedHost.TextAsync(client, "/months");

        var november = RowOf(page, "2025年11月");
        Assert.Contains("已完成", november, StringComparison.Ordinal);
        Assert.Contains("2025-11-20", november, StringComparison.Ordinal);
        Assert.Contains($">{cells["I-M01-A"].Met:N0}<", november, StringComparison.Ordinal);
        Assert.Contains($">{cells["I-M01-B"].Met:N0}<", november, StringComparison.Ordinal);
        Assert.Contains("2025-11-10", RowOf(page, "2025年10月"), StringComparison.Ordinal);
        Assert.Contains("未运行", RowOf(page, "2025年9月"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_runs_once()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var month = new Month(2025, 8);

        // The page is there before anybody clicks: its forms share one cookie.
        await JudgedHost.TextAsync(client, $"/months/{month}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JudgedHost.PostAsync(client, $"/months/{month}/run")));
        Assert.All(answers, answer => Assert.Equal($"/months/{month}", answer.Headers.Location?.ToString()));
        await client.GetStringAsync($"/months/{month}/events", Stop);

        await using var db = city.Host.Open();
        Assert.Equal([RunState.Done], await db.Set<MonthlyRun>().Where(x => x.Month == month).Select(x => x.State).ToListAsync(Stop));
        Assert.Contains("第 ", await JudgedHost.TextAsync(client, $"/months/{month}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_on_the_page_the_earlier_result_stays_and_nothing_of_the_new_one_shows()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var month = new Month(2025, 7);
        var run = await city.JudgeAsync(month, TestHost.City.Today);
        await using var db = city.Host.Open();
        var rows = await RunCity.RowsAsync(db);

        // As another server has it: begun, and a part of it written.
        await BeginElsewhereAsync(run.Number + 100, month);
        Assert.Contains("上次运行中断", await JudgedHost.TextAsync(client, $"/months/{month}"), StringComparison.Ordinal);
        var shown = await JudgedHost.TextAsync(client, $"/?month={month}");
        Assert.Contains($"第 {run.Number} 次运行", shown, StringComparison.Ordinal);
        await using (await TakeTurnAsync(month))
        {
            var page = await JudgedHost.TextAsync(client, $"/months/{month}");
            Assert.Contains("正在另一处运行", page, StringComparison.Ordinal);
            Assert.DoesNotContain("重新运行", page, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await JudgedHost.PressAsync(client, $"/months/{month}", $"/months/{month}/cancel")).StatusCode);
        }

        Assert.Equal(RunState.Cancelled, (await db.Set<MonthlyRun>().AsNoTracking().SingleAsync(x => x.Number == run.Number + 100, Stop)).State);
        Assert.Contains($"第 {run.Number} 次", await JudgedHost.TextAsync(client, $"/months/{month}"), StringComparison.Ordinal);

        // The next run takes away what was left lying about.
        var next = await city.JudgeAsync(month, TestHost.City.Today);
        rows["monthly_run"] += 2;
        Assert.Equal((run.Digest, rows), (next.Digest, await RunCity.RowsAsync(db)), Same);
    }

    [Fact]
    public async Task A_month_that_is_not_there_yet_is_refused_in_words()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);

        Assert.Contains("\"failed\":true", await FollowAsync(client, "2026-03"), StringComparison.Ordinal);
        Assert.Contains("2026年3月还没有到", await JudgedHost.TextAsync(client, "/months/2026-03"), StringComparison.Ordinal);
        await FollowAsync(client, "2020-03");
        Assert.Contains("方案从2022年起实施", await JudgedHost.TextAsync(client, "/months/2020-03"), StringComparison.Ordinal);
        Assert.Equal("/months", (await JudgedHost.PostAsync(client, "/months/never/run")).Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/months/2025-11/run")]
    [InlineData("/months/2025-11/cancel")]
    public async Task Who_may_only_look_can_neither_start_nor_stop(string action)
    {
        var auditor = await city.Host.SignInAsync(Role.Auditor);
        var runs = await RunsAsync();

        var page = await JudgedHost.TextAsync(auditor, "/months/2025-11");
        Assert.DoesNotContain("重新运行", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsync(action, new FormUrlEncodedContent([]), Stop)).StatusCode);
        var lead = await city.Host.SignInAsync(Role.CityLead);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PostAsync(action, new FormUrlEncodedContent([]), Stop)).StatusCode); // no token
        Assert.Equal(runs, await RunsAsync());
    }

    private static bool Same((string, SortedDictionary<string, long>) left, (string, SortedDictionary<string, long>) right) =>
        left.Item1 == right.Item1 && left.Item2.SequenceEqual(right.Item2);

    private static async Task<string> FollowAsync(HttpClient client, string month)
    {
        await JudgedHost.PostAsync(client, $"/months/{month}/run");
        return await client.GetStringAsync($"/months/{month}/events", Stop);
    }

    private async Task<int> RunsAsync()
    {
        await using var db = city.Host.Open();
        return await db.Set<MonthlyRun>().CountAsync(Stop);
    }

    private async Task<IAsyncDisposable> TakeTurnAsync(Month month) =>
        await RunTurn.TakeAsync(city.Services.GetRequiredService<Databases>(), month, Stop) ?? throw new InvalidOperationException("taken");

    private async Task BeginElsewhereAsync(int number, Month month)
    {
        await using var db = city.Host.Open();
        var like = await db.Set<Judgement>().AsNoTracking().FirstAsync(Stop);
        db.Add(new MonthlyRun
        {
            Number = number, Month = month, JudgedOn = TestHost.City.Today, State = RunState.Running, StartedAt = new(2025, 11, 20, 1, 0, 0, DateTimeKind.Utc),
            StartedBy = "另一台", Rules = "household x\nperson x", Parts = 7, Basis = "x",
        });
        db.Add(new RunPart { Run = number, Number = 0, Households = 1, Digest = "x", Tallies = "" });
        db.Add(new Judgement { Run = number, SubjectId = like.SubjectId, HouseholdId = like.HouseholdId, CountyCode = like.CountyCode, Letters = "N", Subject = like.Subject });
        await db.SaveChangesAsync(Stop);
    }

    private static string RowOf(string page, string month) => Regex.Match(page, $"<tr>\\s*<th scope=\"row\"[^>]*><a [^>]*>{month}</a>.*?</tr>", RegexOptions.Singleline).Value;
}
