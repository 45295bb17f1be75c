using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Ledgers;

/// <summary>What no form and no caller of the API may store: facts that cannot be, places that disagree, one number twice.</summary>
[OnBothDatabases]
public sealed class LineRulesTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Ledger, field, value, and the field and words of the refusal. The city stands still on 2025-11-20.</summary>
    public static TheoryData<string, string, string, string, string> Impossible => new()
    {
        { "employment-spell", "endedOn", "1990-01-01", "endedOn", "结束日期不能早于开始日期" },
        { "employment-spell", "startedOn", "2026-01-01", "startedOn", "开始日期不能晚于今天（2025-11-20）" },
        { "employment-spell", "verifiedOn", "2025-11-21", "verifiedOn", "核实日期不能晚于今天" },
        { "employment-spell", "creditCode", "123", "creditCode", "统一社会信用代码应为18位" },
        { "employment-spell", "creditCode", "91431000MA4L16JQ9A", "creditCode", "校验位不符" },
        { "employment-spell", "monthlyIncome", "-1", "monthlyIncome", "月收入应在 0 至 1,000,000 元之间" },
        { "household", "dwellingArea", "-3", "dwellingArea", "住房面积应在 0 至 10,000 ㎡之间" },
        { "household", "contractedLand", "-0.5", "contractedLand", "承包地面积应在 0 至 10,000 亩之间" },
        { "household", "incomePerHead", "-0.01", "incomePerHead", "人均纯收入应在 0 至" },
        { "household", "movedInOn", "2099-01-01", "movedInOn", "入住时间不能晚于今天" },
        { "household", "declaredSize", "31", "declaredSize", "家庭人口应在 1 至 30 人之间" },
        { "household", "townshipCode", "431002001000", "townshipCode", "乡镇" },
        { "monthly-verification", "month", "2025-12", "month", "2025年12月还没有到" },
        { "monthly-verification", "outcome", "Changed", "changedItems", "有变化时请写明" },
        { "monthly-verification", "verifiedOn", "2019-01-01", "verifiedOn", "核实日期不能早于" },
        { "employment-service", "givenOn", "2025-11-21", "givenOn", "服务日期不能晚于今天" },
        { "membership-change", "reportedOn", "1990-01-01", "reportedOn", "报告日期不能早于变动时间" },
        { "person", "birthDate", "2025-11-21", "birthDate", "出生日期不能晚于今天" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_is_refused_at_its_field_by_the_api(string code, string field, string value, string at, string words)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var address = $"/api/{code}/{(await host.LineAsync(code)).Id}";
        var line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
        line[field] = host.Catalogue.Find(code)!.FindField(field)!.Kind is ColumnKind.Money or ColumnKind.LandArea or ColumnKind.FloorArea or ColumnKind.WholeNumber
            ? JsonNode.Parse(value)
            : value;

        var answer = await client.PutAsync(address, Json(line), Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(words, await ErrorAsync(answer, at), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_is_refused_at_its_field_in_the_form(string code, string field, string value, string at, string words)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync(code);

        var answer = await TestHost.SendAsync(client, $"/ledgers/{code}/{line.Id}/edit", (field, value), ("reason", "试验"));

        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Matches($"id=\"f-{at}-error\">(?:(?!</p>).)*{Regex.Escape(words)}", page);
    }

    [Fact]
    public async Task County_township_and_site_of_a_household_agree()
    {
        var client = await host.SignInAsync(Role.CityLead);
        var (household, site) = ((Household)await host.LineAsync("household"), await host.LineAsync("site", EveryLedger.OtherCounty));
        var address = $"/api/household/{household.Id}";
        var line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;

        var county = (JsonObject)line.DeepClone();
        county["countyCode"] = EveryLedger.OtherCounty;
        Assert.Contains("迁往其他安置点", await ErrorAsync(await client.PutAsync(address, Json(county), Stop), "countyCode"), StringComparison.Ordinal);

        var elsewhere = (JsonObject)line.DeepClone();
        elsewhere["siteId"] = site.Id.ToString();
        Assert.Contains("迁往其他安置点", await ErrorAsync(await client.PutAsync(address, Json(elsewhere), Stop), "siteId"), StringComparison.Ordinal);

        var form = await TestHost.SendAsync(client, $"/ledgers/household/{household.Id}/edit", ("siteId", site.Id.ToString()), ("reason", "试验"));
        Assert.Contains("迁往其他安置点", await form.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await using var db = host.Open();
        Assert.Equal(household.Version, (await db.Set<Household>().SingleAsync(x => x.Id == household.Id, Stop)).Version);
    }

    [Fact]
    public async Task A_new_site_lies_in_a_township_of_its_county_and_a_village_of_that_township()
    {
        var client = await host.SignInAsync(Role.CityLead);
        var divisions = host.Services.GetRequiredService<IDivisionNames>();
        var (first, second) = (divisions.Below(EveryLedger.County)[0].Code, divisions.Below(EveryLedger.County)[1].Code);
        JsonObject Site(string township, string? village = null) => new()
        {
            ["code"] = "TEST-S1", ["name"] = "试验安置点", ["kind"] = "Concentrated", ["countyCode"] = EveryLedger.County, ["townshipCode"] = township, ["villageCode"] = village,
        };

        Assert.Contains("县市区", await ErrorAsync(await client.PostAsync("/api/site", Json(Site("431002001000")), Stop), "townshipCode"), StringComparison.Ordinal);
        Assert.Contains("乡镇", await ErrorAsync(await client.PostAsync("/api/site", Json(Site(first, divisions.Below(second)[0].Code)), Stop), "villageCode"), StringComparison.Ordinal);
        var done = await client.PostAsync("/api/site", Json(Site(first, divisions.Below(first)[0].Code)), Stop);
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(done.Headers.Location + "?version=1&reason=试验", Stop)).StatusCode);
    }

    [Fact]
    public async Task An_officer_enters_lines_of_the_own_county_only_and_is_told_so()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var answer = await client.PostAsync("/api/household", Json(new() { ["code"] = "TEST-H1", ["countyCode"] = EveryLedger.OtherCounty }), Stop);
        Assert.Equal("只能登记本县（市、区）的记录", await ErrorAsync(answer, "countyCode"));
    }

    [Fact]
    public async Task A_number_is_stored_in_one_form_however_it_is_typed()
    {
        var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var people = await db.Set<Person>().AsNoTracking().Where(x => x.CountyCode == EveryLedger.County && x.Status == PersonStatus.Active && EF.Property<string?>(x, "IdNumberIndex") != null)
            .OrderBy(x => x.Id).Take(2).ToListAsync(Stop);
        var (person, other) = (people[0], people[1]);
        var free = IdNumber.Of(DivisionCode.Parse(EveryLedger.County), new DateOnly(1961, 5, 4), 977).Value;
        var fifteen = free[..6] + free[8..17];
        foreach (var (typed, type) in new[] { (free.ToLowerInvariant(), "ResidentIdentityCard"), ($" {free} ", "Other"), (fifteen, "ResidentIdentityCard") })
        {
            Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, person.Id, typed, type)).StatusCode);
            Assert.Equal(free, (await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == person.Id, Stop)).IdNumber);
        }

        foreach (var (typed, type) in new[] { (free.ToLowerInvariant(), "Other"), (fifteen, "Other"), (free, "HouseholdBooklet") })
        {
            Assert.Contains("已经登记在另一个人名下", await (await PutAsync(client, other.Id, typed, type)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }

        foreach (var none in new[] { "无", "待补", "未上户", "/" })
        {
            Assert.Contains("请把证件号码空着", await ErrorAsync(await PutAsync(client, other.Id, none, "Other"), "idNumber"), StringComparison.Ordinal);
            Assert.Contains("请把证件号码空着", await ErrorAsync(await PutAsync(client, other.Id, none, "ResidentIdentityCard"), "idNumber"), StringComparison.Ordinal);
        }

        var tomorrow = IdNumber.Of(DivisionCode.Parse(EveryLedger.County), TestHost.City.Today.AddDays(1), 11).Value;
        Assert.Contains("晚于今天", await ErrorAsync(await PutAsync(client, other.Id, tomorrow, "ResidentIdentityCard"), "idNumber"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, other.Id, "h1234567x", "Other")).StatusCode);
        Assert.Equal("H1234567X", (await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == other.Id, Stop)).IdNumber);
    }

    [Fact]
    public async Task Who_is_head_is_changed_by_the_action_alone_and_a_relation_fits_the_sex()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var members = (await db.Set<Person>().AsNoTracking().Where(x => x.CountyCode == EveryLedger.County && x.Status == PersonStatus.Active).ToListAsync(Stop))
            .GroupBy(x => x.HouseholdId).First(home => home.Any(x => x.Relation == Relation.Head) && home.Any(x => x is { Relation: not Relation.Head, Sex: Sex.Female }));
        var (head, woman) = (members.Single(x => x.Relation == Relation.Head), members.First(x => x is { Relation: not Relation.Head, Sex: Sex.Female }));

        foreach (var (person, relation, words) in new[] { (head, "Other", "变更户主"), (woman, "Head", "变更户主"), (woman, "Son", "与户主关系和性别矛盾") })
        {
            var form = await TestHost.SendAsync(client, $"/ledgers/person/{person.Id}/edit", ("relation", relation), ("reason", "试验"));
            Assert.Matches($"id=\"f-relation-error\">(?:(?!</p>).)*{words}", await form.Content.ReadAsStringAsync(Stop));
            var line = (await client.GetFromJsonAsync<JsonObject>($"/api/person/{person.Id}", Stop))!;
            line["relation"] = relation;
            Assert.Contains(words, await ErrorAsync(await client.PutAsync($"/api/person/{person.Id}", Json(line), Stop), "relation"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_service_without_a_reference_is_entered_once()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var person = await db.Set<Person>().AsNoTracking().FirstAsync(x => x.CountyCode == EveryLedger.County, Stop);
        JsonObject Service(string? reference) => new()
        {
            ["personId"] = person.Id.ToString(), ["kind"] = "Guidance", ["givenOn"] = "2025-02-03", ["channel"] = "Phone", ["officer"] = "王专干", ["reference"] = reference,
        };

        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/api/employment-service", Json(Service(null)), Stop)).StatusCode);
        var twice = await client.PostAsync("/api/employment-service", Json(Service(null)), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Contains("不要重复登记", await twice.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/api/employment-service", Json(Service("GW-1")), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync("/api/employment-service", Json(Service("GW-1")), Stop)).StatusCode);
        Assert.Equal(2, await db.Set<EmploymentServiceEvent>().CountAsync(x => x.PersonId == person.Id && x.GivenOn == new DateOnly(2025, 2, 3), Stop));
    }

    [Theory]
    [InlineData("/persons?q=%00")]
    [InlineData("/households?code=%00")]
    [InlineData("/households?grid=a%00b")]
    [InlineData("/search?q=a%00")]
    [InlineData("/ledgers/employment-spell?q=%00%01")]
    [InlineData("/api/person?q=%00")]
    [InlineData("/api/household?site=%00")]
    [InlineData("/ledgers/household/export?q=%00&format=csv")]
    public async Task What_nobody_can_see_in_an_address_asks_for_nothing(string address)
    {
        var client = await host.SignInAsync(Role.CityLead);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_nobody_can_see_is_not_stored_from_forms_and_json()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var site = await host.LineAsync("site");
        var address = $"/ledgers/site/{site.Id}/edit";
        Assert.Equal(HttpStatusCode.Redirect, (await TestHost.SendAsync(client, address, ("clinic", "卫生\u0001室"), ("reason", "更\u0002正"))).StatusCode);

        // The server itself refuses NUL in the common encoding of forms; it comes through in the other one.
        Assert.Equal(HttpStatusCode.BadRequest, (await TestHost.SendAsync(client, address, ("clinic", "\0"), ("reason", "更正"))).StatusCode);
        using var parts = new MultipartFormDataContent();
        foreach (var (name, value) in await TestHost.FieldsAsync(client, address))
        {
            parts.Add(new StringContent(name switch { "clinic" => "卫生\0院", "reason" => "更\0正", _ => value }), name);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync(address, parts, Stop)).StatusCode);
        await using var db = host.Open();
        Assert.Equal("卫生院", (await db.Set<ResettlementSite>().AsNoTracking().SingleAsync(x => x.Id == site.Id, Stop)).Clinic);
        Assert.Equal("更正", (await db.Set<JournalBatch>().OrderByDescending(x => x.Sequence).FirstAsync(Stop)).Reason);

        var spell = (await client.GetFromJsonAsync<JsonObject>($"/api/employment-spell/{(await host.LineAsync("employment-spell")).Id}", Stop))!;
        var (id, person) = (spell["id"]!.GetValue<string>(), spell["personId"]!.GetValue<string>());
        spell["employer"] = "甲\0厂";
        var stored = (await (await client.PutAsync($"/api/employment-spell/{id}?reason=%00", Json(spell), Stop)).Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        Assert.Equal("甲厂", stored["employer"]!.GetValue<string>());
        stored["personId"] = "\0";
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsync($"/api/employment-spell/{id}", Json(stored), Stop)).StatusCode);
        (stored["personId"], stored["employer"]) = (person, "HALF");
        var half = new StringContent(stored.ToJsonString().Replace("HALF", "\\ud800", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsync($"/api/employment-spell/{id}", half, Stop)).StatusCode);
        var search = await client.PostAsync("/search/go", new FormUrlEncodedContent([new("q", "\u0001李")]), Stop);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(search.Headers.Location, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_may_not_be_read_is_emptied_by_a_tick()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var person = await db.Set<Person>().AsNoTracking().FirstAsync(x => x.CountyCode == EveryLedger.County && EF.Property<byte[]?>(x, "PhoneSealed") != null && x.Health != null, Stop);
        var address = $"/ledgers/person/{person.Id}/edit";

        var both = await TestHost.SendAsync(client, address, ("phone.clear", "true"), ("phone", "13900000000"), ("reason", "停机"));
        Assert.Contains("既填了内容又勾选了清空", await both.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await TestHost.SendAsync(client, address, ("phone.clear", "true"), ("reason", "停机"))).StatusCode);

        var stored = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == person.Id, Stop);
        Assert.Equal((null, person.Health, person.IdNumber), (stored.Phone, stored.Health, stored.IdNumber));
    }

    [Fact]
    public async Task The_api_names_the_fields_that_clash_with_all_three_values()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var address = $"/api/household/{(await host.LineAsync("household")).Id}";
        var first = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
        first["note"] = "起初";
        first = (await (await client.PutAsync(address, Json(first), Stop)).Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        var second = (JsonObject)first.DeepClone();
        (first["note"], first["grid"], second["note"], second["helper"]) = ("甲", "甲网格", "乙", "乙帮扶人");
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync(address, Json(first), Stop)).StatusCode);

        var clash = await client.PutAsync(address, Json(second), Stop);

        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        var problem = (await clash.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        var one = Assert.Single(problem["clashes"]!.AsArray())!;
        Assert.Equal(("note", "起初", "乙", "甲"), (Text(one["field"]), Text(one["base"]), Text(one["mine"]), Text(one["theirs"])));
        Assert.Equal("grid", Text(Assert.Single(problem["changedByOthers"]!.AsArray())));
    }

    [Fact]
    public async Task A_person_is_called_by_name_wherever_a_page_speaks_of_one()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var spell = await host.LineAsync("employment-spell");
        foreach (var address in (string[])[$"/ledgers/employment-spell/{spell.Id}", $"/ledgers/employment-spell/{spell.Id}/edit"])
        {
            var page = await client.GetStringAsync(address, Stop);
            Assert.Contains("姓名", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("(<dt[^>]*>|<label[^>]*>)\\s*证件号码", page);
        }

        var refused = await (await TestHost.SendAsync(client, "/ledgers/employment-spell/new", ("personId", ""))).Content.ReadAsStringAsync(Stop);
        Assert.Contains("请填写姓名", refused, StringComparison.Ordinal);
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private async Task<HttpResponseMessage> PutAsync(HttpClient client, Guid person, string number, string type)
    {
        var line = (await client.GetFromJsonAsync<JsonObject>($"/api/person/{person}", Stop))!;
        (line["idNumber"], line["idType"]) = (number, type);
        return await client.PutAsync($"/api/person/{person}", Json(line), Stop);
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer, string field)
    {
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        return problem["errors"]?[field] is JsonArray errors ? string.Join('；', errors.Select(x => x!.GetValue<string>())) : $"no error at {field}: {problem.ToJsonString()}";
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
