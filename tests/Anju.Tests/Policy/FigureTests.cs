using System.Text.Json;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Policy;

/// <summary>What a figure says, and when it says nothing.</summary>
[OnBothDatabases]
public sealed partial class FigureTests(JudgedHost city) : IClassFixture<JudgedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(9, 0, null)]
    [InlineData(10, 0, 1.0)]
    [InlineData(8, 2, 0.8)]
    [InlineData(0, 0, null)]
    public void A_rate_needs_ten_judged_subjects(int met, int notMet, double? rate)
    {
        var small = city.Pack.Parameters.At(JudgedHost.November).Int("statistics.pooling-below");
        var reading = new Reading(city.Book.Find("I-M03-2")!, Area.County(JudgedHost.County), JudgedHost.November, new(met, notMet, 3, 5), small);

        Assert.Equal(((decimal?)rate, rate is null), (reading.Value, reading.IsSmall));
        Assert.Equal(rate is null, FigureWords.Of(city.Book, reading) == "样本过少");
    }

    [Fact]
    public async Task Where_fewer_than_ten_are_judged_pages_and_api_show_counts_and_no_rate()
    {
        var cells = await city.CellsAsync(JudgedHost.November);
        var rates = city.Book.Headlines.Where(x => x.Kind == IndicatorKind.Rate).ToDictionary(x => x.Rule);
        var small = cells.Where(x => x.Level == AreaLevel.Site && rates.ContainsKey(x.Code) && x.Met + x.NotMet is > 0 and < 10).MaxBy(x => x.NotMet)!;
        var indicator = rates[small.Code];
        Assert.True(small.NotMet > 0);
        var client = await city.Host.SignInAsync(Role.CityLead);

        var site = await JudgedHost.TextAsync(client, $"/sites/{small.Area}");
        var figure = Regex.Match(site, $"<div class=\"figure-label\">{city.Book.TitleOf(indicator)}.*?(<div class=\"figure-label\">|</section>)", RegexOptions.Singleline).Value;
        Assert.Contains("样本过少", figure, StringComparison.Ordinal);
        Assert.Contains($"已判定 {small.Met + small.NotMet}，不足 10，不计比率", figure, StringComparison.Ordinal);
        Assert.Contains($">未达标 {small.NotMet}<", figure, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]%", figure.Replace("目标 100.0%", "", StringComparison.Ordinal));

        var county = await JudgedHost.TextAsync(client, $"/counties/{small.CountyCode}");
        Assert.Contains("样本过少：已判定不足 10", county, StringComparison.Ordinal);

        using var api = JsonDocument.Parse(await client.GetStringAsync($"/api/indicators?month=2025-11&area={small.Area}", Stop));
        var line = api.RootElement.GetProperty("indicators").EnumerateArray().Single(x => x.GetProperty("code").GetString() == indicator.Code);
        Assert.Equal((JsonValueKind.Null, small.Met, small.NotMet), (Kind(line, "value"), line.GetProperty("met").GetInt32(), line.GetProperty("notMet").GetInt32()));
    }

    [Fact]
    public async Task Rates_are_never_shown_without_their_coverage()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        foreach (var address in new[] { "/", $"/counties/{JudgedHost.County}", "/months/2025-11", "/policy/rules/R-M03-3", "/policy", "/quality" })
        {
            var page = await JudgedHost.TextAsync(client, address);
            foreach (Match block in Rates().Matches(page))
            {
                Assert.True(block.Value.Contains("覆盖", StringComparison.Ordinal) || block.Value.Contains("不计比率", StringComparison.Ordinal), $"{address}: {block.Value}");
            }
        }
    }

    [Fact]
    public async Task The_days_of_clearing_are_averaged_in_every_area_and_open_to_the_items_that_were_closed()
    {
        await using var db = city.Host.Open();
        var (october, november) = (await city.RunOfAsync(JudgedHost.October), await city.RunOfAsync(JudgedHost.November));
        var home = await db.Set<Household>().AsNoTracking().FirstAsync(x => x.CountyCode == JudgedHost.County && x.TownshipCode != null && x.SiteId != null, Stop);
        await Derived.InsertAsync(db, [Closed(home, 10, october), Closed(home, 21, november)], Stop);
        var client = await city.Host.SignInAsync(Role.CityLead);
        foreach (var (area, query) in new[] { (home.SiteId!.Value.ToString(), "site"), (home.TownshipCode!, "township"), (home.CountyCode, "county"), ("431000", "") })
        {
            var items = (await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == "R-M03-Z" && x.ClosedBy != null).ToListAsync(Stop)).Where(x =>
                query switch { "site" => x.SiteId == home.SiteId, "township" => x.TownshipCode == area, "county" => x.CountyCode == area, _ => true }).ToList();
            foreach (var (month, counted) in new[] { ("2025-11", items), ("2025-10", items.Where(x => x.ClosedBy == october.Number).ToList()) })
            {
                using var api = JsonDocument.Parse(await client.GetStringAsync($"/api/indicators?month={month}&area={area}", Stop));
                var line = api.RootElement.GetProperty("indicators").EnumerateArray().Single(x => x.GetProperty("code").GetString() == "I-M03-4-D");
                Assert.Equal(counted.Average(x => x.ClosedOn!.Value.DayNumber - x.OpenedOn.DayNumber), line.GetProperty("value").GetDouble(), 6);
                Assert.Equal(counted.Count, await JudgedHost.TotalAsync(client, line.GetProperty("rows").GetString()!));
            }
        }

        Assert.Contains("平均清零", await JudgedHost.TextAsync(client, $"/sites/{home.SiteId}"), StringComparison.Ordinal);
        Assert.Contains("平均清零", await JudgedHost.TextAsync(client, $"/counties/{home.CountyCode}"), StringComparison.Ordinal);

        static WorkItem Closed(Household home, int days, MonthlyRun run) => new()
        {
            Kind = "W-M03-2", Rule = "R-M03-Z", Title = "零就业家庭", Reason = "无人就业", Subject = SubjectKind.Household.Code, SubjectId = home.Id, HouseholdId = home.Id,
            CountyCode = home.CountyCode, TownshipCode = home.TownshipCode, SiteId = home.SiteId, Lead = "human-resources", OpenedFor = run.Month.Previous,
            OpenedOn = run.JudgedOn.AddDays(-days), DueOn = run.JudgedOn, ClosedOn = run.JudgedOn, ClosedBecause = "已达标", ClosedBy = run.Number,
        };
    }

    [Fact]
    public async Task People_at_work_stand_by_destination()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var cells = (await city.CellsAsync(JudgedHost.November)).Where(x => x.Level == AreaLevel.City).ToDictionary(x => x.Code);

        var page = await JudgedHost.TextAsync(client, "/");

        foreach (var (code, title) in new[] { ("I-M03-5-A", "省外务工"), ("I-M03-5-B", "省内县外务工"), ("I-M03-5-C", "县内就业") })
        {
            Assert.True(cells[code].Met > 10);
            Assert.Contains($"aria-label=\"{title} {cells[code].Met:N0}人，查看明细\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_contract_that_ends_within_thirty_days_is_asked_after_and_stays_so_until_somebody_has_looked()
    {
        var person = Given.Person();
        foreach (var (to, outcome, due) in new (string?, Outcome, string?)[]
        {
            (null, Outcome.Unknown, null), ("2025-10-30", Outcome.NotMet, "2025-10-30"), ("2025-10-31", Outcome.NotMet, "2025-10-31"),
            ("2025-11-30", Outcome.NotMet, "2025-11-30"), ("2025-12-01", Outcome.Met, null),
        })
        {
            var job = Given.Job(person, "2024-11-01", contract: ContractKind.FixedTerm, also: spell => spell.ContractTo = to is null ? null : Given.Day(to));
            var verdict = Given.Household().With(person).With(job).Judge("I-M03-E", person);
            Assert.Equal((to, outcome, due is null ? null : (DateOnly?)Given.Day(due)), (to, verdict.Outcome, verdict.DueOn));
        }

        Assert.Equal(Outcome.NotApplicable, Given.Household().With(person).With(Given.Job(person, "2024-11-01")).Outcome("I-M03-E", person));
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(person).Outcome("I-M03-E", person));
        Assert.Equal("W-M03-4", Given.Rules["I-M03-E"].Work!.Code);
    }

    [Fact]
    public async Task Contracts_that_end_and_counts_that_differ_come_onto_their_lists()
    {
        await using var db = city.Host.Open();
        var run = await city.RunOfAsync(JudgedHost.November);
        foreach (var rule in city.Rules.All.Where(x => x.Work is not null && x.Code != "R-M01-3"))
        {
            var place = run.PlaceOf(rule.Subject.Code, rule.Code);
            var kind = rule.Subject.Code;
            var letters = rule.Work!.OnUnknown ? new[] { "N", "U" } : ["N"];
            var failing = await db.Set<Judgement>().Where(x => x.Run == run.Number && x.Subject == kind && letters.Contains(x.Letters.Substring(place, 1))).Select(x => x.SubjectId).ToListAsync(Stop);
            var open = await db.Set<WorkItem>().Where(x => x.Rule == rule.Code && x.ClosedOn == null).ToListAsync(Stop);
            var quiet = await db.Set<Judgement>().Where(x => x.Run == run.Number && x.Subject == kind && x.Letters.Substring(place, 1) == "U").Select(x => x.SubjectId).ToListAsync(Stop);
            Assert.Superset(open.Where(x => x.OpenedFor == run.Month).Select(x => x.SubjectId).ToHashSet(), failing.ToHashSet());
            Assert.Subset(failing.Concat(quiet).ToHashSet(), open.Select(x => x.SubjectId).ToHashSet()); // what cannot be judged stays open
            Assert.All(open, item => Assert.Equal((rule.Work.Code, rule.Work.Title), (item.Kind, item.Title)));
        }

        foreach (var list in new[] { "W-M02-1", "W-M02-2", "W-M02-3", "W-M01-1", "W-M01-2", "W-M01-3", "W-M03-1", "W-M03-2", "W-M03-3", "W-M03-4" })
        {
            Assert.True(await db.Set<WorkItem>().AnyAsync(x => x.Kind == list, Stop), list);
        }
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    public async Task After_the_end_of_the_plan_every_page_says_so(string today, bool told)
    {
        await using var database = await TestDatabase.MigratedAsync();
        await using (var db = database.Databases.Open(Actor.System))
        {
            Given.Holder(db, "city", "市主管", "市专班", Role.CityLead);
            await db.SaveChangesAsync(Stop);
        }

        await using var app = AnjuHost.Build(new HostSettings(database.Folder, database.Address, "http://127.0.0.1:0", Given.Day(today), Links: true));
        await app.StartAsync(Stop);
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = new Uri(app.Urls.First()) };
        (await client.GetAsync(app.Services.GetRequiredService<SignInLinks>().For("city"), Stop)).Dispose();
        foreach (var address in new[] { "/", "/policy", "/months", "/work", "/households" })
        {
            Assert.Equal(told, (await JudgedHost.TextAsync(client, address)).Contains("方案期已于 2025-12-31 结束", StringComparison.Ordinal));
        }
    }

    private static JsonValueKind Kind(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.ValueKind : JsonValueKind.Null;

    /// <summary>A figure, cell or row of a table that holds a rate, with what stands beside it.</summary>
    [GeneratedRegex("<div class=\"figure-value\">(?:(?!</div>\\s*<div class=\"coverage).)*?[0-9.]+%.*?</div>\\s*<div class=\"coverage\">.*?</div>|<td class=\"num rate-cell\"(?:(?!</td>).)*?[0-9.]+%(?:(?!</td>).)*</td>|<td class=\"num\" data-label=\"(?:达标率|本月)\">(?:(?!</td>).)*?[0-9.]+%(?:(?!</td>).)*</td>", RegexOptions.Singleline)]
    private static partial Regex Rates();
}
