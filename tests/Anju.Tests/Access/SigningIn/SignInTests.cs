using System.Net;
using Anju.Access;
using Anju.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>From a one-time code to a session, and what stands in the way of everybody else (requirements A1 to A8).</summary>
[OnBothDatabases]
public sealed class SignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_administrator_comes_in_by_the_one_time_code_once()
    {
        await using var host = await AccessHost.StartAsync();
        Assert.Equal(["auditadmin", "secadmin", "sysadmin"], host.Codes.Keys.Order(StringComparer.Ordinal));

        var browser = await host.EnrolAsync("sysadmin");

        Assert.Contains("系统管理员", browser.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/accounts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync("/households")).Status);
        var again = await host.Browser().SendAsync("/sign-in/first", ("name", "sysadmin"), ("code", host.Codes["sysadmin"]));
        Assert.Equal((HttpStatusCode.Unauthorized, true), (again.Status, again.Page.Contains(SignInSteps.Wrong.Message, StringComparison.Ordinal)));
        Assert.False((await host.Services.GetRequiredService<FirstAdministrators>().OpenAsync(Stop)).IsOk);
    }

    [Fact]
    public async Task A_one_time_code_dies_after_a_day()
    {
        await using var host = await AccessHost.StartAsync();
        host.Clock.Now += TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1);

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser().SendAsync("/sign-in/first", ("name", "sysadmin"), ("code", host.Codes["sysadmin"]))).Status);
    }

    [Fact]
    public async Task A_password_alone_opens_nothing()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");
        var browser = await host.Browser().SendAsync("/sign-in", ("name", "SysAdmin"), ("password", AccessHost.Password));
        Assert.Equal("/sign-in/code", browser.Path);

        var doors = Door.Of(host.Services).Where(door => !door.IsPublic && door.Names.Count == 0 && door.Method == "GET").ToList();
        Assert.True(doors.Count > 20);
        foreach (var door in doors)
        {
            using var answer = await browser.Client.SendAsync(new(HttpMethod.Get, door.Template) { Headers = { Accept = { new("application/json") } } }, Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{door}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_code_counts_once_and_only_for_its_time()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");

        Task<Browser> TryAsync(string code) => host.Browser().SendAsync("/sign-in", ("name", "sysadmin"), ("password", AccessHost.Password))
            .ContinueWith(first => first.GetAwaiter().GetResult().SendAsync(null, ("code", code)), Stop, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

        Assert.Equal("/sign-in/code", (await TryAsync(host.CodeOf("sysadmin"))).Path);
        host.Clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync(host.CodeOf("sysadmin", -2))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync(host.CodeOf("sysadmin", +1))).Status);
        var late = host.CodeOf("sysadmin", -1);
        Assert.Equal("/me", (await TryAsync(late)).Path);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync(late)).Status);
    }

    [Fact]
    public async Task Of_twenty_that_bring_one_code_at_once_one_gets_in()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");
        host.Clock.Now += TimeSpan.FromMinutes(1);
        var (account, codes) = (await host.AccountAsync("sysadmin"), host.Services.GetRequiredService<AuthenticatorCodes>());
        var code = host.CodeOf("sysadmin");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => codes.UseAsync(account, code, Stop), Stop)));

        Assert.Single(outcomes, true);
    }

    [Fact]
    public async Task After_five_failures_the_right_password_is_refused_for_a_while_and_elsewhere_is_not()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");
        await host.EnrolAsync("secadmin");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser().SendAsync("/sign-in", ("name", "sysadmin"), ("password", "Falsch 123 x"))).Status);
        }

        var sixth = await host.Browser().SendAsync("/sign-in", ("name", "sysadmin"), ("password", AccessHost.Password));
        Assert.Equal((HttpStatusCode.Unauthorized, true), (sixth.Status, sixth.Page.Contains(SignInSteps.Wrong.Message, StringComparison.Ordinal)));
        Assert.Equal("/me", (await host.SignInAsync("secadmin")).Path);

        host.Clock.Now += TimeSpan.FromMinutes(15);
        Assert.Equal("/me", (await host.SignInAsync("sysadmin")).Path);
        Assert.True((await host.EventsAsync(SecurityEventKind.SignInFailed)).Count >= 6);
    }

    [Fact]
    public async Task An_address_that_tries_many_names_must_wait_and_others_need_not()
    {
        await using var host = await AccessHost.StartAsync();
        var failures = host.Services.GetRequiredService<FailedSignIns>();
        for (var i = 0; i < 200; i++)
        {
            await failures.NoteAsync($"name{i % 50}", "10.0.0.9", Stop);
        }

        Assert.Equal(Gate.TooMany, await failures.GateAsync("sysadmin", "10.0.0.9", Stop));
        Assert.Equal(Gate.Open, await failures.GateAsync("sysadmin", "10.0.0.8", Stop));
        for (var i = 0; i < 40; i++)
        {
            await failures.NoteAsync("nobody", "127.0.0.1", Stop);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.Browser().SendAsync("/sign-in", ("name", "sysadmin"), ("password", "x"))).Status);
    }

    [Fact]
    public async Task A_name_guessed_at_from_everywhere_stays_open_where_its_owner_signs_in()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");
        var failures = host.Services.GetRequiredService<FailedSignIns>();
        for (var i = 0; i < 60; i++)
        {
            await failures.NoteAsync("sysadmin", $"10.0.1.{i}", Stop);
        }

        Assert.Equal(Gate.Shut, await failures.GateAsync("sysadmin", "10.0.2.1", Stop));
        Assert.Equal("/me", (await host.SignInAsync("sysadmin")).Path);
    }

    [Fact]
    public async Task Names_that_somebody_has_and_that_nobody_has_are_answered_alike()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");

        var known = await host.Browser().SendAsync("/sign-in", ("name", "sysadmin"), ("password", "Falsch 123 x"));
        var unknown = await host.Browser().SendAsync("/sign-in", ("name", "nobodyx"), ("password", "Falsch 123 x"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (known.Status, unknown.Status));
        Assert.Equal(Bare(known, "sysadmin"), Bare(unknown, "nobodyx"));

        static string Bare(Browser browser, string name) =>
            System.Text.RegularExpressions.Regex.Replace(browser.Page.Replace(name, "", StringComparison.Ordinal), "name=\"__RequestVerificationToken\" value=\"[^\"]*\"|<!--.*?-->", "");
    }

    [Fact]
    public async Task Passwords_are_stored_by_the_rounds_asked_for_and_older_ones_are_renewed_on_signing_in()
    {
        await using var host = await AccessHost.StartAsync(settings => settings with { SignIn = new() });
        await host.EnrolAsync("sysadmin");
        Assert.Equal(210_000, Rounds((await host.AccountAsync("sysadmin")).PasswordHash!));
        var old = new PasswordHasher<UserAccount>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));
        var id = (await host.AccountAsync("sysadmin")).Id;
        Assert.True(await host.Services.GetRequiredService<AccountRows>().ChangeAsync(id, account => account.PasswordHash = old.HashPassword(null!, AccessHost.Password), Stop));

        await host.SignInAsync("sysadmin");

        Assert.Equal(210_000, Rounds((await host.AccountAsync("sysadmin")).PasswordHash!));

        // Format 1: marker, algorithm, rounds, size of the salt, big-endian.
        static int Rounds(string hash) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5, 4));
    }

    [Theory]
    [InlineData("Kurz 12", "至少")]
    [InlineData("nurkleinbuchstaben", "三类")]
    [InlineData("Chenzhou-2025", "容易猜到")]
    [InlineData("郴州Ab123456", "容易猜到")]
    [InlineData("Ab-431000-xyz", "容易猜到")]
    [InlineData("Sysadmin-77-x", "用户名")]
    [InlineData("Aa1Aa1Aa1Aa1", "重复")]
    public async Task A_password_that_is_guessed_first_is_refused(string password, string why)
    {
        await using var host = await AccessHost.StartAsync();
        var browser = await host.Browser().SendAsync("/sign-in/first", ("name", "sysadmin"), ("code", host.Codes["sysadmin"]));

        await browser.SendAsync(null, ("password", password), ("again", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(why, browser.Page, StringComparison.Ordinal);
        Assert.Null((await host.AccountAsync("sysadmin")).PasswordHash);
    }

    [Theory]
    [InlineData("山高水长 Long-2 go 一路平安")]
    [InlineData("🌾Feld-und-Wald-9")]
    public async Task Long_ones_and_any_script_are_welcome(string password)
    {
        await using var host = await AccessHost.StartAsync();
        Assert.Equal("/me", (await host.EnrolAsync("sysadmin", password)).Path);
    }

    [Fact]
    public async Task A_password_lasts_ninety_days_and_none_of_the_last_five_comes_again()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");
        host.Clock.Now += TimeSpan.FromDays(91);

        var browser = await host.Browser().SendAsync("/sign-in", ("name", "sysadmin"), ("password", AccessHost.Password));
        Assert.Equal("/sign-in/password", browser.Path);
        await browser.SendAsync(null, ("password", AccessHost.Password), ("again", AccessHost.Password));
        Assert.Contains("最近 5 次", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync(null, ("password", "Feng-he 88 ri"), ("again", "Feng-he 88 ri"));
        Assert.Equal("/sign-in/code", browser.Path);
        Assert.Equal("/me", (await browser.SendAsync(null, ("code", host.CodeOf("sysadmin")))).Path);
    }

    [Fact]
    public async Task A_reset_shows_no_password_ends_sessions_and_lets_the_person_choose_anew()
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.EnrolAsync("sysadmin");
        var other = await host.EnrolAsync("secadmin");
        Assert.Equal(HttpStatusCode.OK, (await other.OpenAsync("/posts")).Status);
        var account = await host.AccountAsync("secadmin");

        await admin.SendAsync($"/accounts/{account.Id}", [], "reset");

        host.Codes["secadmin"] = System.Text.RegularExpressions.Regex.Match(admin.Page, "[A-Z2-9]{4}(-[A-Z2-9]{4}){3}").Value;
        Assert.NotEmpty(host.Codes["secadmin"]);
        Assert.DoesNotContain(account.PasswordHash!, admin.Page, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await other.OpenAsync("/posts")).Path, StringComparison.Ordinal);
        await host.EnrolAsync("secadmin", "Xin-de 31 kou");
    }
}
