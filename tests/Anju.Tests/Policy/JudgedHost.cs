using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Policy;

/// <summary>The whole product over its small city, judged for October and for November up to the business date.</summary>
public sealed partial class JudgedHost : IAsyncLifetime
{
    public const string County = "431021";

    public static Month October { get; } = new(2025, 10);

    public static Month November { get; } = new(2025, 11);

    public TestHost Host { get; } = new();

    public IServiceProvider Services => Host.Services;

    public IndicatorBook Book => Services.GetRequiredService<IndicatorBook>();

    public RuleBook Rules => Services.GetRequiredService<RuleBook>();

    public PlanPack Pack => Services.GetRequiredService<PlanPack>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        await JudgeAsync(October, new(2025, 11, 10));
        await JudgeAsync(November, TestHost.City.Today);
    }

    /// <summary>Runs a month past all pages.</summary>
    public async Task<MonthlyRun> JudgeAsync(Month month, DateOnly judgedOn)
    {
        var server = Services.GetRequiredService<RunMonth>();
        var result = await server.RunAsync(month, judgedOn, "测试", null, CancellationToken.None);
        Assert.True(result.IsOk, result.Refusal?.Message);
        await server.SweepAsync(CancellationToken.None);
        return result.Value;
    }

    /// <summary>The finished run of a month.</summary>
    public async Task<MonthlyRun> RunOfAsync(Month month)
    {
        await using var db = Host.Open();
        return await db.Set<MonthlyRun>().AsNoTracking().SingleAsync(x => x.Month == month && x.State == RunState.Done, Stop);
    }

    /// <summary>Presses the button of the month page and waits for the end.</summary>
    public async Task RunOnPageAsync(HttpClient client, Month month)
    {
        var answer = await PressAsync(client, $"/months/{month}", $"/months/{month}/run");
        Assert.Equal((HttpStatusCode.Redirect, $"/months/{month}"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var events = await client.GetStringAsync($"/months/{month}/events", Stop);
        Assert.Contains("已完成", events, StringComparison.Ordinal);
    }

    /// <summary>Posts the form of the page that goes to the address, as its button does.</summary>
    public static async Task<HttpResponseMessage> PressAsync(HttpClient client, string page, string action)
    {
        var html = await TextAsync(client, page);
        var form = Regex.Match(html, $"<form method=\"post\" action=\"{Regex.Escape(action)}\".*?</form>", RegexOptions.Singleline).Value;
        Assert.True(form.Length > 0, $"{page} has no form for {action}");
        return await client.PostAsync(action, Token(form), Stop);
    }

    /// <summary>Posts what no button does now, with the token of another form.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string action) =>
        await client.PostAsync(action, Token(await TextAsync(client, "/months")), Stop);

    private static FormUrlEncodedContent Token(string html) => new(
        [new("__RequestVerificationToken", WebUtility.HtmlDecode(Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"").Groups[1].Value))]);

    public static async Task<string> TextAsync(HttpClient client, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(address, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == expected, $"{address}: {answer.StatusCode}");
        return text;
    }

    /// <summary>How many rows the list of the address says it has.</summary>
    public static async Task<int> TotalAsync(HttpClient client, string address)
    {
        var page = await TextAsync(client, address);
        if (Total().Match(page) is { Success: true } total)
        {
            return int.Parse(total.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        }

        Assert.Contains("class=\"empty", page, StringComparison.Ordinal);
        return 0;
    }

    /// <summary>Cells of the run for one level, by area and rule.</summary>
    public async Task<List<IndicatorCell>> CellsAsync(Month month)
    {
        await using var db = Host.Open();
        var run = (await RunOfAsync(month)).Number;
        return await db.Set<IndicatorCell>().AsNoTracking().Where(x => x.Run == run).ToListAsync(Stop);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [GeneratedRegex("<span>共 ([0-9,]+) [^<]*</span>")]
    private static partial Regex Total();
}
