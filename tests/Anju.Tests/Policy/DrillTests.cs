using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Register.Drill;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Policy;

/// <summary>Every number opens to exactly the rows it counts: whatever the figure, the area, the answer and the page.</summary>
[OnBothDatabases]
public sealed partial class DrillTests(JudgedHost city) : IClassFixture<JudgedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_row_that_a_data_check_found_says_why()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var found = (await city.CellsAsync(JudgedHost.November)).Where(cell => cell.Level == AreaLevel.City && cell.NotMet > 0).ToList();
        var checks = found.Where(cell => city.Rules[cell.Code].Kind is RuleKind.Error or RuleKind.Warning).ToList();
        Assert.NotEmpty(checks);
        foreach (var cell in checks)
        {
            var page = await JudgedHost.TextAsync(client, Drill.To(city.Rules[cell.Code].Subject, cell.Code, "N", JudgedHost.November, new(cell.Level, cell.Area)));
            var reasons = Regex.Matches(page, "data-label=\"原因\">([^<]+)</td>");
            Assert.Equal(Math.Min(cell.NotMet, 20), reasons.Count);
            Assert.DoesNotContain(reasons, reason => reason.Groups[1].Value.Contains("已没有这个问题", StringComparison.Ordinal));
        }

        var duty = found.First(cell => city.Rules[cell.Code].Kind == RuleKind.Duty);
        Assert.DoesNotContain("data-label=\"原因\"", await JudgedHost.TextAsync(
            client, Drill.To(city.Rules[duty.Code].Subject, duty.Code, "N", JudgedHost.November, new(duty.Level, duty.Area))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_to_every_rule_in_every_area_opens_to_as_many_rows_as_its_cell_says()
    {
        var cells = await city.CellsAsync(JudgedHost.November);
        await using var db = city.Host.OpenAs(Role.CityLead);
        var reader = new LedgerReader(
            db, city.Host.Catalogue, new FieldAccess(db.Actor), city.Services.GetRequiredService<IDivisionNames>(), [new VerdictNarrowing(city.Rules, city.Services.GetRequiredService<IndicatorBook>(), city.Pack, city.Services.GetRequiredService<RegisterFacts>(), city.Services.GetRequiredService<BusinessDate>())]);
        var looked = 0;
        foreach (var cell in cells.Where(cell => city.Rules[cell.Code].Subject != SubjectKind.County)) // those open a page of their own
        {
            var rule = city.Rules[cell.Code];
            var ledger = city.Host.Catalogue.Find(rule.Subject.Code)!;
            foreach (var (letter, count) in Answers(cell).Where(x => x.Count > 0 && IsShown(rule, x.Letter)))
            {
                var address = Drill.To(rule.Subject, rule.Code, letter, JudgedHost.November, new(cell.Level, cell.Area));
                var query = await reader.AskAsync(ledger, Pairs(address), Stop);
                Assert.True(query.IsOk, $"{address}: {query.Refusal?.Message}");
                var found = await reader.CountAsync(query.Value, Stop);
                Assert.True(found == new BoundedCount(count, false), $"{address}: {count} counted, {found.Lines} listed");
                looked++;
            }
        }

        Assert.True(looked > 1_000, $"{looked} numbers");
        Assert.Equal(Enum.GetValues<AreaLevel>(), cells.Select(x => x.Level).Distinct().Order());
    }

    [Fact]
    public async Task The_list_its_export_and_the_api_show_what_every_indicator_counts()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var cells = await city.CellsAsync(JudgedHost.November);
        var areas = cells.GroupBy(x => x.Level).SelectMany(level => level.Select(x => new Area(x.Level, x.Area)).Distinct().OrderBy(x => x.Code, StringComparer.Ordinal).Take(3)).ToList();
        Assert.True(areas.Count >= 10);
        var seen = new HashSet<char>();
        foreach (var area in areas)
        {
            foreach (var rule in city.Book.All.Select(x => city.Rules[x.Rule]).Concat(city.Rules.All.OfType<CountyRule>()).Distinct())
            {
                var cell = cells.SingleOrDefault(x => new Area(x.Level, x.Area) == area && x.Code == rule.Code);
                foreach (var (letter, count) in cell is null ? [] : Answers(cell).Where(x => x.Count > 0))
                {
                    var address = Drill.To(rule.Subject, rule.Code, letter, JudgedHost.November, area);
                    Assert.True(await JudgedHost.TotalAsync(client, address) == count, $"{address}: {count} counted");
                    seen.Add(letter[0]);
                }
            }
        }

        Assert.Equal(['-', 'M', 'N', 'U'], seen.Order());
        foreach (var area in areas.GroupBy(x => x.Level).Select(x => x.First()))
        {
            foreach (var code in (string[])["R-M03-3", "R-M01-1"])
            {
                var (rule, cell) = (city.Rules[code], cells.Single(x => new Area(x.Level, x.Area) == area && x.Code == code));
                var address = Drill.To(rule.Subject, code, "MN", JudgedHost.November, area);
                var (ledger, query) = (rule.Subject.Code, address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]);
                var csv = await client.GetStringAsync($"/ledgers/{ledger}/export?format=csv&{query}", Stop);
                Assert.Equal(cell.Met + cell.NotMet, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
                Assert.Equal(cell.Met + cell.NotMet, await ApiLinesAsync(client, $"/api/{ledger}?size=100&{query}"));
            }
        }
    }

    [Fact]
    public async Task Sites_and_townships_add_up_to_their_counties_and_counties_to_the_city()
    {
        var cells = await city.CellsAsync(JudgedHost.November);
        static (int, int, int, int) Sum(IEnumerable<IndicatorCell> some) => some.Aggregate((0, 0, 0, 0), (sum, x) => (sum.Item1 + x.Met, sum.Item2 + x.NotMet, sum.Item3 + x.NotApplicable, sum.Item4 + x.Unknown));
        await using var db = city.Host.Open();
        Assert.False(await db.Set<Household>().AnyAsync(x => x.SiteId == null || x.TownshipCode == null, Stop));
        foreach (var rule in cells.Where(x => city.Rules[x.Code].Subject.IsOfHouseholds).GroupBy(x => x.Code))
        {
            var whole = Sum(rule.Where(x => x.Level == AreaLevel.City));
            Assert.All(Enum.GetValues<AreaLevel>(), level => Assert.Equal((rule.Key, whole), (rule.Key, Sum(rule.Where(x => x.Level == level)))));
            Assert.All(rule.Where(x => x.Level == AreaLevel.County), county => Assert.All([AreaLevel.Township, AreaLevel.Site], level =>
                Assert.Equal(Sum([county]), Sum(rule.Where(x => x.Level == level && x.CountyCode == county.Area)))));
        }
    }

    [Fact]
    public async Task A_household_that_has_moved_since_is_opened_where_the_figure_counts_it()
    {
        await using var db = city.Host.Open();
        var run = (await city.RunOfAsync(JudgedHost.October)).Number;
        var judged = await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run && x.Subject == SubjectKind.Household.Code && x.CountyCode == JudgedHost.County).OrderBy(x => x.SubjectId).FirstAsync(Stop);
        var other = await db.Set<ResettlementSite>().AsNoTracking().FirstAsync(x => x.CountyCode == JudgedHost.County && x.Id != judged.SiteId, Stop);
        var client = await city.Host.SignInAsync(Role.CityLead);
        var addresses = new[] { judged.SiteId!.Value, other.Id }.Select(site => $"/households?verdict=I-M01-A:M&month=2025-10&site={site}").ToList();
        var before = (await JudgedHost.TotalAsync(client, addresses[0]), await JudgedHost.TotalAsync(client, addresses[1]));

        await MoveAsync(judged.SubjectId, other.Id);
        try
        {
            Assert.Equal(before, (await JudgedHost.TotalAsync(client, addresses[0]), await JudgedHost.TotalAsync(client, addresses[1])));
        }
        finally
        {
            await MoveAsync(judged.SubjectId, judged.SiteId.Value);
        }
    }

    [Theory]
    [InlineData("/households?verdict=R-M03-3", "没有这样的判定结果")]
    [InlineData("/households?verdict=R-M03-3:X&month=2025-11", "没有这样的判定结果")]
    [InlineData("/households?verdict=R-X:N&month=2025-11", "没有这样的判定结果")]
    [InlineData("/persons?verdict=R-M03-3:N&month=2025-11", "判定的不是")]
    [InlineData("/households?verdict=R-M03-3:N&month=2025-1x", "月份应写作 2025-10")]
    [InlineData("/households?verdict=R-M03-3:N&month=2024-01", "2024年1月还没有运行")]
    [InlineData("/households?verdict=R-M03-3:N&month=2025-11&site=here", "安置点编号不对")]
    [InlineData("/sites?verdict=R-M03-3:N", "判定的不是")]
    [InlineData("/ledgers/job-vacancy?verdict=R-M03-3:N", "不能按判定结果筛选")]
    public async Task An_address_that_means_no_figure_is_refused_in_words(string address, string words)
    {
        var client = await city.Host.SignInAsync(Role.CityLead);

        Assert.Contains(words, await JudgedHost.TextAsync(client, address, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.CityLead)]
    [InlineData(Role.CountyOfficer)]
    [InlineData(Role.SiteWorker)]
    public async Task Every_link_of_every_page_of_figures_opens_and_lists_as_many_rows_as_its_number(Role role)
    {
        var client = await city.Host.SignInAsync(role, role == Role.CountyOfficer ? JudgedHost.County : null);
        await using var db = city.Host.OpenAs(role, role == Role.CountyOfficer ? JudgedHost.County : null);
        var site = await db.Set<ResettlementSite>().OrderByDescending(x => x.Households).Select(x => x.Id).FirstAsync(Stop);
        List<string> pages = ["/months", "/months/2025-11", "/months/2025-11/changes?rule=R-M03-3&from=N&to=M", "/quality", "/policy", "/work", "/work?state=closed", $"/sites/{site}", "/policy/rules/R-M03-3"];
        pages.AddRange(role switch
        {
            Role.CityLead => ["/", "/?indicator=I-M03-3&month=2025-10", $"/counties/{JudgedHost.County}", $"/counties/{JudgedHost.County}?month=2025-10"],
            Role.CountyOfficer => [$"/counties/{JudgedHost.County}"],
            _ => [],
        });
        var (opened, numbers) = (new HashSet<string>(), 0);
        var sums = city.Book.All.Where(x => x.AddsUp).Select(x => x.Rule).Distinct().ToList();
        foreach (var page in pages)
        {
            foreach (var (href, text) in Links(await JudgedHost.TextAsync(client, page)))
            {
                if (!opened.Add($"{href} {NumberOf(text)}"))
                {
                    continue;
                }

                // A sum opens to the lines that it adds up: SumFigureTests.
                if (NumberOf(text) is { } number && IsList(href) && !sums.Any(rule => href.Contains($"verdict={rule}:M&", StringComparison.Ordinal)))
                {
                    var total = await JudgedHost.TotalAsync(client, href);
                    Assert.True(total == number, $"{page}: “{text}” opens {href}, which lists {total}");
                    numbers++;
                    continue;
                }

                using var answer = await client.GetAsync(href, HttpCompletionOption.ResponseHeadersRead, Stop);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{page}: “{text}” opens {href}: {answer.StatusCode}");
            }
        }

        Assert.True(numbers > role switch { Role.CityLead => 200, Role.CountyOfficer => 60, _ => 10 }, $"{numbers} numbers, {opened.Count} links");
    }

    [Fact]
    public async Task What_stands_behind_the_duties_of_a_county_opens_to_as_many_lines()
    {
        var client = await city.Host.SignInAsync(Role.CountyOfficer, JudgedHost.County);
        var links = Regex.Matches(await JudgedHost.TextAsync(client, "/counties"), "<a href=\"(/ledgers/[^\"]*countyCode=[^\"]*)\">[^<]*? ([0-9,]+) [^<]*</a>").ToList();
        Assert.True(links.Count > 15, $"{links.Count} links");
        Assert.Contains(links, link => link.Groups[2].Value != "0");
        foreach (var link in links)
        {
            var (address, number) = (WebUtility.HtmlDecode(link.Groups[1].Value), int.Parse(link.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
            Assert.True(await JudgedHost.TotalAsync(client, address) == number, $"{address}: {number}");
        }
    }

    private static (string Letter, int Count)[] Answers(IndicatorCell cell) => [("M", cell.Met), ("N", cell.NotMet), ("U", cell.Unknown), ("-", cell.NotApplicable)];

    /// <summary>Of data checks pages count only what is wrong.</summary>
    private static bool IsShown(Rule rule, string letter) => letter == "N" || rule.Kind is RuleKind.Duty or RuleKind.Count;

    private static List<KeyValuePair<string, string>> Pairs(string address) =>
        [.. address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];

    private static async Task<int> ApiLinesAsync(HttpClient client, string address)
    {
        var lines = 0;
        for (var next = address; next is not null;)
        {
            using var page = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync(next, Stop));
            lines += page.RootElement.GetProperty("items").GetArrayLength();
            next = page.RootElement.TryGetProperty("next", out var following) ? following.GetString() : null;
        }

        return lines;
    }

    private async Task MoveAsync(Guid household, Guid site)
    {
        await using var db = city.Host.Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "测试", TimeProvider.System, Stop);
        (await db.Set<Household>().SingleAsync(x => x.Id == household, Stop)).SiteId = site;
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    private static IEnumerable<(string Href, string Text)> Links(string page) => Anchors().Matches(page)
        .Select(link => (Href: WebUtility.HtmlDecode(link.Groups[1].Value), Text: WebUtility.HtmlDecode(Tags().Replace(link.Groups[2].Value, "")).Trim()))
        .Where(link => link.Href.StartsWith('/') && !link.Href.StartsWith("/sign", StringComparison.Ordinal) && !link.Href.Contains("export", StringComparison.Ordinal));

    private static bool IsList(string href) => href.Contains("verdict=", StringComparison.Ordinal) || href.StartsWith("/work?", StringComparison.Ordinal)
        || href.Contains("/changes?", StringComparison.Ordinal);

    /// <summary>The number that a link's text is, or ends with; a rate or a date is none.</summary>
    private static int? NumberOf(string text) => Count().Match(text) is { Success: true } found
        ? int.Parse(found.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex("<a [^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Anchors();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^(?:[^0-9]*[^0-9.\-+] ?)?([0-9]{1,3}(?:,[0-9]{3})*)(?: ?[户人项])?(?:（红灯.*)?$")]
    private static partial Regex Count();
}
