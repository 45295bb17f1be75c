using System.Net;
using Anju.Access;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>A passkey instead of the authenticator's code (requirement A1), against an authenticator in software.</summary>
[OnBothDatabases]
public sealed class PasskeyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_made_once_one_is_signed_in_and_then_signs_in_and_confirms()
    {
        await using var host = await AccessHost.StartAsync();
        var (browser, key) = await MadeAsync(host);
        Assert.Contains("通行密钥已登记", browser.Page, StringComparison.Ordinal);

        var other = await PasswordAsync(host);
        Assert.Contains("用通行密钥登录", other.Page, StringComparison.Ordinal);
        await AnswerAsync(other, key);

        Assert.Equal("/me", other.Path);
        await using (var db = host.Open())
        {
            Assert.Contains(await db.Set<UserSession>().ToListAsync(Stop), session => session.Way == SignInWay.Passkey);
            Assert.NotNull((await db.Set<Passkey>().SingleAsync(Stop)).UsedAt);
        }

        // What is sensitive asks again, and takes it too.
        host.Clock.Now += TimeSpan.FromMinutes(6);
        await other.OpenAsync("/me/password");
        Assert.StartsWith("/confirm", other.Path, StringComparison.Ordinal);
        await AnswerAsync(other, key, "confirm-by-passkey");
        Assert.Equal("/me/password", other.Path);
        Assert.Contains(await host.EventsAsync(SecurityEventKind.SecondFactorChanged), what => what.Detail == "登记通行密钥");
        Assert.Contains(await host.EventsAsync(SecurityEventKind.SteppedUp), what => what.Succeeded);
    }

    [Fact]
    public async Task Whoever_has_shown_nothing_is_asked_nothing_and_making_one_asks_who_it_is_first()
    {
        await using var host = await AccessHost.StartAsync();
        var browser = await host.EnrolAsync("secadmin");
        using var stranger = await host.Browser().Client.PostAsync(Passkeys.AskAddress, null, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);

        host.Clock.Now += TimeSpan.FromMinutes(6);
        using var made = await browser.Client.PostAsync(Passkeys.MakeAddress, null, Stop);
        Assert.StartsWith("/confirm", made.RequestMessage!.RequestUri!.PathAndQuery, StringComparison.Ordinal);
        Assert.StartsWith("/confirm", (await browser.OpenAsync("/me/passkey")).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another site")]
    [InlineData("nobody verified")]
    [InlineData("wrong signature")]
    [InlineData("another question")]
    [InlineData("too late")]
    [InlineData("no JSON")]
    [InlineData("nothing")]
    public async Task A_wrong_answer_opens_nothing(string how)
    {
        await using var host = await AccessHost.StartAsync();
        var (_, key) = await MadeAsync(host);
        var browser = await PasswordAsync(host);
        switch (how)
        {
            case "another site": key.Origin = "https://evil.example"; break;
            case "nobody verified": key.Verifies = false; break;
            case "wrong signature": key.SignsWrong = true; break;
            default: break;
        }

        var answer = key.Use(await QuestionAsync(browser, Passkeys.AskAddress));
        if (how == "another question")
        {
            await QuestionAsync(browser, Passkeys.AskAddress);
        }

        if (how == "too late")
        {
            host.Clock.Now += TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(1);
        }

        await browser.SendAsync(null, [("passkey", how switch { "no JSON" => "{", "nothing" => "", _ => answer })], "passkey");

        Assert.Equal((HttpStatusCode.Unauthorized, true), (browser.Status, browser.Page.Contains(Passkeys.Failed.Message, StringComparison.Ordinal)));
        Assert.StartsWith("/sign-in", (await browser.OpenAsync("/me")).Path, StringComparison.Ordinal);
        Assert.Contains(await host.EventsAsync(SecurityEventKind.SignInFailed), what => what.Detail == "通行密钥");
    }

    [Fact]
    public async Task Of_twenty_that_bring_one_answer_at_once_one_gets_in()
    {
        await using var host = await AccessHost.StartAsync();
        var (_, key) = await MadeAsync(host);
        var account = await host.AccountAsync("secadmin");
        var browser = await PasswordAsync(host);
        var answer = key.Use(await QuestionAsync(browser, Passkeys.AskAddress));
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext { Request = { Scheme = "http", Host = new(host.Address.Host, host.Address.Port) } };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Passkeys>().UseAsync(context, account, answer);
        }));

        Assert.Equal(1, outcomes.Count(got => got));
    }

    [Fact]
    public async Task Somebody_else_s_opens_nothing()
    {
        await using var host = await AccessHost.StartAsync();
        var (_, key) = await MadeAsync(host);
        await host.EnrolAsync("sysadmin");
        var browser = await host.Browser().SendAsync("/sign-in", ("name", "sysadmin"), ("password", AccessHost.Password));
        Assert.DoesNotContain("用通行密钥登录", browser.Page, StringComparison.Ordinal);
        var question = await QuestionAsync(browser, Passkeys.AskAddress);

        await using var scope = host.Services.CreateAsyncScope();
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext { Request = { Scheme = "http", Host = new(host.Address.Host, host.Address.Port) } };
        Assert.False(await scope.ServiceProvider.GetRequiredService<Passkeys>().UseAsync(context, await host.AccountAsync("sysadmin"), key.Use(question)));
    }

    [Fact]
    public async Task One_that_was_put_into_the_database_opens_nothing_and_a_reset_takes_all()
    {
        await using var host = await AccessHost.StartAsync();
        var (_, key) = await MadeAsync(host);
        var forged = new TestAuthenticator(host.Address.GetLeftPart(UriPartial.Authority));
        await using (var db = host.OpenAsOwner())
        {
            // The operator of the database hands the account another key: the old one is kept, to be put back.
            var own = await db.Set<Passkey>().Select(passkey => passkey.PublicKey).SingleAsync(Stop);
            await db.Set<Passkey>().ExecuteUpdateAsync(set => set.SetProperty(passkey => passkey.SignCount, 0).SetProperty(passkey => passkey.Device, "另一台"), Stop);
            Assert.NotEqual(own, forged.PublicKey);
        }

        var browser = await PasswordAsync(host);
        await AnswerAsync(browser, key);
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        await using (var db = host.Open())
        {
            var rows = await new RowCodesHold().CheckAsync(db, Stop);
            Assert.Contains(rows.Wrong, wrong => wrong.Contains("passkey", StringComparison.Ordinal));
        }

        var account = await host.AccountAsync("secadmin");
        await host.Services.GetRequiredService<Accounts>().ResetAsync(account.Id, Actor.System, Stop);
        await using var after = host.Open();
        Assert.Empty(await after.Set<Passkey>().ToListAsync(Stop));
    }

    [Fact]
    public async Task Its_owner_parts_with_it()
    {
        await using var host = await AccessHost.StartAsync();
        var (browser, key) = await MadeAsync(host);
        await using var db = host.Open();
        var id = (await db.Set<Passkey>().SingleAsync(Stop)).Id;

        await browser.SendAsync("/me", [], $"remove-passkey-{id}");

        Assert.Empty(await db.Set<Passkey>().ToListAsync(Stop));
        var other = await PasswordAsync(host);
        Assert.DoesNotContain("用通行密钥登录", other.Page, StringComparison.Ordinal);
        Assert.Contains(await host.EventsAsync(SecurityEventKind.SecondFactorChanged), what => what.Detail == "删除通行密钥");
        Assert.NotNull(key);
    }

    private static async Task<(Browser Browser, TestAuthenticator Key)> MadeAsync(AccessHost host)
    {
        var browser = await host.EnrolAsync("secadmin");
        var key = new TestAuthenticator(host.Address.GetLeftPart(UriPartial.Authority));
        await browser.OpenAsync("/me/passkey");
        await browser.SendAsync(null, [("passkey", key.Make(await QuestionAsync(browser, Passkeys.MakeAddress)))], "make-passkey");
        Assert.Equal("/me?done=passkey", browser.Path);
        return (browser, key);
    }

    private static Task<Browser> PasswordAsync(AccessHost host) => host.Browser().SendAsync("/sign-in", ("name", "secadmin"), ("password", AccessHost.Password));

    private static async Task<string> QuestionAsync(Browser browser, string address)
    {
        using var answer = await browser.Client.PostAsync(address, null, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task AnswerAsync(Browser browser, TestAuthenticator key, string form = "passkey") =>
        await browser.SendAsync(null, [("passkey", key.Use(await QuestionAsync(browser, Passkeys.AskAddress)))], form);
}
