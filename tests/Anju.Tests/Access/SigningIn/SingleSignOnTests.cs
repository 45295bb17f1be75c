using System.Net;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>The government's single sign-on: off unless named, says who somebody is and no more, and asks for a second factor (A1).</summary>
[OnSqliteAlone("what a provider says, before an account is looked up as by any sign-in")]
public sealed class SingleSignOnTests : IAsyncLifetime
{
    private TestProvider provider = null!;
    private AccessHost host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await TestProvider.StartAsync();

        // The framework holds the token to the real clock, so ours is the real one too.
        host = await AccessHost.StartAsync(settings => settings with { Sso = new(provider.Address, TestProvider.Client, TestProvider.Secret), Clock = TimeProvider.System });
        host.Clock.Now = TimeProvider.System.GetUtcNow();
        var opened = (await host.Services.GetRequiredService<Accounts>().OpenAsync(new("李云", "li.yun", Office.Work, "gov-7001"), Actor.System, Stop)).Value;
        host.Codes["li.yun"] = opened.FirstCode;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_it_vouches_for_enrols_and_then_brings_a_code_of_our_own_each_time()
    {
        provider.Subject = "gov-7001";
        Assert.Equal("/me", (await EnrolAsync()).Path);

        var again = await ComeAsync();
        Assert.EndsWith("/sign-in/code", again.Path, StringComparison.Ordinal);
        Assert.Contains("/sign-in", (await again.OpenAsync("/me")).Path, StringComparison.Ordinal);
        Assert.Equal(["统一身份认证"], (await host.EventsAsync(SecurityEventKind.SignedIn)).Select(one => one.Detail));
    }

    [Theory]
    [InlineData("mfa", "/me")]
    [InlineData("otp", "/sign-in/code")] // one factor by itself
    public async Task When_it_has_asked_for_two_factors_itself_ours_is_not_asked_for_once_enrolled(string method, string next)
    {
        (provider.Subject, provider.Method) = ("gov-7001", "mfa");
        await EnrolAsync();
        provider.Method = method;

        var browser = await ComeAsync();

        Assert.Equal((next, HttpStatusCode.OK), (browser.Path, browser.Status));
        if (method == "mfa")
        {
            Assert.Contains("李云", browser.Page, StringComparison.Ordinal);

            // A session like any other: no post, nothing to see.
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync("/households")).Status);
        }
    }

    [Theory]
    [InlineData("gov-nobody", null, "unknown", "没有对应的账号")]
    [InlineData("gov-7001", "nonce", "failed", "认证没有完成")]
    [InlineData("gov-7001", "audience", "failed", "认证没有完成")]
    [InlineData("gov-7001", "key", "failed", "认证没有完成")]
    [InlineData("gov-7001", "expired", "failed", "认证没有完成")]
    public async Task Nobody_else_and_no_forged_token_comes_in(string subject, string? wrong, string outcome, string noted)
    {
        (provider.Subject, provider.Method, provider.Wrong) = (subject, "mfa", wrong);
        var browser = await ComeAsync();
        Assert.EndsWith($"/sign-in?sso={outcome}", browser.Path, StringComparison.Ordinal);
        Assert.Contains("/sign-in", (await browser.OpenAsync("/me")).Path, StringComparison.Ordinal);
        Assert.Contains(noted, Assert.Single(await host.EventsAsync(SecurityEventKind.SignInFailed)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_account_does_not_come_in()
    {
        (provider.Subject, provider.Method) = ("gov-7001", "mfa");
        await host.Services.GetRequiredService<Accounts>().SwitchAsync((await host.AccountAsync("li.yun")).Id, disabled: true, Actor.System, Stop);
        Assert.EndsWith("/sign-in?sso=unknown", (await ComeAsync()).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_is_refused()
    {
        (provider.Subject, provider.Method) = ("gov-7001", "mfa");
        var browser = await host.Browser().OpenAsync("/sign-in/sso/back?code=abc&state=def");
        Assert.Contains("/sign-in?sso=failed", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_in_the_settings_there_is_none()
    {
        await using var without = await AccessHost.StartAsync();
        var browser = await without.Browser().OpenAsync("/sign-in");
        Assert.DoesNotContain("统一身份认证", browser.Page, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?next=", (await browser.OpenAsync("/sign-in/sso")).Path, StringComparison.Ordinal); // no such door
    }

    [Theory]
    [InlineData("http://sso.example", "c", true)]
    [InlineData("rubbish", "c", true)]
    [InlineData("https://sso.example", null, true)]
    [InlineData(null, null, false)]
    public void Settings_by_half_are_refused(string? authority, string? client, bool refused)
    {
        string? Said(string name) => name == SingleSignOn.AuthoritySetting ? authority : name == SingleSignOn.ClientSetting ? client : null;
        if (refused)
        {
            Assert.Throws<KnownTroubleException>(() => SingleSignOn.Of(Said));
            return;
        }

        Assert.Null(SingleSignOn.Of(Said));
    }

    /// <summary>The first time: an authenticator of ours.</summary>
    private async Task<Browser> EnrolAsync()
    {
        var browser = await ComeAsync();
        Assert.EndsWith("/sign-in/authenticator", browser.Path, StringComparison.Ordinal);
        host.Keys["li.yun"] = Regex.Match(browser.Page, "密钥</dt>\\s*<dd>\\s*<code>([A-Z2-7 ]+)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        host.Clock.Now = TimeProvider.System.GetUtcNow();
        return await browser.SendAsync(null, ("code", host.CodeOf("li.yun")));
    }

    /// <summary>From the sign-in page to the provider and back, and on by the page that leads on.</summary>
    private async Task<Browser> ComeAsync()
    {
        var browser = await host.Browser().OpenAsync("/sign-in");
        Assert.Contains("href=\"/sign-in/sso\"", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/sign-in/sso");
        var next = Regex.Match(browser.Page, "http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"").Groups[1].Value;
        Assert.False(next.Length == 0, browser.Page);
        return await browser.OpenAsync(WebUtility.HtmlDecode(next));
    }
}
