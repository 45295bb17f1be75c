using System.Net;
using Anju.Access;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>Looking into another county when it cannot wait: for reading, for some hours, seen by that county (requirement B10).</summary>
[OnBothDatabases]
public sealed class EmergencyTests
{
    private const string Reason = "山洪转移，核对临时安置人员";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_other_county_is_read_and_not_written_or_taken_away_until_the_time_is_over()
    {
        await using var city = await CityAsync();
        var (host, officer) = (city.Host, city.Officer);
        Assert.DoesNotContain("YZ-1", (await officer.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);

        await OpenAsync(officer, hours: "2");

        Assert.Equal("/households", officer.Path);
        var list = (await officer.OpenAsync("/ledgers/household")).Page;
        Assert.Contains("YZ-1", list, StringComparison.Ordinal);
        Assert.DoesNotContain("GY-1", list, StringComparison.Ordinal);
        Assert.Contains("紧急查阅宜章县", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.OpenAsync($"/ledgers/household/{city.There}")).Status);
        foreach (var shut in (string[])["/ledgers/household/export?format=csv", "/ledgers/household/new", $"/ledgers/household/{city.There}/edit", $"/ledgers/household/{city.There}/unmask", "/import", "/work/export.csv", "/api/household", "/api/households/YZ-1/file"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.OpenAsync(shut)).Status);
        }

        host.Clock.Now += TimeSpan.FromMinutes(121);
        var again = await host.SignInAsync("li.yun");
        Assert.DoesNotContain("YZ-1", (await again.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);
        Assert.Contains("GY-1", again.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_by_the_clock_within_a_session_and_by_hand()
    {
        await using var city = await CityAsync();
        await OpenAsync(city.Officer, hours: "1");
        for (var minutes = 0; minutes < 60; minutes += 10)
        {
            Assert.Contains("YZ-1", (await city.Officer.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);
            city.Host.Clock.Now += TimeSpan.FromMinutes(10);
        }

        city.Host.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.DoesNotContain("YZ-1", (await city.Officer.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);

        // An hour later it asks who somebody is first.
        Assert.Contains("先确认身份", (await city.Officer.OpenAsync("/emergency")).Page, StringComparison.Ordinal);
        await city.Officer.SendAsync("/confirm?next=%2Femergency", ("code", city.Host.CodeOf("li.yun")));
        await OpenAsync(city.Officer, hours: "1");
        await city.Officer.SendAsync("/emergency", [], "end");
        Assert.DoesNotContain("YZ-1", (await city.Officer.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);
        Assert.Equal(["开始，1 小时：" + Reason, "开始，1 小时：" + Reason, "提前结束"], (await city.Host.EventsAsync(SecurityEventKind.EmergencyAccess)).Select(what => what.Detail));
    }

    [Fact]
    public async Task The_county_that_was_looked_into_is_told_who_and_why_and_nobody_else_is()
    {
        await using var city = await CityAsync();
        await OpenAsync(city.Officer, hours: "2");
        await city.Officer.OpenAsync($"/ledgers/household/{city.There}");

        var desk = await city.Other.OpenAsync("/");
        Assert.Contains("1 次外县人员紧急查阅", $"{desk.Status} {desk.Path} " + desk.Page[desk.Page.IndexOf("<section", StringComparison.Ordinal)..][..400], StringComparison.Ordinal);
        var told = (await city.Other.OpenAsync("/emergency")).Page;
        Assert.Contains(Reason, told, StringComparison.Ordinal);
        Assert.Contains("li.yun", told, StringComparison.Ordinal);
        Assert.Matches("<td data-label=\"查看（次）\" class=\"num\">1</td>", told);

        Assert.DoesNotContain(Reason, (await city.Third.OpenAsync("/emergency")).Page, StringComparison.Ordinal);
        Assert.DoesNotContain("外县人员紧急查阅", (await city.Third.OpenAsync("/")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_told_and_nothing_is_opened()
    {
        await using var city = await CityAsync();
        foreach (var (county, hours, reason, said) in ((string, string, string, string)[])
        [
            ("431021", "4", Reason, "本县以外"), ("999999", "4", Reason, "本县以外"), ("431022", "25", Reason, "1 到 24 小时"), ("431022", "0", Reason, "1 到 24 小时"),
            ("431022", "x", Reason, "1 到 24 小时"), ("431022", "4", "急用", "不少于 10 个字"),
        ])
        {
            await city.Officer.SendAsync("/emergency", [("county", county), ("hours", hours), ("reason", reason)], "open");

            Assert.Equal(HttpStatusCode.UnprocessableEntity, city.Officer.Status);
            Assert.Contains(said, city.Officer.Page, StringComparison.Ordinal);
            Assert.DoesNotContain("YZ-1", (await city.Officer.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_asks_who_somebody_is_and_one_made_longer_by_hand_counts_for_nothing()
    {
        await using var city = await CityAsync();
        var accesses = city.Host.Services.GetRequiredService<EmergencyAccesses>();
        var session = new UserSession { UserId = "u", Way = SignInWay.PasswordAndCode, Stamp = "", BeganAt = default, SeenAt = default, ConfirmedAt = default };
        var officer = new Actor("u", "县专干", "县发改局", Scope.OfCounty("431021"), [Role.CountyOfficer]);
        Assert.Equal("STEP_UP", (await accesses.OpenAsync(session, "431022", 4, Reason, officer with { Confirmed = false }, Stop)).Refusal?.Code);
        Assert.Equal("NOT_YOURS", (await accesses.OpenAsync(session, "431022", 4, Reason, officer with { Roles = [Role.Auditor] }, Stop)).Refusal?.Code);
        Assert.Equal("NOT_YOURS", (await accesses.OpenAsync(session, "431022", 4, Reason, officer with { Scope = Scope.OfSites("431021", [Guid.CreateVersion7()]) }, Stop)).Refusal?.Code);

        await OpenAsync(city.Officer, hours: "1");
        Assert.Contains("YZ-1", (await city.Officer.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);
        await using (var owner = city.Host.OpenAsOwner())
        {
            await using var command = await BulkRead.CommandAsync(owner, "UPDATE emergency_access SET reason = 'x'", [], Stop);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
        }

        Assert.DoesNotContain("YZ-1", (await city.Officer.OpenAsync("/ledgers/household")).Page, StringComparison.Ordinal);
    }

    private static Task<Browser> OpenAsync(Browser officer, string hours) => officer.SendAsync("/emergency", [("county", "431022"), ("hours", hours), ("reason", Reason)], "open");

    /// <summary>A household in each of two counties, and an officer in each of three.</summary>
    private static async Task<Given> CityAsync()
    {
        var host = await AccessHost.StartAsync();
        Household[] homes = [new() { Code = "GY-1", CountyCode = "431021", HeadName = "谢某" }, new() { Code = "YZ-1", CountyCode = "431022", HeadName = "邓某" }];
        await using (var db = host.Open())
        await using (var change = await Change.BeginAsync(db, Origin.Import, "登记", TimeProvider.System, Stop))
        {
            await change.InsertAsync(homes, Stop);
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        var (admin, security) = (await host.EnrolAsync("sysadmin"), await host.EnrolAsync("secadmin"));
        var officer = await People.MakeAsync(host, admin, security, "li.yun", Role.CountyOfficer, "431021", "431021/human-resources");
        var other = await People.MakeAsync(host, admin, security, "he.jun", Role.CountyOfficer, "431022", "431022/human-resources");
        var third = await People.MakeAsync(host, admin, security, "hu.min", Role.CountyOfficer, "431023", "431023/human-resources");
        return new(host, officer, other, third, homes[1].Id);
    }

    private sealed record Given(AccessHost Host, Browser Officer, Browser Other, Browser Third, Guid There) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
