using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Policy.Run;
using Anju.Tests.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Anju.Tests.Policy;

/// <summary>Trying another value of a parameter: what it would change, and that it changes nothing.</summary>
[OnBothDatabases]
public sealed class WhatIfTests(JudgedHost city) : IClassFixture<JudgedHost>
{
    private const string Rule = "R-M03-3";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_counts_before_and_after_are_those_of_a_slow_recomputation_for_every_county_and_nothing_is_saved()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        await using var db = city.Host.Open();
        var slow = await SlowRecomputation.LoadAsync(db, Stop);
        var (rows, head) = (await RunCity.RowsAsync(db), await db.Set<JournalHead>().AsNoTracking().SingleAsync(Stop));

        var page = await JudgedHost.TextAsync(client, $"/policy/rules/{Rule}?month=2025-11&set.employment.valid-days=25");

        Assert.Contains("试算结果（2025年11月，未保存）", page, StringComparison.Ordinal);
        var before = slow.Month(JudgedHost.November, TestHost.City.Today);
        slow.ValidDays = 25;
        var after = slow.Month(JudgedHost.November, TestHost.City.Today);
        var counties = slow.Households.GroupBy(x => x.CountyCode).ToDictionary(x => x.Key, x => x.Select(home => (home.Id, Rule)).ToList());
        foreach (var (county, homes) in counties.Append(new(JudgedHost.County[..4] + "00", [.. counties.Values.SelectMany(x => x)])))
        {
            var row = RowOf(page, counties.ContainsKey(county) ? city.Pack.NameOf(county) : "合计");
            foreach (var (outcome, letter) in new[] { (Outcome.Met, 'M'), (Outcome.NotMet, 'N'), (Outcome.Unknown, 'U'), (Outcome.NotApplicable, '-') })
            {
                Assert.Equal($"{homes.Count(home => before[home] == letter)} → {homes.Count(home => after[home] == letter)}", Cell(row, outcome.ChineseName()));
            }

            Assert.Equal(homes.Count(home => before[home] != after[home]).ToString(CultureInfo.InvariantCulture), Cell(row, "判定改变"));
        }

        Assert.True(counties.Values.SelectMany(x => x).Count(home => before[home] != after[home]) > 10);
        Assert.Equal(rows, await RunCity.RowsAsync(db));
        Assert.Equal((head.Sequence, head.Hash), await db.Set<JournalHead>().AsNoTracking().Select(x => new ValueTuple<long, string>(x.Sequence, x.Hash)).SingleAsync(Stop));
    }

    [Fact]
    public async Task A_county_tries_over_its_own_households_only()
    {
        var officer = await city.Host.SignInAsync(Role.CountyOfficer, JudgedHost.County);

        var page = await JudgedHost.TextAsync(officer, $"/policy/rules/{Rule}?month=2025-11&set.employment.valid-days=25");

        var result = page[page.IndexOf("试算结果", StringComparison.Ordinal)..];
        Assert.Contains(city.Pack.NameOf(JudgedHost.County), result, StringComparison.Ordinal);
        Assert.DoesNotContain(city.Pack.NameOf("431026"), result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", "不能是“abc”，请写整数")]
    [InlineData("3.5", "不能是“3.5”，请写整数")]
    [InlineData("６２", "不能是“６２”，请写整数")]
    [InlineData("-5", "不能是“-5”，请写不小于 0 的整数")]
    [InlineData("2000000000", "请写不大于 100000 的整数")]
    [InlineData("99999999999", "请写整数")]
    public async Task A_value_that_cannot_be_is_told_at_its_field(string value, string words)
    {
        var client = await city.Host.SignInAsync(Role.CityLead);

        var page = await JudgedHost.TextAsync(client, $"/policy/rules/{Rule}?month=2025-11&set.employment.valid-days={Uri.EscapeDataString(value)}&set.stable-job.months=5");

        Assert.DoesNotContain("试算结果", page, StringComparison.Ordinal);
        var field = Regex.Match(page, "<input[^>]*name=\"set.employment.valid-days\"[^>]*>").Value;
        Assert.Contains("aria-invalid=\"true\"", field, StringComparison.Ordinal);
        Assert.Contains($"value=\"{value}\"", WebUtility.HtmlDecode(field), StringComparison.Ordinal);
        var error = Regex.Match(field, "aria-describedby=\"([^\"]*)\"").Groups[1].Value;
        Assert.Matches($"id=\"{error}\"[^>]*>.*{Regex.Escape(words)}", page);
        Assert.DoesNotContain("aria-invalid", Regex.Match(page, "<input[^>]*name=\"set.stable-job.months\"[^>]*>").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_is_cancelled_by_who_may_see_it_and_begins_anew_when_asked_again()
    {
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var small = await RunCity.NewAsync();
        var whatIf = new WhatIf(new Slow(new RegisterFacts(small.Databases, Anju.Web.Product.Modules), reached, go), Given.Rules, Given.Pack);
        using var desk = new WhatIfDesk(whatIf, TimeProvider.System, city.Services.GetRequiredService<IHostApplicationLifetime>()) { Patience = TimeSpan.FromMilliseconds(20) };
        var question = new WhatIfQuestion(Rule, RunCity.November, RunCity.Today, new Dictionary<string, string> { ["stable-job.months"] = "3" });
        var trial = await desk.AskAsync(question, Scope.City, Stop);
        await reached.Task.WaitAsync(Stop);
        var key = WhatIfDesk.KeyOf(question, Scope.City);
        Assert.Null(trial.Answer);

        Assert.Null(desk.Cancel(key, Scope.OfCounty("431021")));
        Assert.Same(trial, desk.Cancel(key, Scope.City));
        await trial.Work;

        Assert.Equal("TRIAL_CANCELLED", trial.Answer!.Value.Refusal!.Code);
        Assert.Null(desk.Of(key));
        go.SetResult();
        var again = await desk.AskAsync(question, Scope.City, Stop);
        await again.Work;
        Assert.True(again.Answer!.Value.IsOk);
        Assert.NotSame(trial, again);
    }

    [Fact]
    public async Task Cancelling_on_the_page_leads_back_to_the_rule()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var question = new WhatIfQuestion(Rule, JudgedHost.November, TestHost.City.Today, new Dictionary<string, string> { ["stable-job.months"] = "4" });
        await city.Services.GetRequiredService<WhatIfDesk>().AskAsync(question, Scope.City, Stop);

        var answer = await JudgedHost.PostAsync(client, $"/policy/trials/{WhatIfDesk.KeyOf(question, Scope.City)}/cancel");
        var unknown = await JudgedHost.PostAsync(client, "/policy/trials/0000/cancel");

        Assert.Equal($"/policy/rules/{Rule}?month=2025-11&cancelled=true", answer.Headers.Location?.ToString());
        Assert.Equal("/policy", unknown.Headers.Location?.ToString());
        Assert.Contains("试算已取消", await JudgedHost.TextAsync(client, answer.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    private static string RowOf(string page, string county) =>
        Regex.Match(page[page.IndexOf("试算结果（", StringComparison.Ordinal)..], $"<tr>\\s*<th scope=\"row\"[^>]*>{Regex.Escape(county)}</th>.*?</tr>", RegexOptions.Singleline).Value;

    private static string Cell(string row, string label) => WebUtility.HtmlDecode(Regex.Match(row, $"data-label=\"{label}\">([^<]*)<").Groups[1].Value).Trim();

    /// <summary>A register whose first part is a long time coming.</summary>
    private sealed class Slow(IFactSource register, TaskCompletionSource reached, TaskCompletionSource go) : IFactSource
    {
        public async Task<IFactSnapshot> TakeAsync(CancellationToken cancellation)
        {
            reached.TrySetResult();
            await go.Task.WaitAsync(cancellation);
            return await register.TakeAsync(cancellation);
        }
    }
}
