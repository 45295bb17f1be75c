using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Ledgers;
using Anju.Tests.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>审计查阅 of one measure reads its ledgers, answers, figures and work, on the ground of the register, and nothing of other measures.</summary>
[OnBothDatabases]
public sealed class AuditorOfMeasureTests(JudgedHost judged) : IClassFixture<JudgedHost>
{
    private const string Service = "employment-service";

    /// <summary>A measure without a rule so far.</summary>
    private const int Another = 22;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TestHost Host => judged.Host;

    [Fact]
    public async Task Of_measure_3_one_sees_that_measure_and_the_register()
    {
        using var client = await Host.SignInAsync("auditor-outward-jobs");
        var household = await HouseholdAsync();

        Assert.Contains("审计查阅", await client.GetStringAsync("/me", Stop), StringComparison.Ordinal);
        Assert.Contains("审计查阅（第3条）", await client.GetStringAsync("/me", Stop), StringComparison.Ordinal);
        Assert.NotEmpty(await LinesAsync(client, "household"));
        Assert.NotEmpty(await LinesAsync(client, Service));
        Assert.All(await IndicatorsAsync(client), code => Assert.True(judged.Rules[judged.Book.Find(code)!.Rule] is { Kind: RuleKind.Count } or { Clause.Article.Number: 3 }, code));
        Assert.Contains(await IndicatorsAsync(client), code => code.StartsWith("I-M03-", StringComparison.Ordinal));

        var rules = await RulesOfWorkAsync(client);
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.StartsWith("R-M03-", rule, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/households?verdict=R-M03-3:MNU-", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/households?verdict=R-M01-1:MNU-", Stop)).StatusCode);
        var file = await client.GetStringAsync($"/households/{household}", Stop);
        Assert.Contains("/policy#R-M03-3", file, StringComparison.Ordinal);
        Assert.DoesNotContain("/policy#R-M01-", file, StringComparison.Ordinal);
        Assert.DoesNotContain("R-M01-", await client.GetStringAsync("/months/2025-11", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_measure_one_sees_nothing_of_measure_3()
    {
        await using (var db = Host.Open())
        {
            var post = await db.Set<Post>().SingleAsync(x => x.Measure == 3, Stop);
            post.Measure = Another;
            await db.SaveChangesAsync(Stop);
        }

        try
        {
            using var client = await Host.SignInAsync("auditor-outward-jobs");
            var household = await HouseholdAsync();

            Assert.NotEmpty(await LinesAsync(client, "household"));
            Assert.Empty(await LinesAsync(client, Service));
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/ledgers/{Service}", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/{Service}/{(await Host.LineAsync(Service)).Id}", Stop)).StatusCode);
            Assert.DoesNotContain($"/ledgers/{Service}", await client.GetStringAsync("/ledgers", Stop), StringComparison.Ordinal);
            var export = await client.GetStringAsync($"/ledgers/{Service}/export?format=csv", Stop);
            Assert.DoesNotContain("2025", string.Join('\n', export.Split('\n').Skip(3)), StringComparison.Ordinal);
            Assert.All(await IndicatorsAsync(client), code => Assert.Equal(RuleKind.Count, judged.Rules[judged.Book.Find(code)!.Rule].Kind));
            Assert.Empty(await RulesOfWorkAsync(client));
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/households?verdict=R-M03-3:MNU-", Stop)).StatusCode);
            var file = await client.GetStringAsync($"/households/{household}", Stop);
            Assert.DoesNotContain("/policy#R-M03-", file, StringComparison.Ordinal);
            Assert.DoesNotContain("311", Regex.Replace(file, "<nav.*?</nav>|[0-9]{6,}|[0-9a-f-]{36}", "", RegexOptions.Singleline), StringComparison.Ordinal);
            var facts = await client.GetFromJsonAsync<JsonObject>($"/api/households/{await CodeAsync(household)}/file", Stop);
            Assert.False(facts!["records"]!.AsObject().ContainsKey(Service));
        }
        finally
        {
            await using var db = Host.Open();
            var post = await db.Set<Post>().SingleAsync(x => x.Measure == Another, Stop);
            post.Measure = 3;
            await db.SaveChangesAsync(Stop);
        }
    }

    /// <summary>Where figures of other measures stood there is none: no page stumbles over it.</summary>
    [Fact]
    public async Task Every_page_opens_or_refuses()
    {
        using var client = await Host.SignInAsync("auditor-outward-jobs");
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        var opened = 0;
        foreach (var door in Door.Of(Host.Services).Where(door => door.Method == "GET" && !door.IsPublic && door.Policy == Policies.Read && !door.Template.EndsWith("/events", StringComparison.Ordinal)))
        {
            using var answer = await client.GetAsync(door.At(values), Stop);
            Assert.True((int)answer.StatusCode < 500, $"{door}: {answer.StatusCode}");
            opened += answer.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.True(opened > 25, $"{opened} pages opened");
    }

    [Fact]
    public async Task Whoever_reads_for_all_sees_all()
    {
        using var client = await Host.SignInAsync(Role.Auditor);
        Assert.NotEmpty(await LinesAsync(client, Service));
        Assert.Contains(await IndicatorsAsync(client), code => code.StartsWith("I-M01-", StringComparison.Ordinal));
        Assert.Contains(await IndicatorsAsync(client), code => code.StartsWith("I-M03-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.CityDepartment, 3)]
    [InlineData(Role.Auditor, 23)]
    [InlineData(Role.Auditor, -1)]
    public async Task Only_an_auditor_is_limited_and_only_to_a_measure_of_the_plan(Role role, int measure)
    {
        var opened = (await Host.Services.GetRequiredService<Accounts>().OpenAsync(new("李云", $"li.yun{Guid.CreateVersion7():N}"[..20], Office.Work), Actor.System, Stop)).Value;
        var outcome = await Host.Services.GetRequiredService<Posts>().ProposeAsync(opened.Id, role, "city/finance", new(2025, 11, 1), null, measure, Actor.System, Stop);
        Assert.Equal("MEASURE", outcome.Refusal?.Code);
    }

    [Fact]
    public async Task The_administrator_limits_somebody_through_the_pages()
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.EnrolAsync("sysadmin");
        var decider = await host.EnrolAsync("secadmin");
        await admin.SendAsync("/accounts/new", ("name", "李云"), ("signInName", "li.yun"), ("office", "Work"));
        var account = await host.AccountAsync("li.yun");
        await admin.SendAsync($"/accounts/{account.Id}/post?role=Auditor&area=city", ("organisation", "city/finance"), ("from", "2025-11-01"), ("measure", "all of them"));
        Assert.Contains("请从下拉框选择", admin.Page, StringComparison.Ordinal);
        await admin.SendAsync($"/accounts/{account.Id}/post?role=Auditor&area=city", ("organisation", "city/finance"), ("from", "2025-11-01"), ("measure", "6"));
        Assert.Contains("审计查阅（第6条）", admin.Page, StringComparison.Ordinal);
        await decider.OpenAsync("/posts");
        Assert.Contains("第6条", decider.Page, StringComparison.Ordinal);
        await using var db = host.Open();
        Assert.Equal(6, (await db.Set<Post>().SingleAsync(x => x.UserId == account.Id, Stop)).Measure);
    }

    private async Task<Guid> HouseholdAsync()
    {
        await using var db = Host.Open();
        return await db.Set<WorkItem>().Where(item => item.Rule.StartsWith("R-M03-") && item.ClosedOn == null).OrderBy(item => item.Id).Select(item => item.HouseholdId!.Value).FirstAsync(Stop);
    }

    private async Task<string> CodeAsync(Guid household)
    {
        await using var db = Host.Open();
        return (await db.Set<Household>().SingleAsync(x => x.Id == household, Stop)).Code;
    }

    private static async Task<List<string>> LinesAsync(HttpClient client, string ledger) =>
        [.. (await client.GetFromJsonAsync<JsonObject>($"/api/{ledger}/?size=100", Stop))!["items"]!.AsArray().Select(line => line!["id"]!.GetValue<string>())];

    private static async Task<List<string>> IndicatorsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonObject>("/api/indicators", Stop))!["indicators"]!.AsArray().Select(line => line!["code"]!.GetValue<string>())];

    /// <summary>The rules whose work the drop-down of the worklist and its rows name.</summary>
    private static async Task<List<string>> RulesOfWorkAsync(HttpClient client) =>
        [.. Regex.Matches(await client.GetStringAsync("/work?size=100", Stop), "R-(?:M|WR)[0-9]+-[0-9A-Za-z]+").Select(match => match.Value).Distinct()];
}
