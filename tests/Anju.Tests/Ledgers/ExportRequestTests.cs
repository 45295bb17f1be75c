using System.IO.Compression;
using System.Net;
using Anju.Access;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Tests.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Ledgers;

/// <summary>Whoever takes away more lines than one person may alone needs a second one (requirements B9, E11).</summary>
[OnBothDatabases]
public sealed class ExportRequestTests
{
    private const string Address = "/ledgers/household/export?format=csv";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Few_lines_are_taken_away_alone_and_many_only_after_another_person_said_yes()
    {
        await using var city = await CityAsync(alone: 4);
        var (host, asker, decider) = (city.Host, city.Asker, city.Decider);
        Assert.Contains("GY-1", (await asker.OpenAsync(Address + "&code=GY-1")).Page, StringComparison.Ordinal);

        await asker.OpenAsync(Address);
        Assert.StartsWith("/exports/new?ledger=household&format=csv", asker.Path, StringComparison.Ordinal);
        Assert.Contains("5 条", asker.Page, StringComparison.Ordinal);
        await asker.SendAsync(null, [("purpose", "查")], "ask");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asker.Status);
        await asker.SendAsync(null, [("purpose", "四季度核查")], "ask");
        Assert.StartsWith("/exports?done=asked", asker.Path, StringComparison.Ordinal);
        var request = await OnlyAsync(host);
        Assert.Equal((5, ExportState.Asked), (request.Lines, request.State));
        Assert.Equal(HttpStatusCode.Conflict, (await asker.OpenAsync($"/exports/{request.Id}/file")).Status);

        // Saying yes asks who somebody is, as taking away does.
        host.Clock.Now += TimeSpan.FromMinutes(6);
        Assert.Contains("先确认身份", (await decider.OpenAsync("/exports")).Page, StringComparison.Ordinal);
        foreach (var (person, name) in ((Browser, string)[])[(decider, "he.jun"), (asker, "li.yun")])
        {
            await person.SendAsync("/confirm?next=%2Fexports", ("code", host.CodeOf(name)));
        }

        Assert.Contains("四季度核查", (await decider.OpenAsync("/exports")).Page, StringComparison.Ordinal);
        await decider.SendAsync(null, [], $"decide-{request.Id}");

        Assert.StartsWith("/exports?done=granted", decider.Path, StringComparison.Ordinal);
        Assert.Contains("下载", (await asker.OpenAsync("/exports")).Page, StringComparison.Ordinal);
        var file = await asker.OpenAsync($"/exports/{request.Id}/file");
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal(5, Enumerable.Range(1, 5).Count(i => file.Page.Contains($"GY-{i}", StringComparison.Ordinal)));
        Assert.Equal(["申请导出 5 条：四季度核查", "批准导出 5 条"], (await host.EventsAsync(SecurityEventKind.ExportDecided)).Select(what => what.Detail));

        // It is the asker's file and nobody else's, and ends after a day.
        Assert.Equal(HttpStatusCode.NotFound, (await decider.OpenAsync($"/exports/{request.Id}/file")).Status);
        host.Clock.Now += TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1);
        var late = await host.SignInAsync("li.yun");
        Assert.Equal(HttpStatusCode.Conflict, (await late.OpenAsync($"/exports/{request.Id}/file")).Status);
        Assert.Contains("已过期", (await late.OpenAsync("/exports")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_decides_for_themselves_nor_somebody_who_sees_less_or_elsewhere()
    {
        await using var city = await CityAsync(alone: 1);
        var requests = city.Host.Services.GetRequiredService<ExportRequests>();
        var (mine, colleague) = (Of(Role.CountyOfficer, Scope.OfCounty("431021")), Of(Role.CountyOfficer, Scope.OfCounty("431021")));
        var ledger = city.Host.Services.GetRequiredService<LedgerCatalogue>().Find("household")!;
        var county = (await requests.AskAsync(ledger, ExportFormat.Csv, "", 5, "四季度核查", mine, Stop)).Value;
        var whole = (await requests.AskAsync(ledger, ExportFormat.Csv, "", 5, "四季度核查", Of(Role.CityDepartment, Scope.City), Stop)).Value;

        Assert.Equal("OWN_REQUEST", (await requests.DecideAsync(county.Id, true, null, mine, Stop)).Refusal?.Code);
        Assert.Equal("OWN_REQUEST", (await requests.DecideAsync(county.Id, true, null, mine with { Roles = [Role.CityLead], Scope = Scope.City }, Stop)).Refusal?.Code); // after changing post
        foreach (var stranger in (Actor[])[Of(Role.CountyOfficer, Scope.OfCounty("431022")), Of(Role.Township, Scope.OfSites("431021", [Guid.CreateVersion7()])), Of(Role.Auditor, Scope.City), Of(Role.CountyOfficer, Scope.OfSites("431021", [Guid.CreateVersion7()]))])
        {
            Assert.Equal(Refusals.NotFound, (await requests.DecideAsync(county.Id, true, null, stranger, Stop)).Refusal);
            Assert.Empty(await requests.WaitingForAsync(stranger, Stop));
        }

        Assert.Equal(Refusals.NotFound, (await requests.DecideAsync(whole.Id, true, null, colleague, Stop)).Refusal);
        Assert.Equal("STEP_UP", (await requests.DecideAsync(county.Id, true, null, colleague with { Confirmed = false }, Stop)).Refusal?.Code);
        Assert.Equal("REASON", (await requests.DecideAsync(county.Id, false, null, colleague, Stop)).Refusal?.Code);
        Assert.True((await requests.DecideAsync(county.Id, false, "范围太大", colleague, Stop)).IsOk);
        Assert.Equal("DECIDED", (await requests.DecideAsync(county.Id, true, null, colleague, Stop)).Refusal?.Code);
        Assert.Equal("NOT_GRANTED", (await requests.OpenAsync(county.Id, mine, Stop)).Refusal?.Code);
        Assert.Equal(whole.Id, Assert.Single(await requests.WaitingForAsync(Of(Role.CityLead, Scope.City), Stop)).Id);
    }

    [Fact]
    public async Task Whoever_holds_another_post_by_then_and_whoever_writes_the_yes_by_hand_gets_nothing()
    {
        await using var city = await CityAsync(alone: 1);
        var requests = city.Host.Services.GetRequiredService<ExportRequests>();
        var (mine, colleague) = (Of(Role.CountyOfficer, Scope.OfCounty("431021")), Of(Role.CountyOfficer, Scope.OfCounty("431021")));
        var ledger = city.Host.Services.GetRequiredService<LedgerCatalogue>().Find("household")!;
        var request = (await requests.AskAsync(ledger, ExportFormat.Csv, "", 5, "四季度核查", mine, Stop)).Value;
        Assert.True((await requests.DecideAsync(request.Id, true, null, colleague, Stop)).IsOk);

        Assert.True((await requests.OpenAsync(request.Id, mine, Stop)).IsOk);
        Assert.Equal("OTHER_POST", (await requests.OpenAsync(request.Id, mine with { Scope = Scope.City }, Stop)).Refusal?.Code);
        Assert.Equal("OTHER_POST", (await requests.OpenAsync(request.Id, mine with { Roles = [Role.Auditor] }, Stop)).Refusal?.Code);

        var second = (await requests.AskAsync(ledger, ExportFormat.Csv, "", 5, "四季度核查", mine, Stop)).Value;
        await using (var owner = city.Host.OpenAsOwner())
        {
            await using var command = await BulkRead.CommandAsync(owner, "UPDATE export_request SET state = 'Granted', until = (SELECT max(until) FROM export_request) WHERE state = 'Asked'", [], Stop);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
        }

        Assert.Equal("TAMPERED", (await requests.OpenAsync(second.Id, mine, Stop)).Refusal?.Code);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_is_told_that_it_was_decided()
    {
        await using var city = await CityAsync(alone: 1);
        var requests = city.Host.Services.GetRequiredService<ExportRequests>();
        var ledger = city.Host.Services.GetRequiredService<LedgerCatalogue>().Find("household")!;
        var request = (await requests.AskAsync(ledger, ExportFormat.Csv, "", 5, "四季度核查", Of(Role.CountyOfficer, Scope.OfCounty("431021")), Stop)).Value;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => requests.DecideAsync(request.Id, i % 2 == 0, "范围太大", Of(Role.CityLead, Scope.City), Stop))));

        Assert.Single(outcomes, one => one.IsOk);
        Assert.All(outcomes.Where(one => !one.IsOk), one => Assert.Equal("DECIDED", one.Refusal?.Code));
    }

    /// <summary>Printed, every page says it too.</summary>
    [Fact]
    public async Task A_workbook_says_below_every_page_who_took_it_away()
    {
        await using var city = await CityAsync(alone: 2);
        await city.Asker.SendAsync("/ledgers/household/export?format=xlsx", [("purpose", "核查 & 存档")], "ask");
        var request = await OnlyAsync(city.Host);
        await city.Decider.SendAsync("/exports", [], $"decide-{request.Id}");
        using var answer = await city.Asker.Client.GetAsync($"/exports/{request.Id}/file", Stop);
        using var book = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        using var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());

        // An ampersand that is no code of the footer's is written twice there, and once more for the markup.
        Assert.Matches("<oddFooter>[^<]*导出人：li\\.yun（桂阳县人社局），2025-11-20[^<]*用途：核查 &amp;&amp; 存档[^<]*</oddFooter>", await sheet.ReadToEndAsync(Stop));
    }

    private static Actor Of(Role role, Scope scope) => new(Guid.CreateVersion7().ToString(), TermTitles.Of(role), "单位", scope, [role]);

    private static async Task<ExportRequest> OnlyAsync(AccessHost host)
    {
        await using var db = host.Open();
        return await db.Set<ExportRequest>().AsNoTracking().SingleAsync(Stop);
    }

    /// <summary>Five households of 桂阳县, and two people of its bureau.</summary>
    private static async Task<Given> CityAsync(int alone)
    {
        var host = await AccessHost.StartAsync(settings => settings with { Exports = new() { Alone = alone } });
        await using (var db = host.Open())
        await using (var change = await Change.BeginAsync(db, Origin.Import, "登记", TimeProvider.System, Stop))
        {
            await change.InsertAsync([.. Enumerable.Range(1, 5).Select(i => new Household { Code = $"GY-{i}", CountyCode = "431021", HeadName = "谢某" })], Stop);
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        var (admin, security) = (await host.EnrolAsync("sysadmin"), await host.EnrolAsync("secadmin"));
        var asker = await People.MakeAsync(host, admin, security, "li.yun", Role.CountyOfficer, "431021", "431021/human-resources");
        var decider = await People.MakeAsync(host, admin, security, "he.jun", Role.CountyOfficer, "431021", "431021/human-resources");
        return new(host, asker, decider);
    }

    private sealed record Given(AccessHost Host, Browser Asker, Browser Decider) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
