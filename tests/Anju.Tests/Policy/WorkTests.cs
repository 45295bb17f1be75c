using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Policy;

/// <summary>Work that opens because of the data, shows on the lists, and closes because the data was put right on a page.</summary>
[OnBothDatabases]
public sealed partial class WorkTests(JudgedHost city) : IClassFixture<JudgedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_right_on_a_page_is_closed_by_the_next_run_and_what_is_lost_again_is_opened_anew()
    {
        var officer = await city.Host.SignInAsync(Role.CountyOfficer, JudgedHost.County);
        var (worker, household) = await SomebodyWithoutAJobAsync();
        var learner = await ForgetEducationAsync();
        await city.RunOnPageAsync(officer, JudgedHost.November);
        var jobless = await OpenAsync("R-M03-3", household);
        var unschooled = await OpenAsync("R-M01-1", learner);
        var unseen = await SomeOpenAsync("R-M01-3");
        Assert.Equal(("无人就业", "缺少：文化程度"), (jobless.Reason, unschooled.Reason));

        // A job in the ledger, a field of the person, a signature at the door.
        await DoneAsync(await TestHost.SendAsync(
            officer, $"/ledgers/employment-spell/new?personId={worker}",
            ("channel", "InsideCounty"), ("startedOn", "2025-03-01"), ("verifiedOn", "2025-11-18"), ("contract", "OpenEnded"), ("employer", "仁义制衣厂"), ("workPlace", "湖南省郴州市桂阳县"), ("monthlyIncome", "3600")));
        await DoneAsync(await TestHost.SendAsync(officer, $"/ledgers/person/{learner}/edit", ("education", "JuniorMiddle"), ("reason", "入户核实")));
        await DoneAsync(await TestHost.SendAsync(officer, $"/households/{unseen.HouseholdId}/verify", ("verifiedOn", "2025-11-19")));
        Assert.Null((await ItemAsync(jobless.Id)).ClosedOn); // nothing closes by itself
        await city.RunOnPageAsync(officer, JudgedHost.November);

        var run = await city.RunOfAsync(JudgedHost.November);
        foreach (var before in new[] { jobless, unschooled, unseen })
        {
            var item = await ItemAsync(before.Id);
            Assert.Equal((TestHost.City.Today, run.Number, "2025年11月运行判定：已达标"), (item.ClosedOn!.Value, item.ClosedBy!.Value, item.ClosedBecause));
            var list = await JudgedHost.TextAsync(officer, $"/work?state=closed&rule={item.Rule}&size=100");
            var row = RowOf(list, item.Subject == SubjectKind.Household.Code ? $"/households/{item.SubjectId}" : $"/persons/{item.SubjectId}");
            var file = await JudgedHost.TextAsync(officer, $"/households/{item.HouseholdId}");
            foreach (var words in (string[])["2025-11-20", "2025年11月运行判定：已达标", $"第 {run.Number} 次运行", run.StartedBy])
            {
                Assert.Contains(words, row, StringComparison.Ordinal);
                Assert.Contains(words, file, StringComparison.Ordinal);
            }
        }

        // The job is lost again.
        await using var db = city.Host.Open();
        var job = await db.Set<EmploymentSpell>().SingleAsync(x => x.PersonId == worker && x.Employer == "仁义制衣厂", Stop);
        await DoneAsync(await TestHost.SendAsync(officer, $"/ledgers/employment-spell/{job.Id}/edit", ("endedOn", "2025-11-19"), ("reason", "工厂停工")));
        await city.RunOnPageAsync(officer, JudgedHost.November);

        var anew = await OpenAsync("R-M03-3", household);
        Assert.NotEqual(jobless.Id, anew.Id);
        Assert.Equal(("无人就业", TestHost.City.Today), (anew.Reason, anew.OpenedOn));
        Assert.NotNull((await ItemAsync(jobless.Id)).ClosedOn);
    }

    [Fact]
    public async Task What_cannot_be_judged_any_more_stays_open_and_says_why()
    {
        var (worker, household) = await SomebodyWithoutAJobAsync();
        var before = await OpenAsync("R-M03-3", household);
        await WriteAsync(async db => db.Add(new EmploymentSpell
        {
            PersonId = worker, HouseholdId = household, CountyCode = JudgedHost.County, SiteId = before.SiteId,
            Channel = EmploymentChannel.OutsideProvince, StartedOn = new(2025, 1, 6), VerifiedOn = new(2025, 7, 1),
        }));

        await city.JudgeAsync(JudgedHost.November, TestHost.City.Today);

        var now = await ItemAsync(before.Id);
        Assert.Null(now.ClosedOn);
        Assert.Contains("未核实", now.Reason, StringComparison.Ordinal);
        Assert.Equal(before.DueOn, now.DueOn);
    }

    [Fact]
    public async Task Work_follows_a_household_to_another_site_and_ends_when_it_is_dissolved()
    {
        var (_, household) = await SomebodyWithoutAJobAsync();
        var before = await OpenAsync("R-M03-3", household);
        await using var read = city.Host.Open();
        var other = await read.Set<ResettlementSite>().FirstAsync(x => x.CountyCode == JudgedHost.County && x.Id != before.SiteId, Stop);
        await WriteAsync(async db =>
        {
            var home = await db.Set<Household>().SingleAsync(x => x.Id == household, Stop);
            (home.SiteId, home.TownshipCode) = (other.Id, other.TownshipCode);
        });
        await city.JudgeAsync(JudgedHost.November, TestHost.City.Today);
        var moved = await ItemAsync(before.Id);
        Assert.Equal((null, (Guid?)other.Id, other.TownshipCode), (moved.ClosedOn, moved.SiteId, moved.TownshipCode));

        await WriteAsync(async db =>
        {
            var home = await db.Set<Household>().SingleAsync(x => x.Id == household, Stop);
            (home.Status, home.DissolvedOn) = (HouseholdStatus.Dissolved, new(2025, 11, 18));
        });
        await city.JudgeAsync(JudgedHost.November, TestHost.City.Today);

        Assert.Equal("2025年11月运行判定：不再适用", (await ItemAsync(before.Id)).ClosedBecause);
        Assert.False(await read.Set<WorkItem>().AnyAsync(x => x.HouseholdId == household && x.ClosedOn == null, Stop));
    }

    [Fact]
    public async Task Nobody_can_close_work_by_hand()
    {
        var changing = city.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
            .Where(x => x.RoutePattern.RawText!.TrimStart('/').StartsWith("work", StringComparison.Ordinal))
            .Where(x => x.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && methods.HttpMethods.Any(method => method is not "GET" and not "HEAD"))
            .Where(x => x.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null);
        Assert.Empty(changing.Select(x => x.RoutePattern.RawText));
        Assert.DoesNotContain(city.Host.Catalogue.All, ledger => ledger.Type == typeof(WorkItem));
        var lead = await city.Host.SignInAsync(Role.CityLead);
        var page = await JudgedHost.TextAsync(lead, "/work");
        Assert.DoesNotContain("method=\"post\"", page[page.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rule=R-M01-1")]
    [InlineData("county=431021")]
    [InlineData("light=red")]
    [InlineData("light=green")]
    [InlineData("lead=county-governments&light=yellow")]
    [InlineData("state=closed")]
    public async Task The_pages_of_the_worklist_turn_without_gap_and_its_export_is_the_list(string filter)
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var listed = new List<string>();
        var total = await JudgedHost.TotalAsync(client, $"/work?size=100&{filter}");
        for (var address = $"/work?size=100&{filter}"; address is not null;)
        {
            var page = await JudgedHost.TextAsync(client, address);
            listed.AddRange(Rows().Matches(page).Select(row => $"{Cell(row.Value, "事项")} {Cell(row.Value, "产生")} {Cell(row.Value, filter == "state=closed" ? "销号" : "最晚办理")}"));
            address = Regex.Match(page, "href=\"([^\"]*)\" rel=\"next\"") is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        var csv = (await client.GetStringAsync($"/work/export.csv?{filter}", Stop)).TrimStart('﻿').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Split).ToList();
        Assert.Equal(total, listed.Count);
        Assert.Equal(listed, csv.Select(x => $"{x[2]} {x[8]} {(filter == "state=closed" ? x[11] : x[9])}"));
        Assert.True(total > 0 || filter != "");
        if (Regex.Match(await JudgedHost.TextAsync(client, $"/work?{filter}"), "href=\"([^\"]*)\" rel=\"last\"") is { Success: true } last)
        {
            var end = await JudgedHost.TextAsync(client, WebUtility.HtmlDecode(last.Groups[1].Value));
            Assert.Equal(csv[^1][1], Code().Match(Rows().Matches(end)[^1].Value).Value);
            var before = WebUtility.HtmlDecode(Regex.Match(end, "href=\"([^\"]*)\" rel=\"prev\"").Groups[1].Value);
            Assert.Contains("rel=\"next\"", await JudgedHost.TextAsync(client, before), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_county_sees_its_own_work_and_nobody_elses()
    {
        var officer = await city.Host.SignInAsync(Role.CountyOfficer, JudgedHost.County);
        await using var db = city.Host.Open();
        var own = await db.Set<WorkItem>().CountAsync(x => x.ClosedOn == null && x.CountyCode == JudgedHost.County, Stop);

        Assert.Equal(own, await JudgedHost.TotalAsync(officer, "/work"));
        Assert.Equal(0, await JudgedHost.TotalAsync(officer, "/work?county=431026"));
        Assert.Equal(own, (await officer.GetStringAsync("/work/export.csv", Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    private static async Task DoneAsync(HttpResponseMessage answer) => Assert.True(
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("done=", StringComparison.Ordinal),
        $"{answer.StatusCode} {answer.Headers.Location} {Regex.Match(await answer.Content.ReadAsStringAsync(Stop), "class=\"errors.*?</ul>|field-error.*?</p>", RegexOptions.Singleline).Value}");

    /// <summary>A labourer, beyond doubt, of a household in which everybody has just lost the job.</summary>
    private async Task<(Guid Person, Guid Household)> SomebodyWithoutAJobAsync()
    {
        await using var read = city.Host.Open();
        var run = await city.RunOfAsync(JudgedHost.November);
        var place = run.PlaceOf(SubjectKind.Household.Code, "R-M03-3");
        var found = await (
            from judgement in read.Set<Judgement>()
            join person in read.Set<Person>() on judgement.SubjectId equals person.HouseholdId
            where judgement.Run == run.Number && judgement.CountyCode == JudgedHost.County && judgement.Letters.Substring(place, 1) == "M"
                && person.Status == PersonStatus.Active && person.LabourCapacity == LabourCapacity.Ordinary && person.Student == StudentStatus.NotStudent
                && person.Assistance != Assistance.Destitute && person.BirthDate < new DateOnly(2000, 1, 1) && person.BirthDate > new DateOnly(1970, 1, 1)
            orderby judgement.SubjectId, person.Id
            select new { person.Id, person.HouseholdId }).FirstAsync(Stop);
        await WriteAsync(async db =>
        {
            foreach (var person in await db.Set<Person>().Where(x => x.HouseholdId == found.HouseholdId).ToListAsync(Stop))
            {
                person.WillingToWork = Willingness.Willing;
            }

            foreach (var job in await db.Set<EmploymentSpell>().Where(x => x.HouseholdId == found.HouseholdId && (x.EndedOn == null || x.EndedOn > new DateOnly(2025, 11, 1))).ToListAsync(Stop))
            {
                (job.StartedOn, job.EndedOn) = (job.StartedOn < new DateOnly(2024, 6, 1) ? job.StartedOn : new DateOnly(2024, 6, 1), new(2025, 1, 31));
            }
        });
        await city.JudgeAsync(JudgedHost.November, TestHost.City.Today);
        return (found.Id, found.HouseholdId);
    }

    /// <summary>Takes a field from a person of whom everything was known.</summary>
    private async Task<Guid> ForgetEducationAsync()
    {
        await using var read = city.Host.Open();
        var run = await city.RunOfAsync(JudgedHost.November);
        var place = run.PlaceOf(SubjectKind.Person.Code, "R-M01-1");
        var complete = await read.Set<Judgement>().Where(x => x.Run == run.Number && x.CountyCode == JudgedHost.County && x.Subject == SubjectKind.Person.Code
            && x.Letters.Substring(place, 1) == "M").OrderBy(x => x.SubjectId).Select(x => x.SubjectId).FirstAsync(Stop);
        await WriteAsync(async db => (await db.Set<Person>().SingleAsync(x => x.Id == complete, Stop)).Education = null);
        return complete;
    }

    private async Task WriteAsync(Func<AnjuDb, Task> act)
    {
        await using var db = city.Host.Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "测试", TimeProvider.System, Stop);
        await act(db);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    private async Task<WorkItem> ItemAsync(Guid id)
    {
        await using var db = city.Host.Open();
        return await db.Set<WorkItem>().AsNoTracking().SingleAsync(x => x.Id == id, Stop);
    }

    private async Task<WorkItem> OpenAsync(string rule, Guid subject)
    {
        await using var db = city.Host.Open();
        return await db.Set<WorkItem>().AsNoTracking().SingleAsync(x => x.Rule == rule && x.SubjectId == subject && x.ClosedOn == null, Stop);
    }

    private async Task<WorkItem> SomeOpenAsync(string rule)
    {
        await using var db = city.Host.Open();
        return await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == rule && x.ClosedOn == null && x.CountyCode == JudgedHost.County).OrderBy(x => x.Id).FirstAsync(Stop);
    }

    private static string RowOf(string page, string href) => Assert.Single(Rows().Matches(page).Select(row => row.Value), row => row.Contains($"href=\"{href}\"", StringComparison.Ordinal));

    private static string Cell(string row, string label) =>
        WebUtility.HtmlDecode(Tags().Replace(Regex.Match(row, $"data-label=\"{label}\">(.*?)</td>", RegexOptions.Singleline).Groups[1].Value, "")).Trim();

    private static List<string> Split(string line) => [.. Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Select(x => x.Groups[1].Success ? x.Groups[1].Value : x.Groups[2].Value)];

    [GeneratedRegex("<tr>\\s*<th scope=\"row\" class=\"card-title\".*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("4310[0-9A-Z]{6,}")]
    private static partial Regex Code();
}
