using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Anju.Access;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Access;

/// <summary>What the server gives away and takes in besides pages: cookies, headers, methods, sizes, errors, paces (C8, D1, D2, D6 to D9).</summary>
[OnSqliteAlone("headers, cookies, paces and faults of the web server")]
public sealed class WebSurfaceTests
{
    private static readonly IPNetwork Here = new(IPAddress.Loopback, 32);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_a_proxy_cookies_are_bound_to_the_host_and_https_is_asked_for()
    {
        await using var host = await AccessHost.StartAsync(settings => settings with { Proxies = [Here] });
        using var client = Client(host);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await client.GetAsync("/sign-in", Stop);

        Assert.StartsWith("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.All((string[])["; path=/", "; secure", "; httponly", "; samesite=strict"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    /// <summary>Each address may ask once: whoever can name another one at will would not be held to it.</summary>
    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.TooManyRequests)]
    public async Task What_a_header_says_of_the_sender_counts_from_the_proxy_only(bool proxied, HttpStatusCode second)
    {
        var paces = new PaceRules { Strangers = new(1, TimeSpan.FromMinutes(5)) };
        await using var host = await AccessHost.StartAsync(settings => settings with { Proxies = proxied ? [Here] : [], Paces = paces });
        var answers = new List<HttpStatusCode>();
        foreach (var sender in (string[])["10.1.2.3", "10.1.2.4"])
        {
            using var client = Client(host);
            client.DefaultRequestHeaders.Add("X-Forwarded-For", sender);
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            answers.Add((await client.GetAsync("/sign-in", Stop)).StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, second], answers);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task Methods_that_nothing_here_asks_for_are_refused(string method)
    {
        await using var host = await AccessHost.StartAsync();
        using var client = Client(host);
        using var answer = await client.SendAsync(new(new(method), "/sign-in") { Headers = { { "Cookie", "canary=431021" } } }, Stop);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.DoesNotContain("canary", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused_as_too_large()
    {
        await using var host = await AccessHost.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = host.Address };
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var form = new StringContent("q=" + new string('x', 9 << 20), Encoding.ASCII, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var answer = await client.PostAsync("/sign-in", form, Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    /// <summary>The database loses a table under the running server.</summary>
    [Theory]
    [InlineData("/accounts", false)]
    [InlineData("/api/household/", true)]
    public async Task A_fault_is_told_with_a_number_and_nothing_of_the_inside(string address, bool isApi)
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.EnrolAsync("sysadmin");
        var browser = isApi ? await People.MakeAsync(host, admin, await host.EnrolAsync("secadmin"), "li.yun", Role.CountyOfficer, "431021", "431021/human-resources") : admin;
        await using var db = host.OpenAsOwner();
        await db.Database.ExecuteSqlRawAsync(isApi ? "ALTER TABLE \"household\" RENAME TO \"away\"" : "ALTER TABLE \"post\" RENAME COLUMN \"from\" TO \"since\"", Stop);

        using var answer = await browser.Client.GetAsync(address, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(isApi ? "traceId" : "编号", text, StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{32}|[0-9A-Z]{13}", text);
        foreach (var inside in (string[])["SELECT", "household\"", "Exception", "   at ", "/src/", "Npgsql", "SQLite", "no such"])
        {
            Assert.DoesNotContain(inside, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Who_goes_too_fast_is_slowed_alone_told_for_how_long_and_noted_once()
    {
        var three = new Allowance(3, TimeSpan.FromMinutes(5));
        await using var host = await AccessHost.StartAsync(settings => settings with { Paces = new() { Of = _ => three, Strangers = null } });
        var (admin, decider) = (await host.EnrolAsync("sysadmin"), await host.EnrolAsync("secadmin"));
        var hasty = await People.MakeAsync(host, admin, decider, "li.yun", Role.CountyOfficer, "431021", "431021/human-resources");
        var calm = await People.MakeAsync(host, admin, decider, "he.qing", Role.CountyOfficer, "431021", "431021/human-resources");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await hasty.OpenAsync("/search?q=x")).Status);
        }

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, (await hasty.OpenAsync("/search?q=x")).Status);
            Assert.Contains("操作太频繁", hasty.Page, StringComparison.Ordinal);
            Assert.Matches("请 [1-9]\\d* 秒后再试", hasty.Page);
        }

        Assert.Equal(HttpStatusCode.OK, (await calm.OpenAsync("/search?q=x")).Status);
        Assert.Equal(HttpStatusCode.OK, (await hasty.OpenAsync("/households")).Status);
        var one = Assert.Single(await host.EventsAsync(SecurityEventKind.Denied));
        Assert.Equal(("pace/search", "查找过于频繁：5 分钟内超过 3 次"), (one.Subject, one.Detail));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_counted_by_address()
    {
        await using var host = await AccessHost.StartAsync(settings => settings with { Paces = new() { Strangers = new(5, TimeSpan.FromMinutes(1)) } });
        using var client = Client(host);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/sign-in", Stop)).StatusCode);
        }

        using var answer = await client.GetAsync("/sign-in", Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/_content/Anju.Ui/icon.svg", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api-docs")]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/swagger")]
    [InlineData("/.env")]
    [InlineData("/appsettings.json")]
    [InlineData("/_framework/debug")]
    [InlineData("/ui-gallery")]
    public async Task Nothing_of_the_inside_is_open_to_whoever_is_not_signed_in(string address)
    {
        await using var host = await AccessHost.StartAsync();
        using var client = Client(host);
        Assert.True((await client.GetAsync(address, Stop)).StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.Redirect, address);
    }

    private static HttpClient Client(AccessHost host) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
}
