using System.Net;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Kernel;
using Anju.Tests.Ledgers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>The pages of the audit administrator: search, checks, anchors, who saw a household; for nobody else (F5, F7).</summary>
[OnBothDatabases]
public sealed class AuditPageTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string[] Pages = ["/audit", "/audit/changes", "/audit/signals", "/audit/household", "/audit/verify", "/audit/export.xlsx"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Role> Others => [.. Enum.GetValues<Role>().Where(role => role != Role.AuditAdministrator)];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Nobody_else_opens_them(Role role)
    {
        using var client = await host.SignInAsync(role);
        foreach (var page in Pages)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(page, Stop)).StatusCode);
        }
    }

    /// <summary>Without what was typed the log would be shown, or taken away, whole.</summary>
    [Theory]
    [InlineData(Role.AuditAdministrator, "/audit?who=~changed")]
    [InlineData(Role.AuditAdministrator, "/audit/changes?who=~changed")]
    [InlineData(Role.AuditAdministrator, "/audit/export.xlsx?who=~changed")]
    [InlineData(Role.SystemAdministrator, "/accounts?q=~changed")]
    public async Task Words_that_cannot_be_opened_are_refused(Role role, string address)
    {
        using var client = await host.SignInAsync(role);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(address, Stop)).StatusCode);
    }

    [Fact]
    public async Task Events_are_found_by_day_kind_person_and_outcome_and_paged_both_ways()
    {
        var log = host.Services.GetRequiredService<SecurityLog>();
        for (var i = 0; i < 45; i++)
        {
            await log.WriteAsync(new() { Kind = SecurityEventKind.Configured, Succeeded = i % 9 != 0, ActorId = "pager", ActorName = "翻页人", Subject = $"page-{i:00}" }, Actor.System, Stop);
        }

        using var client = await host.SignInAsync(Role.AuditAdministrator);
        var first = await client.GetStringAsync("/audit?who=pager&size=20", Stop);
        Assert.Equal(Enumerable.Range(25, 20).Reverse(), Shown(first));
        Assert.Contains("共 45 条", first, StringComparison.Ordinal);
        var second = await client.GetStringAsync(LinkOf(first, "下一页"), Stop);
        Assert.Equal(Enumerable.Range(5, 20).Reverse(), Shown(second));
        var third = await client.GetStringAsync(LinkOf(second, "下一页"), Stop);
        Assert.Equal(Enumerable.Range(0, 5).Reverse(), Shown(third));
        Assert.DoesNotContain("rel=\"next\"", third, StringComparison.Ordinal);
        Assert.Equal(Shown(second), Shown(await client.GetStringAsync(LinkOf(third, "上一页"), Stop)));
        Assert.Equal(Enumerable.Range(0, 20).Reverse(), Shown(await client.GetStringAsync(LinkOf(first, "末页"), Stop)));
        Assert.Equal([36, 27, 18, 9, 0], Shown(await client.GetStringAsync("/audit?who=pager&result=refused", Stop)));
        Assert.Empty(Shown(await client.GetStringAsync("/audit?who=pager&kind=SignedIn", Stop)));
        Assert.Empty(Shown(await client.GetStringAsync("/audit?who=pager&to=2020-01-01", Stop)));
    }

    [Fact]
    public async Task Checks_and_the_folder_of_the_anchors_are_worked_from_the_page()
    {
        var folder = Directory.CreateTempSubdirectory("anju-anchors");
        using var client = await host.SignInAsync(Role.AuditAdministrator);

        using var refused = await SendAsync(client, "anchor", ("folder", "/nowhere"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("已有文件夹的完整路径", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        using var used = await SendAsync(client, "anchor", ("folder", folder.FullName));
        Assert.Contains("已写入锚定记录", await used.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder.FullName, Anchors.FileName), Stop));

        using var checkedNow = await SendAsync(client, "verify");
        var page = await checkedNow.Content.ReadAsStringAsync(Stop);
        Assert.Equal(4, Regex.Count(page, "全部相符"));
        await using var db = host.Open();
        var told = await db.Set<SecurityEvent>().AsNoTracking().Where(one => one.Kind == SecurityEventKind.Verified).OrderBy(one => one.Sequence).LastAsync(Stop);
        Assert.Equal((true, "日志完整"), (told.Succeeded, told.Detail));
        folder.Delete(recursive: true);
        await host.Services.GetRequiredService<Databases>().OpenAsOwner().Set<AnchorSetting>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Folder, (string?)null), Stop);
    }

    [Fact]
    public async Task The_report_of_a_household_names_exactly_who_saw_it()
    {
        var values = await DoorValues.OfAsync(host, EveryLedger.County);
        var other = await DoorValues.OfAsync(host, EveryLedger.OtherCounty);
        using (var officer = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County))
        using (var neighbour = await host.SignInAsync(Role.CountyOfficer, EveryLedger.OtherCounty))
        using (var city = await host.SignInAsync(Role.CityLead))
        {
            await officer.GetAsync($"/households/{values.Household}", Stop);
            await officer.GetAsync($"/persons/{values.Person}", Stop);
            await city.GetAsync($"/api/households/{values.Code}/file", Stop);
            await city.GetAsync("/ledgers/person/export?format=csv", Stop);
            await neighbour.GetAsync($"/households/{values.Household}", Stop); // not shown: not theirs
            await neighbour.GetAsync($"/households/{other.Household}", Stop);
            await neighbour.GetAsync("/ledgers/person/export?format=csv", Stop);
        }

        var report = (await host.Services.GetRequiredService<HouseholdViews>().FindAsync(values.Code, Stop))!;

        var (county, lead) = (host.ActorOf(Role.CountyOfficer, EveryLedger.County).Id, host.ActorOf(Role.CityLead).Id);
        Assert.Equal([(lead, "household-file", SecurityEventKind.Exported), (county, "person-file", SecurityEventKind.Viewed), (county, "household-file", SecurityEventKind.Viewed)], report.Of.Select(one => (one.ActorId, one.Subject, one.Kind)));
        Assert.Equal([(lead, "person.csv")], report.Lists.Select(one => (one.ActorId, one.Subject)));
        using var audit = await host.SignInAsync(Role.AuditAdministrator);
        var page = await audit.GetStringAsync($"/audit/household?code={values.Code}", Stop);
        Assert.Contains("直接查看和带走本户信息：3 次", page, StringComparison.Ordinal);
        Assert.Contains("没有这个户编号", await audit.GetStringAsync("/audit/household?code=439999999999", Stop), StringComparison.Ordinal);
    }

    /// <summary>Nothing of the log is ever removed, so that it is there after six months and after years (F5).</summary>
    [Fact]
    public void Nothing_in_the_product_removes_an_event() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.Combine(ModuleGraphTests.Root(), "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("Migrations", StringComparison.Ordinal)),
        file => Regex.IsMatch(File.ReadAllText(file), "Set<SecurityEvent>\\(\\)[^;]*(ExecuteDelete|Remove)|DELETE FROM[^;]*security_event", RegexOptions.Singleline));

    private static List<int> Shown(string page) => [.. Regex.Matches(page, ">page-(\\d\\d)<").Select(match => int.Parse(match.Groups[1].ValueSpan))];

    private static string LinkOf(string page, string text) => WebUtility.HtmlDecode(Regex.Match(page, $"<a[^>]*href=\"([^\"]*)\"[^>]*>\\s*{text}").Groups[1].Value);

    /// <summary>Posts one of the forms of the page.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string form, params (string, string)[] fields)
    {
        var page = await client.GetStringAsync("/audit/verify", Stop);
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        return await client.PostAsync("/audit/verify", new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)).Concat([new("_handler", form), new("__RequestVerificationToken", token)])), Stop);
    }
}
