using System.Net;
using Anju.Access;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>Whoever has the database can write into an account, but not the code that goes with it (requirement E6).</summary>
[OnBothDatabases]
public sealed class AccountRowTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A one-time code that somebody with the database knows would let them choose a password and an authenticator.</summary>
    [Fact]
    public async Task A_one_time_code_put_in_past_the_product_opens_nothing()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");
        await ByHandAsync(host, $"UPDATE user_account SET first_code = '{FirstCodes.DigestOf("AAAA-BBBB-CCCC-DDDD")}', first_code_until = (SELECT max(first_code_until) FROM user_account) WHERE sign_in_name = 'sysadmin'");
        var thief = host.Browser();

        await thief.SendAsync("/sign-in/first", ("name", "sysadmin"), ("code", "AAAA-BBBB-CCCC-DDDD"));

        Assert.EndsWith("/sign-in/first", thief.Path, StringComparison.Ordinal);
        Assert.Contains("不正确", thief.Page, StringComparison.Ordinal);
        await ReportedAsync(host);
    }

    [Theory]
    [InlineData("password_hash = (SELECT password_hash FROM user_account WHERE sign_in_name = 'secadmin')")]
    [InlineData("name = '别人'")]
    [InlineData("external_id = 'somebody'")]
    [InlineData("password_set_at = NULL")]
    public async Task An_account_changed_past_the_product_lets_nobody_in_and_ends_what_was_open(string set)
    {
        await using var host = await AccessHost.StartAsync();
        var open = await host.EnrolAsync("sysadmin");
        host.Clock.Now += TimeSpan.FromMinutes(1);
        await host.EnrolAsync("secadmin", AccessHost.Password + "2");
        Assert.Equal(HttpStatusCode.OK, (await open.OpenAsync("/me")).Status);

        await ByHandAsync(host, $"UPDATE user_account SET {set} WHERE sign_in_name = 'sysadmin'");

        await open.OpenAsync("/me");
        Assert.StartsWith("/sign-in", open.Path, StringComparison.Ordinal);
        var again = host.Browser();
        foreach (var password in (string[])[AccessHost.Password, AccessHost.Password + "2"])
        {
            await again.SendAsync("/sign-in", ("name", "sysadmin"), ("password", password));
            Assert.EndsWith("/sign-in", again.Path, StringComparison.Ordinal);
        }

        await ReportedAsync(host);
    }

    [Fact]
    public async Task A_disabled_account_switched_on_by_hand_stays_shut_and_cannot_be_reset_into_use()
    {
        await using var host = await AccessHost.StartAsync();
        var (accounts, rows) = (host.Services.GetRequiredService<Accounts>(), host.Services.GetRequiredService<AccountRows>());
        var opened = (await accounts.OpenAsync(new("李云", "li.yun", Office.Work), Actor.System, Stop)).Value;
        Assert.True((await accounts.SwitchAsync(opened.Id, disabled: true, Actor.System, Stop)).IsOk);

        await ByHandAsync(host, $"UPDATE user_account SET disabled = {(host.Open().IsSqlite ? "0" : "false")} WHERE sign_in_name = 'li.yun'");

        var browser = host.Browser();
        await browser.SendAsync("/sign-in/first", ("name", "li.yun"), ("code", opened.FirstCode));
        Assert.EndsWith("/sign-in/first", browser.Path, StringComparison.Ordinal);
        Assert.Equal("TAMPERED", (await accounts.ResetAsync(opened.Id, Actor.System, Stop)).Refusal?.Code);
        Assert.Equal("TAMPERED", (await accounts.SwitchAsync(opened.Id, disabled: false, Actor.System, Stop)).Refusal?.Code);
        Assert.False(await rows.ChangeAsync(opened.Id, account => account.Name = "x", Stop));
        await ReportedAsync(host);
    }

    [Fact]
    public async Task Of_many_who_write_at_once_none_is_lost_and_the_code_holds()
    {
        await using var host = await AccessHost.StartAsync();
        var (rows, id) = (host.Services.GetRequiredService<AccountRows>(), (await host.AccountAsync("sysadmin")).Id);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => rows.ChangeAsync(id, account => account.FormerPasswords = [.. account.FormerPasswords, $"p{i}"], Stop), Stop)));

        Assert.Equal(12, (await host.AccountAsync("sysadmin")).FormerPasswords.Distinct().Count());
        await using var db = host.Open();
        Assert.Equal(0, (await new RowCodesHold().CheckAsync(db, Stop)).Failed);
    }

    /// <summary>Codes of an authenticator are counted on without the account being written as a whole.</summary>
    [Fact]
    public async Task Signing_in_day_after_day_leaves_every_code_as_it_must_be()
    {
        await using var host = await AccessHost.StartAsync();
        await host.EnrolAsync("sysadmin");
        await host.SignInAsync("sysadmin");
        await host.SignInAsync("sysadmin");

        await using var db = host.Open();
        var found = await new RowCodesHold().CheckAsync(db, Stop);
        Assert.True(found.Looked >= 6, $"{found.Looked} rows"); // three administrators, three posts
        Assert.Equal(0, found.Failed);
    }

    private static async Task ByHandAsync(AccessHost host, string sql)
    {
        await using var db = host.OpenAsOwner();
        Assert.Equal(0, (await new RowCodesHold().CheckAsync(db, Stop)).Failed);
        await using var command = await BulkRead.CommandAsync(db, sql, [], Stop);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
    }

    private static async Task ReportedAsync(AccessHost host)
    {
        Assert.Contains(await host.EventsAsync(SecurityEventKind.Denied), what => what.Detail.Contains("账号被绕过系统改动过", StringComparison.Ordinal));
        await using var db = host.Open();
        var found = await new RowCodesHold().CheckAsync(db, Stop);
        Assert.Equal(1, found.Failed);
        Assert.Contains("user_account", found.Wrong[0], StringComparison.Ordinal);
    }
}
