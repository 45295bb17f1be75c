using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Policy;

/// <summary>The pages that say what the plan wants, how it is judged and on what it rests.</summary>
[OnBothDatabases]
public sealed partial class PolicyPageTests(JudgedHost city) : IClassFixture<JudgedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_policy_map_has_every_article_word_for_word_with_its_rules_indicators_and_lists()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);

        var page = await JudgedHost.TextAsync(client, "/policy");

        Assert.Equal((22, 3), (city.Pack.Plan.Measures.Count, city.Pack.Plan.Requirements.Count));
        foreach (var article in city.Pack.Plan.Articles)
        {
            var section = SectionOf(page, article);
            Assert.Contains(Compact(article.Text), Compact(Plain(Sup().Replace(section, ""))), StringComparison.Ordinal);
            Assert.Contains(article.Title, section, StringComparison.Ordinal);
            foreach (var rule in city.Pack.Rules.Of(article.Article))
            {
                var row = Plain(Regex.Match(section, $"<tr>\\s*<td class=\"long\"><a href=\"/policy/rules/{Regex.Escape(rule.Code)}\">.*?</tr>", RegexOptions.Singleline).Value);
                Assert.Contains(rule.Title, row, StringComparison.Ordinal);
                Assert.Contains(rule.Strength.ChineseName(), row, StringComparison.Ordinal);
                Assert.Equal(city.Rules.Find(rule.Code) is null, row.Contains("待建设", StringComparison.Ordinal));
            }

            foreach (var indicator in city.Pack.Indicators.Of(article.Article))
            {
                Assert.Contains($"{indicator.Code} {indicator.Name}", Plain(section), StringComparison.Ordinal);
            }

            foreach (var list in city.Pack.Worklists.Of(article.Article))
            {
                Assert.Contains($"{list.Code} {list.Title}", Plain(section), StringComparison.Ordinal);
            }
        }

        // What is built stands with the figures of its run; nothing of these two measures is left to build but what needs other units.
        Assert.Equal(["R-M01-4"], Planned(1));
        Assert.All([2, 3, 5, 6], measure => Assert.Empty(Planned(measure)));
        var cells = (await city.CellsAsync(JudgedHost.November)).Where(x => x.Level == AreaLevel.City).ToDictionary(x => x.Code);
        foreach (var rule in city.Rules.All.Where(x => x.Kind == RuleKind.Duty))
        {
            Assert.Contains($"{rule.Code}:N&amp;month=2025-11\">未达标 {cells[rule.Code].NotMet:N0}<", page, StringComparison.Ordinal);
        }

        List<string> Planned(int measure) => [.. city.Pack.Rules.Where(x => x.Article.Code == $"M{measure:00}" && city.Rules.Find(x.Code) is null).Select(x => x.Code).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Every_rule_has_a_page_with_its_words_its_results_and_its_parameters()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var cells = (await city.CellsAsync(JudgedHost.November)).Where(x => x.Level == AreaLevel.City).ToDictionary(x => x.Code);
        foreach (var code in city.Rules.All.Select(x => x.Code).Union(city.Pack.Rules.Where((_, i) => i % 8 == 0).Select(x => x.Code)))
        {
            var page = await JudgedHost.TextAsync(client, $"/policy/rules/{code}");
            var (rule, entry) = (city.Rules.Find(code), city.Pack.Rules.Has(code) ? city.Pack.Rules[code] : null);
            Assert.Contains(rule?.Title ?? entry!.Title, page, StringComparison.Ordinal);
            Assert.Contains(rule is null ? "待建设" : "已上线", page, StringComparison.Ordinal);
            if (entry is not null)
            {
                Assert.Contains(entry.Judges, page, StringComparison.Ordinal);
            }

            if (rule is null)
            {
                continue;
            }

            Assert.Contains($"“{rule.Clause.Quotation}”", page, StringComparison.Ordinal);
            foreach (var parameter in rule.Uses.Select(key => city.Pack.Parameters.At(JudgedHost.November)[key]))
            {
                Assert.Contains(parameter.Parameter.Name, page, StringComparison.Ordinal);
                Assert.Contains($">{parameter.Display}<", page, StringComparison.Ordinal);
            }

            var all = Regex.Match(page, "data-label=\"县（市、区）\">全市</th>.*?</tr>", RegexOptions.Singleline).Value;
            Assert.Contains($"{cells[code].NotMet:N0}", Plain(Regex.Match(all, "data-label=\"未达标\">.*?</td>", RegexOptions.Singleline).Value), StringComparison.Ordinal);
        }

        await JudgedHost.TextAsync(client, "/policy/rules/R-M99-1", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_parameter_stands_with_its_value_validity_basis_and_mark_of_assumption()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);

        var page = await JudgedHost.TextAsync(client, "/policy/parameters?month=2025-11");

        var now = city.Pack.Parameters.At(JudgedHost.November);
        var rows = page.Split("<tr>").Where(row => Key().IsMatch(row)).ToDictionary(row => Key().Match(row).Groups[1].Value, WebUtility.HtmlDecode);
        foreach (var parameter in city.Pack.Parameters.All)
        {
            var row = rows[parameter.Key]!;
            var found = now[parameter.Key];
            Assert.Contains(parameter.Name, row, StringComparison.Ordinal);
            Assert.Contains(found.IsMissing ? "未设定" : $"<strong>{found.Display}</strong>", row, StringComparison.Ordinal);
            Assert.Contains(found.Basis, row, StringComparison.Ordinal);
            Assert.Equal(found.Assumption is not null, row.Contains("假设值", StringComparison.Ordinal));
            Assert.True(found.Value is null || row.Contains(" 起", StringComparison.Ordinal), parameter.Key);
        }

        // A value that has changed shows the one of the month that is asked for.
        var dated = city.Pack.Parameters.All.First(x => x.Values.Count > 1 && x.Values[1].From is { } from && from.Year is > 2021 and < 2026);
        var change = Month.Of(dated.Values[1].From!.Value);
        foreach (var month in new[] { change.Previous, change.Next })
        {
            Assert.Contains(city.Pack.Parameters.At(month)[dated.Key].Display, RowOf(await JudgedHost.TextAsync(client, $"/policy/parameters?month={month}"), dated.Key), StringComparison.Ordinal);
        }

        var assumed = await JudgedHost.TextAsync(client, "/policy/parameters?month=2025-11&only=assumed");
        Assert.Equal(city.Pack.Parameters.All.Count(x => now[x.Key].Assumption is not null), Rows().Count(assumed));
        Assert.Contains("没有符合条件的参数", await JudgedHost.TextAsync(client, "/policy/parameters?q=没有这个"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_assumption_stands_with_its_words_and_the_rules_that_rest_on_it()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);

        var page = await JudgedHost.TextAsync(client, "/policy/assumptions");

        Assert.All(city.Pack.Assumptions, assumption =>
        {
            var row = Regex.Match(page, $"<tr id=\"{assumption.Id}\">.*?</tr>", RegexOptions.Singleline).Value;
            Assert.Contains(assumption.Text, row, StringComparison.Ordinal);
            Assert.Contains(assumption.Basis, row, StringComparison.Ordinal);
        });
        Assert.Contains("/policy/rules/R-M03-3", Regex.Match(page, "<tr id=\"A03\">.*?</tr>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quality_page_has_every_check_with_its_severity_and_what_the_run_found()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var cells = await city.CellsAsync(JudgedHost.November);

        var page = await JudgedHost.TextAsync(client, "/quality");

        var checks = city.Rules.All.Where(x => x.Kind is RuleKind.Error or RuleKind.Warning).ToList();
        Assert.True(checks.Count > 30);
        foreach (var check in checks)
        {
            var row = Regex.Match(page, $"<tr>\\s*<th scope=\"row\"><a href=\"/policy/rules/{check.Code}\\?month=2025-11\">.*?</tr>", RegexOptions.Singleline).Value;
            Assert.Contains(check.Kind == RuleKind.Error ? "错误" : "提醒", row, StringComparison.Ordinal);
            var numbers = Regex.Matches(row, "<td class=\"num\">(.*?)</td>", RegexOptions.Singleline).Select(x => Plain(x.Groups[1].Value).Trim()).ToList();
            var counties = cells.Where(x => x.Level == AreaLevel.County).Select(x => x.Area).Distinct().Order(StringComparer.Ordinal).ToList();
            Assert.Equal(
                counties.Select(area => cells.SingleOrDefault(x => x.Code == check.Code && x.Area == area)?.NotMet ?? 0).Prepend(cells.SingleOrDefault(x => x.Code == check.Code && x.Level == AreaLevel.City)?.NotMet ?? 0).Select(x => $"{x:N0}"),
                numbers);
        }

        var found = checks.Where(x => cells.Any(cell => cell.Code == x.Code && cell.NotMet > 0)).ToList();
        Assert.True(found.Count > 8, $"{found.Count} checks found something");
        Assert.Contains(found, x => x.Kind == RuleKind.Error);
        Assert.Contains(found, x => x.Kind == RuleKind.Warning);

        // From the number to the household that it counts, which says the same of itself.
        foreach (var check in new[] { found.First(x => x.Subject == SubjectKind.Household), found.First(x => x.Subject == SubjectKind.Person) })
        {
            var list = await JudgedHost.TextAsync(client, WebUtility.HtmlDecode(Drill.To(check.Subject, check.Code, "N", JudgedHost.November, new(AreaLevel.City, ""))));
            var row = Regex.Match(list, "<td class=\"row-actions\"><a href=\"(/(?:households|persons)/[0-9a-f-]{36})\"").Groups[1].Value;
            var file = await JudgedHost.TextAsync(client, row);
            if (row.StartsWith("/persons", StringComparison.Ordinal))
            {
                file = await JudgedHost.TextAsync(client, Regex.Match(file, "/households/[0-9a-f-]{36}").Value);
            }

            Assert.Contains(check.Title, file, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_changes_of_a_month_list_who_went_from_one_answer_to_another()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        await using var db = city.Host.Open();
        var (before, now, rule) = (await city.RunOfAsync(JudgedHost.October), await city.RunOfAsync(JudgedHost.November), city.Rules["R-M01-3"]);
        var then = await LettersAsync(db, before, rule);
        var moves = (await LettersAsync(db, now, rule)).Where(x => then.TryGetValue(x.Key, out var letter) && letter != x.Value)
            .GroupBy(x => (From: then[x.Key], To: x.Value)).ToDictionary(x => x.Key, x => x.Select(y => y.Key).ToHashSet());
        Assert.NotEmpty(moves);
        var page = await JudgedHost.TextAsync(client, "/months/2025-11?rule=R-M01-3");
        foreach (var ((from, to), subjects) in moves)
        {
            var address = $"/months/2025-11/changes?rule=R-M01-3&from={from}&to={to}";
            Assert.Contains($"href=\"{WebUtility.HtmlEncode(address)}\">{subjects.Count:N0}<", page, StringComparison.Ordinal);
            var listed = new HashSet<Guid>();
            for (string? next = address; next is not null;)
            {
                var list = await JudgedHost.TextAsync(client, next);
                listed.UnionWith(Regex.Matches(list, "card-title\" data-label=\"对象\">\\s*<a href=\"/households/([0-9a-f-]{36})\"").Select(x => Guid.Parse(x.Groups[1].Value)));
                next = Regex.Match(list, "href=\"([^\"]*)\" rel=\"next\"") is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
            }

            Assert.Equal(subjects.Order(), listed.Order());
        }

        Assert.Contains("没有这样的变化", await JudgedHost.TextAsync(client, "/months/2025-11/changes?rule=R-M01-3&from=-&to=U"), StringComparison.Ordinal);
        Assert.Contains("没有这样的变化", await JudgedHost.TextAsync(client, "/months/2023-11/changes?rule=R-X&from=M&to=N"), StringComparison.Ordinal);
    }

    private static async Task<Dictionary<Guid, char>> LettersAsync(AnjuDb db, MonthlyRun run, Rule rule)
    {
        var place = run.PlaceOf(rule.Subject.Code, rule.Code);
        var kind = rule.Subject.Code;
        return await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number && x.Subject == kind).ToDictionaryAsync(x => x.SubjectId, x => x.Letters[place], Stop);
    }

    private static string SectionOf(string page, Measure article) =>
        Regex.Match(page, $"<section class=\"clause\" id=\"{article.Article.Code}\".*?</section>", RegexOptions.Singleline).Value;

    private static string RowOf(string page, string key) => WebUtility.HtmlDecode(page.Split("<tr>").Single(row => Key().Match(row).Groups[1].Value == key));

    private static string Plain(string html) => WebUtility.HtmlDecode(Tags().Replace(html, ""));

    private static string Compact(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex("<div class=\"under\">([^<]*)</div>")]
    private static partial Regex Key();

    [GeneratedRegex("<sup>.*?</sup>")]
    private static partial Regex Sup();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<tr>\\s*<th scope=\"row\"")]
    private static partial Regex Rows();
}
