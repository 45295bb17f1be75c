using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Register;

[OnBothDatabases]
public sealed class HouseholdFileTests(FileHost host) : IClassFixture<FileHost>
{
    private static readonly Month November = new(2025, 11);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LedgerCatalogue Ledgers => host.Services.GetRequiredService<LedgerCatalogue>();

    [Fact]
    public async Task A_file_taken_out_is_judged_as_the_register_judges_it()
    {
        await using var db = host.Databases.Open(Actor.System);
        var register = host.Services.GetRequiredService<RegisterFacts>();
        var (rules, pack) = (host.Services.GetRequiredService<RuleBook>(), host.Services.GetRequiredService<PlanPack>());
        var judge = new JudgeFile(Product.Modules, Ledgers, rules, pack);
        foreach (var household in await db.Set<Household>().AsNoTracking().OrderBy(x => x.Code).ToListAsync(Cancellation))
        {
            var file = FactFile.Of((await FileOfHousehold.ReadAsync(db, Ledgers, household.Id, Cancellation))!, Ledgers);
            var read = new FactFileReader(Ledgers).Read(Stream(file.ToJson(Ledgers).ToJsonString(Json.Options)));
            foreach (var month in new[] { November, November.AddMonths(-3) })
            {
                var facts = (await register.OfHouseholdAsync(household.Id, month, FileHost.Today, Cancellation))!;
                var expected = rules.Judge(facts, month, pack.Parameters.At(month)).Select(answer => JudgedLine.Of(answer, household.Code, FileHost.Today) with { Missing = null });
                Assert.Equal(expected, judge.Judge(read.Value, month, FileHost.Today, null, new Dictionary<string, string>()).Value.Select(line => line with { Missing = null }));
            }
        }
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("[1]", "档案")]
    [InlineData("{\"people\":[]}", "household：缺少这一项")]
    [InlineData("{\"household\":{\"code\":\"\"},\"people\":[]}", "户编号")]
    [InlineData("{\"household\":{\"code\":\"1\"}}", "people：缺少这一项")]
    [InlineData("{\"household\":{\"code\":\"1\",\"sise\":3},\"people\":[]}", "household.sise：搬迁户台账没有这个字段")]
    [InlineData("{\"household\":{\"code\":\"1\"},\"people\":[{\"name\":\"谢某\",\"birthDate\":\"1980.1\"}]}", "people[0].birthDate：应是日期")]
    [InlineData("{\"household\":{\"code\":\"1\"},\"people\":[{\"name\":\"谢某\",\"sex\":\"男的\"}]}", "Male（男）")]
    [InlineData("{\"household\":{\"code\":\"1\"},\"people\":[],\"records\":{\"jobs\":[]}}", "records.jobs：没有这本台账")]
    [InlineData("{\"household\":{\"code\":\"1\"},\"people\":[],\"records\":{\"employment-spell\":[{\"channel\":\"Farming\"}]}}", "personId：应是 people 中某个人的 id")]
    public void A_file_that_cannot_be_meant_is_refused_with_the_place_and_what_is_expected(string json, string says) =>
        Assert.Contains(says, new FactFileReader(new LedgerCatalogue(Product.Modules)).Read(Stream(json)).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_written_by_hand_needs_no_ids()
    {
        var ledgers = new LedgerCatalogue(Product.Modules);
        var pack = PlanPack.Load();
        var read = new FactFileReader(ledgers).Read(Stream("""
            { "household": { "code": "431021000001", "countyCode": "431021" },
              "people": [ { "name": "谢某", "relation": "Head", "sex": "Male", "birthDate": "1980-01-01", "labourCapacity": "Ordinary", "employment": "NotEmployed", "joinedOn": "2019-01-01" } ],
              "records": { "monthly-verification": [ { "month": "2025-10", "verifiedOn": "2025-10-12", "means": "Visit", "outcome": "NoChange", "verifier": "曹走访" } ] } }
            """));

        var judge = new JudgeFile(Product.Modules, ledgers, new RuleBook(Product.Modules, pack), pack);
        string Of(string rule, int month) => Assert.Single(
            judge.Judge(read.Value, new(2025, month), FileHost.Today, rule, new Dictionary<string, string>()).Value).Verdict;

        Assert.Equal(("MET", "NOT_MET", "NOT_MET"), (Of("R-M01-3", 10), Of("R-M01-3", 11), Of("R-M03-3", 10)));
        Assert.Equal("PARAMETER_UNKNOWN", judge.Judge(read.Value, November, FileHost.Today, null, new Dictionary<string, string> { ["x"] = "1" }).Refusal!.Code);
        Assert.Equal("RULE_UNKNOWN", judge.Judge(read.Value, November, FileHost.Today, "R-X", new Dictionary<string, string>()).Refusal!.Code);
    }

    [Fact]
    public async Task Lines_are_written_as_csv_with_quotes_where_they_are_needed()
    {
        await using var to = new StringWriter { NewLine = "\n" };
        await JudgeCommand.WriteAsync(to, [new("431021000001", "R-M03-3", "431021000001", "NOT_MET", "OVERDUE", "岗位\"两个\",不稳定")], "csv");
        Assert.Equal("household,rule,subject,verdict,due,reason\n431021000001,R-M03-3,431021000001,NOT_MET,OVERDUE,\"岗位\"\"两个\"\",不稳定\"\n", to.ToString());
    }

    [Fact]
    public async Task The_page_shows_members_clauses_and_history_and_no_whole_identity_number()
    {
        var household = await AnyAsync(x => x.Status == HouseholdStatus.Active);
        using var client = await host.SignedInAsync("city");

        var html = await client.GetStringAsync($"/households/by-code/{household.Code}", Cancellation);

        Assert.Contains(household.HeadName!, html, StringComparison.Ordinal);
        Assert.Contains("保障搬迁劳动力家庭实现1户1人以上稳定就业", html, StringComparison.Ordinal);
        Assert.Contains("假设值", html, StringComparison.Ordinal);
        Assert.Contains("演示城市", html, StringComparison.Ordinal);
        await using var db = host.Databases.Open(Actor.System);
        foreach (var number in await db.Set<Person>().Where(x => x.HouseholdId == household.Id && EF.Property<string?>(x, "IdNumberIndex") != null).Select(x => x.IdNumber!).ToListAsync(Cancellation))
        {
            Assert.DoesNotContain(number, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_household_and_person_of_the_city_has_its_page()
    {
        using var client = await host.SignedInAsync("city");
        await using var db = host.Databases.Open(Actor.System);
        foreach (var id in await db.Set<Household>().Select(x => x.Id).ToListAsync(Cancellation))
        {
            using var page = await client.GetAsync($"/households/{id}?month=2025-10", Cancellation);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        foreach (var id in await db.Set<Person>().OrderBy(x => x.Id).Take(40).Select(x => x.Id).ToListAsync(Cancellation))
        {
            using var page = await client.GetAsync($"/persons/{id}", Cancellation);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Fact]
    public async Task A_household_of_another_county_has_no_page_and_no_file()
    {
        var household = await AnyAsync(x => x.CountyCode != "431021");
        using var client = await host.SignedInAsync("guiyang");

        foreach (var address in new[] { $"/households/{household.Id}", $"/households/by-code/{household.Code}", $"/api/households/{household.Code}/file", $"/households/{household.Id}/split" })
        {
            using var answer = await client.GetAsync(address, Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_api_leaves_out_what_the_reader_may_not_see_and_says_so()
    {
        var household = await AnyAsync(x => x.Status == HouseholdStatus.Active);
        using var client = await host.SignedInAsync("city");

        var file = JsonNode.Parse(await client.GetStringAsync($"/api/households/{household.Code}/file", Cancellation))!.AsObject();

        Assert.Equal(household.Code, (string?)file["household"]!["code"]);
        Assert.All(file["people"]!.AsArray(), person => Assert.False(person!.AsObject().ContainsKey("idNumber")));
        Assert.Contains("person.idNumber", file["withheld"]!.AsArray().Select(x => (string?)x));
        Assert.True(new FactFileReader(Ledgers).Read(Stream(file.ToJsonString())).IsOk);
    }

    [Fact]
    public async Task Everybody_who_may_write_sees_every_form_and_an_auditor_none()
    {
        var household = await AnyAsync(x => x.Status == HouseholdStatus.Active);
        using var client = await host.SignedInAsync("city");
        using var auditor = await host.SignedInAsync("auditor");
        foreach (var form in new[] { "verify", "add-member", "remove-member", "change-head", "split", "merge", "move", "dissolve" })
        {
            using var page = await client.GetAsync($"/households/{household.Id}/{form}", Cancellation);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.DoesNotContain($"/{form}\"", await auditor.GetStringAsync($"/households/{household.Id}", Cancellation), StringComparison.Ordinal);
            using var refused = await auditor.GetAsync($"/households/{household.Id}/{form}", Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.DoesNotContain("<form class=\"form\"", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_verification_is_signed_on_the_page_and_counts_at_once()
    {
        await using var db = host.Databases.Open(Actor.System);
        var household = await db.Set<Household>().AsNoTracking().Where(x => x.Status == HouseholdStatus.Active)
            .Where(x => !db.Set<MonthlyVerification>().Any(y => y.HouseholdId == x.Id && y.Month == November)).OrderBy(x => x.Code).FirstAsync(Cancellation);
        using var client = await host.SignedInAsync("city");

        using var answer = await FileHost.PostAsync(client, $"/households/{household.Id}/verify", ("means", "Phone"));
        var html = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("月度核实已记录", html, StringComparison.Ordinal);
        Assert.Contains("2025-11-20 市主管已核实", html, StringComparison.Ordinal);
        Assert.Contains("上次运行为“未达标”", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_something_wrong_stands_again_with_what_was_typed()
    {
        var household = await AnyAsync(x => x.Status == HouseholdStatus.Active);
        using var client = await host.SignedInAsync("city");

        using var answer = await FileHost.PostAsync(
            client, $"/households/{household.Id}/add-member", ("kind", "Birth"), ("relation", "Son"), ("name", "谢小禾"), ("sex", "Male"), ("happenedOn", "2025-11-21"));
        var html = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("发生日期不能晚于今天", html, StringComparison.Ordinal);
        Assert.Contains("value=\"谢小禾\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_told_at_its_input_and_kept()
    {
        var household = await AnyAsync(x => x.Status == HouseholdStatus.Active);
        using var client = await host.SignedInAsync("city");
        var longer = new string('长', 300);
        foreach (var (page, field, title, others) in new (string, string, string, (string, string)[])[]
        {
            ("add-member", "ethnicity", "民族", [("kind", "Birth"), ("relation", "Son"), ("name", "谢小禾"), ("sex", "Male"), ("happenedOn", "2025-11-02")]),
            ("verify", "proof", "佐证", [("month", "2025-09"), ("verifiedOn", "2025-09-30")]),
        })
        {
            using var answer = await FileHost.PostAsync(client, $"/households/{household.Id}/{page}", [.. others, (field, longer)]);
            var html = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Matches($"id=\"f-{field}-error\">(?:(?!</p>).)*{title}不能超过", html);
            Assert.Contains($"value=\"{longer}\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_birth_registered_on_the_page_is_on_the_roll_and_in_the_history()
    {
        var household = await AnyAsync(x => x.Status == HouseholdStatus.Active && x.HeadName != null);
        using var client = await host.SignedInAsync("city");

        using var answer = await FileHost.PostAsync(
            client, $"/households/{household.Id}/add-member", ("kind", "Birth"), ("relation", "Granddaughter"), ("name", "小禾苗"), ("sex", "Female"), ("happenedOn", "2025-11-02"));
        var html = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("成员已登记入户", html, StringComparison.Ordinal);
        Assert.Contains("11-02 出生 小禾苗", html, StringComparison.Ordinal);
        Assert.Contains("增加成员（出生）", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_taken_back_and_a_date_corrected_on_the_pages_of_the_file()
    {
        var household = await AnyAsync(x => x.Status == HouseholdStatus.Active && x.HeadName != null && x.CountyCode != "431021");
        using var client = await host.SignedInAsync("city");
        var file = $"/households/{household.Id}";
        (await FileHost.PostAsync(
            client, file + "/add-member", ("kind", "Birth"), ("relation", "Granddaughter"), ("name", "小麦苗"), ("sex", "Female"), ("happenedOn", "2025-11-02"))).Dispose();
        var html = await client.GetStringAsync(file, Cancellation);
        var correct = Regex.Match(html, "小麦苗\\s*<a class=\"correct\" href=\"([^\"]+)\"").Groups[1].Value;

        using var dated = await FileHost.PostAsync(client, WebUtility.HtmlDecode(correct), ("happenedOn", "2025-11-01"), ("reason", "出生医学证明"));
        html = await dated.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("变动的日期已更正", html, StringComparison.Ordinal);
        Assert.Contains("11-01 出生 小麦苗", html, StringComparison.Ordinal);
        foreach (var unused in (string[])["date", "birth"])
        {
            using var undone = await FileHost.PostAsync(
                client, WebUtility.HtmlDecode(Regex.Match(html, "class=\"take-back\" href=\"([^\"]+)\"").Groups[1].Value), ("reason", "登记错了户"));
            html = await undone.Content.ReadAsStringAsync(Cancellation);
            Assert.Contains("那次变动已撤销", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("11-02 出生 小麦苗", html, StringComparison.Ordinal);
        Assert.Contains("已撤销", html, StringComparison.Ordinal);
        using var auditor = await host.SignedInAsync("auditor");
        Assert.DoesNotContain("take-back", await auditor.GetStringAsync(file, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_and_a_county_show_their_months_and_each_number_opens()
    {
        await using var db = host.Databases.Open(Actor.System);
        var line = await db.Set<MembershipChange>().AsNoTracking().Where(x => x.SiteId != null && x.HappenedOn >= new DateOnly(2025, 6, 1) && x.Kind != ChangeKind.Registered)
            .OrderBy(x => x.Id).FirstAsync(Cancellation);
        using var client = await host.SignedInAsync("city");
        foreach (var page in new[] { $"/sites/{line.SiteId}", $"/counties/{line.CountyCode}" })
        {
            var html = await client.GetStringAsync(page, Cancellation);
            var opened = Regex.Match(html, "<a href=\"(/ledgers/membership-change[^\"]+)\">[+−](\\d+)</a>");
            var list = await client.GetStringAsync(WebUtility.HtmlDecode(opened.Groups[1].Value), Cancellation);
            Assert.Contains($"共 {opened.Groups[2].Value} 条", Regex.Replace(list, "<[^>]+>", ""), StringComparison.Ordinal);
        }
    }

    private async Task<Household> AnyAsync(System.Linq.Expressions.Expression<Func<Household, bool>> which)
    {
        await using var db = host.Databases.Open(Actor.System);
        return await db.Set<Household>().AsNoTracking().Where(which).OrderBy(x => x.Code).FirstAsync(Cancellation);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
