using System.Net;
using Anju.Access;
using Anju.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>How long somebody is signed in, and what ends it (requirements A9 to A11).</summary>
[OnBothDatabases]
public sealed class SessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifteen_minutes_without_work_end_a_session_and_work_keeps_it()
    {
        await using var host = await AccessHost.StartAsync();
        var browser = await host.EnrolAsync("secadmin");
        for (var i = 0; i < 4; i++)
        {
            host.Clock.Now += TimeSpan.FromMinutes(14);
            Assert.Equal("/me", (await browser.OpenAsync("/me")).Path);
        }

        host.Clock.Now += TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1);

        Assert.StartsWith("/sign-in?next=", (await browser.OpenAsync("/me")).Path, StringComparison.Ordinal);
        Assert.Contains(await host.EventsAsync(SecurityEventKind.SessionEnded), what => what.Detail.Contains("没有操作", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Eight_hours_end_a_session_whatever_is_done()
    {
        await using var host = await AccessHost.StartAsync();
        var browser = await host.EnrolAsync("secadmin");
        for (var worked = TimeSpan.Zero; worked < TimeSpan.FromHours(8) - TimeSpan.FromMinutes(10); worked += TimeSpan.FromMinutes(10))
        {
            host.Clock.Now += TimeSpan.FromMinutes(10);
            Assert.Equal("/me", (await browser.OpenAsync("/me")).Path);
        }

        host.Clock.Now += TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1);

        Assert.StartsWith("/sign-in", (await browser.OpenAsync("/me")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_sign_in_is_a_new_session_and_the_fourth_ends_the_oldest()
    {
        await using var host = await AccessHost.StartAsync();
        List<Browser> browsers = [await host.EnrolAsync("secadmin")];
        for (var i = 0; i < 3; i++)
        {
            browsers.Add(await host.SignInAsync("secadmin"));
        }

        Assert.StartsWith("/sign-in", (await browsers[0].OpenAsync("/me")).Path, StringComparison.Ordinal);
        Assert.All(browsers[1..], browser => Assert.Equal("/me", browser.Path));
        await using var db = host.Open();
        Assert.Equal(4, await db.Set<UserSession>().Select(session => session.Id).Distinct().CountAsync(Stop));
        Assert.Contains(await host.EventsAsync(SecurityEventKind.SessionEnded), what => what.Detail == "在别处登录过多");
    }

    [Fact]
    public async Task Signing_out_kills_the_session_and_not_only_the_cookie()
    {
        await using var host = await AccessHost.StartAsync();
        var browser = await host.EnrolAsync("secadmin");
        var token = System.Text.RegularExpressions.Regex.Match(browser.Page, "name=\"__RequestVerificationToken\" value=\"([^\"]*)\"").Groups[1].Value;

        using var halting = browser.Halting();
        using var left = await halting.PostAsync("/sign-out", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Stop);

        Assert.Equal(["\"cache\", \"storage\""], left.Headers.GetValues("Clear-Site-Data"));
        await using var db = host.Open();
        Assert.Contains(await db.Set<UserSession>().ToListAsync(Stop), session => session.EndedBy == "退出");
    }

    /// <summary>Whoever was taken out leaves nothing behind either; who was only idle finds the drafts of forms again (requirement D5).</summary>
    [Fact]
    public async Task The_device_is_cleared_once_when_it_next_asks_after_somebody_ended_the_session()
    {
        await using var host = await AccessHost.StartAsync();
        var (browser, idle) = (await host.EnrolAsync("secadmin"), await host.EnrolAsync("auditadmin"));
        using var halting = browser.Halting();
        using var during = await halting.GetAsync("/me", Stop);
        await host.Services.GetRequiredService<Accounts>().SwitchAsync((await host.AccountAsync("secadmin")).Id, disabled: true, Actor.System, Stop);

        using var after = await halting.GetAsync("/me", Stop);
        using var later = await halting.GetAsync("/me", Stop);
        host.Clock.Now += TimeSpan.FromMinutes(16);
        using var haltingIdle = idle.Halting();
        using var ranOut = await haltingIdle.GetAsync("/me", Stop);

        Assert.Equal(["\"cache\", \"storage\""], after.Headers.GetValues("Clear-Site-Data"));
        Assert.All((HttpResponseMessage[])[during, later, ranOut], answer => Assert.False(answer.Headers.Contains("Clear-Site-Data")));
        Assert.Equal((true, false), (during.IsSuccessStatusCode, ranOut.IsSuccessStatusCode));
    }

    [Fact]
    public async Task A_disabled_account_and_an_ended_post_count_from_the_next_request_on()
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.EnrolAsync("sysadmin");
        var decider = await host.EnrolAsync("secadmin");
        var worker = await People.MakeAsync(host, admin, decider, "li.yun", Role.CountyOfficer, "431021", "431021/human-resources");
        Assert.Equal(HttpStatusCode.OK, (await worker.OpenAsync("/households")).Status);
        var account = await host.AccountAsync("li.yun");

        await using (var db = host.Open())
        {
            var post = await db.Set<Post>().FirstAsync(x => x.UserId == account.Id, Stop);
            await admin.OpenAsync($"/accounts/{account.Id}");
            await admin.SendAsync(null, [($"reason-{post.Id}", "调离")], $"end-{post.Id}");
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await worker.OpenAsync("/households")).Status);
        Assert.Contains("没有在任岗位", (await worker.OpenAsync("/me")).Page, StringComparison.Ordinal);

        await admin.SendAsync($"/accounts/{account.Id}", [], "switch");
        Assert.StartsWith("/sign-in", (await worker.OpenAsync("/me")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser().SendAsync("/sign-in", ("name", "li.yun"), ("password", AccessHost.Password))).Status);
    }

    [Fact]
    public async Task What_is_sensitive_asks_again_after_five_minutes_and_leads_back()
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.EnrolAsync("sysadmin");
        var decider = await host.EnrolAsync("secadmin");
        var worker = await People.MakeAsync(host, admin, decider, "li.yun", Role.CountyOfficer, "431021", "431021/human-resources");
        Assert.Equal(HttpStatusCode.OK, (await worker.OpenAsync("/ledgers/household/export?format=csv")).Status);
        host.Clock.Now += TimeSpan.FromMinutes(6);

        Assert.StartsWith("/confirm?next=", (await worker.OpenAsync("/ledgers/household/export?format=csv")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await worker.SendAsync(null, ("code", "000000"))).Status);
        await worker.SendAsync(null, ("code", host.CodeOf("li.yun")));

        Assert.Equal((HttpStatusCode.OK, "/ledgers/household/export?format=csv"), (worker.Status, worker.Path));
        Assert.Equal([false, true], (await host.EventsAsync(SecurityEventKind.SteppedUp)).Where(what => what.ActorName == "li.yun").Select(what => what.Succeeded));
    }

    [Theory]
    [InlineData("/households?size=20", "/households?size=20")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData(null, "/")]
    public void A_way_back_never_leads_elsewhere(string? asked, string led) => Assert.Equal(led, LocalAddress.Of(asked));

    [Fact]
    public async Task Every_sensitive_door_asks()
    {
        await using var host = await AccessHost.StartAsync();
        var doors = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(door => door.Metadata.GetMetadata<StepUpAttribute>() is not null).Select(door => "/" + door.RoutePattern.RawText!.TrimStart('/')).ToHashSet();

        Assert.Superset(new HashSet<string> { "/ledgers/{code}/export", "/work/export.xlsx", "/work/export.csv", "/posts", "/accounts/new", "/accounts/{Id}", "/accounts/{Id}/post", "/me/password" }, doors);
    }
}

/// <summary>People made through the pages, as administrators make them.</summary>
internal static class People
{
    /// <summary>An account, a post proposed and granted, and its owner signed in.</summary>
    public static async Task<Browser> MakeAsync(AccessHost host, Browser admin, Browser decider, string name, Role role, string area, string organisation)
    {
        await admin.SendAsync("/accounts/new", ("name", name), ("signInName", name), ("office", PostRules.OfficeOf(role).ToString()));
        host.Codes[name] = System.Text.RegularExpressions.Regex.Match(admin.Page, "[A-Z2-9]{4}(-[A-Z2-9]{4}){3}").Value;
        var account = await host.AccountAsync(name);
        await admin.SendAsync($"/accounts/{account.Id}/post?role={role}&area={area}", ("organisation", organisation), ("from", "2025-11-01"));
        Assert.Equal($"/accounts/{account.Id}", admin.Path);
        await using var db = host.Open();
        var post = await db.Set<Post>().AsNoTracking().FirstAsync(x => x.UserId == account.Id && x.State == PostState.Proposed);
        await decider.SendAsync("/posts", [], $"decide-{post.Id}");
        Assert.Contains("已批准", decider.Page, StringComparison.Ordinal);
        return await host.EnrolAsync(name);
    }
}
