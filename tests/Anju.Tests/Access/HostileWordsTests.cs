using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Tests.Ledgers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>
/// Words that mean something to a database, a browser or a pattern are words here and nothing else (requirements C1, C2, C9
/// and C10).
/// </summary>
[OnBothDatabases]
public sealed class HostileWordsTests(TestHost host) : IClassFixture<TestHost>
{
    /// <summary>Pairs that are the same nonsense as values, and true and false as parts of a statement.</summary>
    private static readonly (string True, string False)[] Pairs =
    [
        ("zz' OR '1'='1", "zz' OR '1'='2"),
        ("zz' OR 1=1 --", "zz' OR 1=2 --"),
        ("zz\" OR 1=1 --", "zz\" OR 1=2 --"),
        ("zz') OR ('1'='1", "zz') OR ('1'='2"),
        ("zz' UNION SELECT 1 --", "zz' UNION SELECT 2 WHERE 1=2 --"),
        ("%", "zz%zz"),
        ("_", "zz_zz"),
    ];

    /// <summary>What a page would run, if it were not words.</summary>
    private static readonly string[] Scripts = ["<img src=x onerror=xss()>", "\"><svg onload=xss()>", "\" onfocus=xss() x=\"", "</textarea><script>xss()</script>"];

    /// <summary>All of it in two words, for where there is much to ask.</summary>
    private static readonly string[] Everything = ["zz' OR 1=1 --" + Scripts[1] + "%", Scripts[0] + "\"') UNION SELECT 1 --"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => EveryLedger.Codes;

    public static TheoryData<string> Open => EveryLedger.Open;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_value_that_would_change_a_statement_is_a_value(string code)
    {
        var client = await host.SignInAsync(Role.CityLead);
        var ledger = host.Catalogue.Find(code)!;
        var parameters = ledger.Columns.Where(new FieldAccess(host.ActorOf(Role.CityLead)).MayRead).Select(column => column.Parameter)
            .Concat(["q", "county", "site", "line", "sort", "desc", "after", "before", "end", "size", "batch", "verdict", "rule", "indicator", "month"]).Distinct().ToList();

        var found = await FoundAsync(parameters, async (name, value) =>
        {
            using var answer = await client.PostAsync($"/api/{code}/search", Json(new() { [name] = value }), Stop);
            return await CountAsync(answer);
        });

        Assert.Empty(found);
    }

    /// <summary>The same probe finds a place where text goes into a statement.</summary>
    [Fact]
    public async Task The_probe_finds_a_planted_hole()
    {
        await using var db = host.Open();
        var found = await FoundAsync(["name"], async (_, value) =>
        {
            try
            {
                await using var command = await BulkRead.CommandAsync(db, $"SELECT count(*) FROM person WHERE name = '{value}'", [], Stop);
                return Convert.ToInt32(await command.ExecuteScalarAsync(Stop));
            }
            catch (System.Data.Common.DbException)
            {
                return -1;
            }
        });

        Assert.Contains(found, one => one.Contains("zz' OR '1'='1", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Nothing_but_a_column_is_sorted_or_filtered_by(string code)
    {
        var client = await host.SignInAsync(Role.CityLead);
        foreach (var name in (string[])["id; DROP TABLE person", "id'", "id\"", "(SELECT 1)", "id desc", "rowid", "xmin", "county_code", "name--", "id/**/", "1"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/{code}/?sort={Uri.EscapeDataString(name)}", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/{code}/?{Uri.EscapeDataString(name)}=1", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/ledgers/{code}/export?format=csv&sort={Uri.EscapeDataString(name)}", Stop)).StatusCode);
        }
    }

    /// <summary>Every parameter of every page, as the pages name them.</summary>
    [Fact]
    public async Task No_parameter_of_a_page_breaks_it_or_is_given_back_as_markup()
    {
        var client = await host.SignInAsync(Role.CityLead);
        var values = await DoorValues.OfAsync(host, EveryLedger.County);
        var asked = 0;
        foreach (var page in Web.Product.Modules.Assemblies.Append(typeof(Web.Pages.App).Assembly).SelectMany(assembly => assembly.GetTypes()))
        {
            var names = page.GetProperties().Select(property => (property, property.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(x => x.Item2 is not null)
                .Select(x => x.Item2!.Name ?? x.property.Name).Append("q").Distinct().ToList();
            foreach (var route in page.GetCustomAttributes<RouteAttribute>())
            {
                if (new Door("GET", route.Template, false, null).At(values) is not { } address)
                {
                    continue;
                }

                foreach (var (name, word) in names.SelectMany(_ => Everything, (name, word) => (name, word)))
                {
                    using var answer = await client.GetAsync($"{address}?{name}={Uri.EscapeDataString(word)}", Stop);
                    var body = await answer.Content.ReadAsStringAsync(Stop);
                    Assert.True((int)answer.StatusCode < 500, $"{address}?{name}={word}: {answer.StatusCode}");
                    Assert.DoesNotContain(Scripts, script => body.Contains(script, StringComparison.OrdinalIgnoreCase));
                    asked++;
                }
            }
        }

        Assert.True(asked > 200, $"{asked} questions only");
    }

    /// <summary>Stored in every text that takes it, and then shown on every page, in every file and by the API's pages.</summary>
    [Theory]
    [MemberData(nameof(Open))]
    public async Task What_is_stored_is_shown_as_it_was_typed(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var ledger = host.Catalogue.Find(code)!;
        var line = await host.LineAsync(code);
        var stored = new List<string>();
        foreach (var (place, column) in ledger.Columns.Where(column => column.Kind == ColumnKind.Text && !column.Computed).Index())
        {
            var script = Scripts[place % Scripts.Length];
            var now = (await client.GetFromJsonAsync<JsonObject>($"/api/{code}/{line.Id}", Stop))!;
            now[column.Field] = script;
            using var answer = await client.PutAsync($"/api/{code}/{line.Id}?reason={Uri.EscapeDataString(script)}", Json(now), Stop);
            Assert.True((int)answer.StatusCode < 500, $"{column.Field}: {answer.StatusCode}");
            stored.AddRange(answer.IsSuccessStatusCode ? [column.Field] : []);
        }

        Assert.NotEmpty(stored);
        var household = line is Household ? line.Id : line.GetType().GetProperty("HouseholdId")?.GetValue(line) as Guid? ?? Guid.Empty;
        var shown = 0;
        foreach (var address in (string[])[
            ledger.ListAddress, ledger.AddressOf(line.Id), $"/ledgers/{code}/{line.Id}", $"/ledgers/{code}/{line.Id}/edit", $"/ledgers/{code}/{line.Id}/unmask",
            $"/households/{household}", $"/households/{household}/verify", $"/households/{household}/split", "/work", "/months"])
        {
            using var answer = await client.GetAsync(address, Stop);
            var body = await answer.Content.ReadAsStringAsync(Stop);
            Assert.DoesNotContain(Scripts, script => body.Contains(script, StringComparison.OrdinalIgnoreCase));
            shown += Scripts.Any(script => WebUtility.HtmlDecode(body).Contains(script, StringComparison.Ordinal)) ? 1 : 0;
        }

        // At least the record itself and its form have shown it, in harmless letters.
        Assert.True(shown >= 2, $"{shown} pages show what was stored in {string.Join(", ", stored)}");
    }

    /// <summary>One component writes markup itself: the choices of a drop-down, each encoded. Scripts write text, never markup.</summary>
    [Fact]
    public void Markup_is_written_by_components_only()
    {
        Assert.Equal(["Field.razor"], Sources("*.razor", "*.cs").Where(file => File.ReadAllText(file).Contains("MarkupString", StringComparison.Ordinal)).Select(Path.GetFileName));
        string[] words = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc", "javascript:"];
        Assert.DoesNotContain(Sources("*.js", "*.razor"), file => words.Any(word => File.ReadAllText(file).Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>No page keeps a line open to the server, so there is no hub whose origin and messages would have to be watched (C9).</summary>
    [Fact]
    public void There_is_no_hub()
    {
        var doors = host.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.NotEmpty(doors);
        Assert.DoesNotContain(doors, door => door.Metadata.Any(one => one.GetType().Name.Contains("Hub", StringComparison.Ordinal)) || door.DisplayName?.Contains("_blazor/negotiate", StringComparison.Ordinal) == true);
    }

    /// <summary>Every pattern gives up after a time (C10).</summary>
    [Fact]
    public void Every_pattern_is_bounded()
    {
        var patterns = Web.Product.Modules.Assemblies.Append(typeof(Web.Pages.App).Assembly).Append(typeof(AnjuDb).Assembly).Distinct().SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0 && !method.ContainsGenericParameters)
            .Select(method => (method.Name, Pattern: (Regex)method.Invoke(null, null)!)).ToList();

        Assert.True(patterns.Count >= 7, $"{patterns.Count} patterns only");
        Assert.DoesNotContain(patterns, one => one.Pattern.MatchTimeout == Regex.InfiniteMatchTimeout && !one.Pattern.Options.HasFlag(RegexOptions.NonBacktracking));
        Assert.DoesNotContain(Sources("*.cs", "*.razor"), file => Regex.IsMatch(File.ReadAllText(file), @"new Regex\(|Regex\.(Is)?(Match|Matches|Replace|Split)\("));
    }

    /// <summary>Which questions are answered otherwise for what is true as a part of a statement than for what is false, or break.</summary>
    private static async Task<List<string>> FoundAsync(IEnumerable<string> parameters, Func<string, string, Task<int>> countAsync)
    {
        var found = new List<string>();
        foreach (var name in parameters)
        {
            foreach (var (right, wrong) in Pairs)
            {
                var (ifTrue, ifFalse) = (await countAsync(name, right), await countAsync(name, wrong));
                if (ifTrue != ifFalse || ifTrue < 0)
                {
                    found.Add($"{name}={right}: {ifTrue}, {ifFalse}");
                }
            }
        }

        return found;
    }

    /// <summary>How many lines were found; 0 for a refusal, less for a fault.</summary>
    private static async Task<int> CountAsync(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        200 => (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["items"]!.AsArray().Count,
        >= 400 and < 500 => 0,
        var fault => -fault,
    };

    private static IEnumerable<string> Sources(params string[] kinds) => kinds.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(ModuleGraphTests.Root(), "src"), kind, SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
