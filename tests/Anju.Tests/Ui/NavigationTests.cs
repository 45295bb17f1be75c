using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Kernel;

namespace Anju.Tests.Ui;

/// <summary>The left navigation leads everybody to what is open to them, and to nothing else.</summary>
[OnBothDatabases]
public sealed partial class NavigationTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_line_opens_for_whom_it_is_shown(Role role)
    {
        using var client = await host.SignInAsync(role);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        foreach (var href in Lines(await client.GetStringAsync("/me", Stop)))
        {
            using var answer = await client.GetAsync(href, Stop);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently, $"{role} {href}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task An_auditor_is_not_led_to_the_import_and_a_county_officer_is()
    {
        using var auditor = await host.SignInAsync(Role.Auditor);
        using var officer = await host.SignInAsync(Role.CountyOfficer);

        var (his, hers) = (Lines(await auditor.GetStringAsync("/months", Stop)), Lines(await officer.GetStringAsync("/months", Stop)));

        Assert.DoesNotContain("/import", his);
        Assert.Contains("/import", hers);
        Assert.Contains("/api-docs", his);
        Assert.Equal(hers.Except(["/import"]), his);
        using var refused = await auditor.GetAsync("/import", Stop);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task The_page_of_the_api_is_ours_and_loads_nothing_from_elsewhere()
    {
        using var client = await host.SignInAsync(Role.Auditor);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        var answer = await client.GetAsync("/api-docs", Stop);
        var page = await (answer.StatusCode == HttpStatusCode.OK ? answer : await client.GetAsync(answer.Headers.Location, Stop)).Content.ReadAsStringAsync(Stop);
        var described = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", Stop))!;

        Assert.Contains("<title>安居 数据接口</title>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Matches("\"withDefaultFonts\":\\s*false", page);
        Assert.Contains("zh-CN", page, StringComparison.Ordinal);
        Assert.Equal("安居 数据接口", (string?)described["info"]!["title"]);
        var tags = described["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).ToHashSet();
        foreach (var operation in described["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()))
        {
            Assert.Contains(operation.Value!["summary"]!.ToString(), c => c is >= '\u4e00' and <= '\u9fff');
            Assert.All(operation.Value["tags"]!.AsArray(), tag => Assert.Contains((string)tag!, tags));
        }
    }

    private static List<string> Lines(string page) =>
        [.. Hrefs().Matches(Regex.Match(page, "<nav id=\"side\".*?</nav>", RegexOptions.Singleline).Value).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Hrefs();
}
