using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Ledgers;

/// <summary>Lists, forms, history and search as people use them, over HTTP.</summary>
[OnBothDatabases]
public sealed class LedgerPageTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => EveryLedger.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_list_opens_sorts_by_every_column_and_turns_its_pages(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var ledger = host.Catalogue.Find(code)!;

        var list = await TextAsync(client, ledger.ListAddress);

        Assert.Contains($"<h1>{ledger.Title} </h1>", list, StringComparison.Ordinal);
        foreach (var target in Regex.Matches(list, "href=\"([^\"]*sort=[^\"]*)\"").Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Distinct())
        {
            Assert.Contains("<tbody>", await TextAsync(client, target), StringComparison.Ordinal);
        }

        if (Regex.Match(list, "href=\"([^\"]*)\" rel=\"last\"") is { Success: true } last)
        {
            var end = await TextAsync(client, WebUtility.HtmlDecode(last.Groups[1].Value));
            var before = WebUtility.HtmlDecode(Regex.Match(end, "href=\"([^\"]*)\" rel=\"prev\"").Groups[1].Value);
            Assert.Contains("rel=\"next\"", await TextAsync(client, before), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Forms_of_pages_opened_side_by_side_can_all_be_sent()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var answer = await client.GetAsync("/ledgers/household/new", Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join(';', cookies) : "";
        }));

        Assert.All(pages, cookies => Assert.DoesNotContain("Antiforgery", cookies, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/households", "已销户", "Active")]
    [InlineData("/persons", "已离户", "Active")]
    public async Task A_list_says_that_it_holds_lines_of_the_past_until_they_are_left_out(string address, string past, string current)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var link = Regex.Match(await TextAsync(client, address), $"包括{past}的。<a href=\"([^\"]*)\">只看在册</a>");
        Assert.True(link.Success);

        var target = WebUtility.HtmlDecode(link.Groups[1].Value);
        Assert.EndsWith($"?status={current}", target, StringComparison.Ordinal);
        Assert.DoesNotContain($"包括{past}的", await TextAsync(client, target), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task No_list_view_or_form_shows_a_restricted_value(string code)
    {
        var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var people = await db.Set<Person>().Where(person => person.CountyCode == EveryLedger.County).ToListAsync(Stop);
        var secrets = people.SelectMany(person => new[] { person.IdNumber, person.Phone, person.DisabilityCard }).Where(x => x?.Length > 10).ToHashSet();
        var line = await host.LineAsync(code);
        foreach (var address in (string[])[$"/ledgers/{code}?county={EveryLedger.County}&size=100", $"/ledgers/{code}/{line.Id}", $"/ledgers/{code}/{line.Id}/edit"])
        {
            var text = await TextAsync(client, address);
            Assert.DoesNotContain(Regex.Matches(text, "[0-9]{11,17}[0-9X]").Select(match => match.Value), secrets.Contains);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_form_posted_untouched_changes_nothing(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync(code);

        var answer = await TestHost.SendAsync(client, $"/ledgers/{code}/{line.Id}/edit", ("reason", "核对"));

        Assert.Equal($"/ledgers/{code}/{line.Id}?done=same", PathOf(answer));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Lines_of_another_county_are_as_unknown_as_lines_that_do_not_exist(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var foreign = await host.LineAsync(code, EveryLedger.OtherCounty);
        foreach (var address in (string[])["/ledgers/{0}/{1}", "/ledgers/{0}/{1}/edit", "/api/{0}/{1}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(string.Format(address, code, foreign.Id), Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(string.Format(address, code, Guid.CreateVersion7()), Stop)).StatusCode);
        }

        Assert.DoesNotContain(foreign.Id.ToString(), await TextAsync(client, $"/ledgers/{code}?county={EveryLedger.OtherCounty}&size=100"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/persons?sort=idNumber")]
    [InlineData("/persons?idNumber=4310")]
    [InlineData("/persons?sort=nothing")]
    [InlineData("/persons?nothing=1")]
    [InlineData("/households?after=here")]
    [InlineData("/ledgers/household/export?sort=phone")]
    [InlineData("/ledgers/household/export?format=exe")]
    [InlineData("/api/person?disabilityCard=4310")]
    [InlineData("/api/person?age=30")]
    [InlineData("/persons?sort=stablyEmployed")]
    [InlineData("/api/household?headNumber=4310")]
    public async Task What_may_not_be_asked_is_refused_in_Chinese(string address)
    {
        var client = await host.SignInAsync(Role.CityLead);
        var answer = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Matches(@"受限|没有|不对|只能", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task The_page_size_is_kept_for_the_list_it_was_chosen_on()
    {
        var client = await host.SignInAsync(Role.CityLead);
        await TextAsync(client, "/persons?size=50");
        Assert.Equal(50, Rows(await TextAsync(client, "/persons")));
        Assert.Equal(20, Rows(await TextAsync(client, "/households")));
    }

    [Fact]
    public async Task Wrong_fields_are_told_at_the_field_and_nothing_typed_is_lost()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync("household");
        var address = $"/ledgers/household/{line.Id}/edit";

        var page = await (await TestHost.SendAsync(
            client, address, ("code", ""), ("declaredSize", "三个"), ("batchYear", "1900"), ("movedInOn", "2025-13-40"), ("note", "写了一半的备注"))).Content.ReadAsStringAsync(Stop);

        Assert.Equal("5", Regex.Match(page, "有 (\\d+) 处需要修改").Groups[1].Value);
        foreach (var words in (string[])["请填写户编号", "家庭人口应是整数", "搬迁批次年度应在 2001 至 2030 之间", "入住时间应是日期", "请填写修改理由", "写了一半的备注", "三个"])
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }

        await using var db = host.Open();
        Assert.Equal(line.Version, (await db.Set<Household>().SingleAsync(x => x.Id == line.Id, Stop)).Version);
    }

    [Fact]
    public async Task A_saved_change_stands_in_the_history_with_who_why_before_and_after()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync("site");

        var answer = await TestHost.SendAsync(client, $"/ledgers/site/{line.Id}/edit", ("managingOrg", "新管理主体"), ("reason", "按批复更正"));

        var page = await TextAsync(client, PathOf(answer));
        Assert.EndsWith("?done=saved", PathOf(answer), StringComparison.Ordinal);
        Assert.Matches("按批复更正(?s:.*)管理主体村\\(社区\\)</dt><dd><del>.*</del> → <ins>新管理主体</ins>", page);
    }

    [Fact]
    public async Task Two_people_saving_the_same_field_are_shown_both_values_and_choose()
    {
        var (first, second) = (await host.SignInAsync(Role.CountyOfficer, EveryLedger.County), await host.SignInAsync(Role.CityLead));
        var line = (Household)await host.LineAsync("household");
        var address = $"/ledgers/household/{line.Id}/edit";
        var (before, after) = (await TestHost.FieldsAsync(first, address), await TestHost.FieldsAsync(second, address));
        await TestHost.PostAsync(first, address, before, ("note", "甲的备注"), ("grid", "甲网格"), ("reason", "甲"));

        var answer = await TestHost.PostAsync(second, address, after, ("note", "乙的备注"), ("helper", "乙帮扶人"), ("reason", "乙"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var clash = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(2, Regex.Count(clash, "<input type=\"radio\" name=\"choose.note\""));
        Assert.DoesNotMatch("<input type=\"radio\" name=\"choose.note\"[^>]*checked", clash);

        // Saved again without a choice, or with one that was made before somebody saved once more: nothing is overwritten.
        var blind = await TestHost.PostAsync(second, address, TestHost.Fields(clash));
        Assert.Equal(HttpStatusCode.Conflict, blind.StatusCode);
        Assert.Contains("choose.note", await blind.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await TestHost.SendAsync(first, address, ("note", "甲又改的备注"), ("reason", "甲"));
        var stale = await TestHost.PostAsync(second, address, TestHost.Fields(clash), ("choose.note", "mine"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        clash = await stale.Content.ReadAsStringAsync(Stop);

        foreach (var words in (string[])["已被他人修改", "甲又改的备注", "乙的备注", "乙帮扶人"])
        {
            Assert.Contains(words, clash, StringComparison.Ordinal);
        }

        var saved = await TestHost.PostAsync(second, address, TestHost.Fields(clash), ("choose.note", "theirs"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await using var db = host.Open();
        var stored = await db.Set<Household>().SingleAsync(x => x.Id == line.Id, Stop);
        Assert.Equal(("甲又改的备注", "甲网格", "乙帮扶人"), (stored.Note, stored.Grid, stored.Helper));
    }

    [Fact]
    public async Task Changes_to_different_fields_are_both_kept()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync("site");
        var address = $"/ledgers/site/{line.Id}/edit";
        var fields = await TestHost.FieldsAsync(client, address);
        await TestHost.PostAsync(client, address, fields, ("school", "第一小学"), ("reason", "补充"));

        var answer = await TestHost.PostAsync(client, address, fields, ("clinic", "第二卫生室"), ("reason", "补充"));

        Assert.EndsWith("?done=merged", PathOf(answer), StringComparison.Ordinal);
        await using var db = host.Open();
        var stored = await db.Set<ResettlementSite>().SingleAsync(x => x.Id == line.Id, Stop);
        Assert.Equal(("第一小学", "第二卫生室"), (stored.School, stored.Clinic));
    }

    [Fact]
    public async Task A_person_is_found_for_a_new_line_by_number_at_once_and_by_name_after_confirming()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var person = await db.Set<Person>().FirstAsync(x => x.CountyCode == EveryLedger.County && EF.Property<string?>(x, "IdNumberIndex") != null && x.NumberOddlyWritten == null && !db.Set<EmploymentSpell>().Any(spell => spell.PersonId == x.Id), Stop);
        (string, string)[] job = [("startedOn", "2025-10-08"), ("channel", "InsideCounty"), ("employer", "测试单位")];

        var byName = await TestHost.SendAsync(client, "/ledgers/employment-spell/new", [.. job, ("personId", person.Name)]);
        var offered = await byName.Content.ReadAsStringAsync(Stop);
        Assert.Contains("请从找到的结果中选定一个", offered, StringComparison.Ordinal);
        Assert.Contains(person.Id.ToString(), offered, StringComparison.Ordinal);

        var byNumber = await TestHost.SendAsync(client, "/ledgers/employment-spell/new", [.. job, ("personId", person.IdNumber!.ToLowerInvariant())]);
        Assert.Equal(HttpStatusCode.Redirect, byNumber.StatusCode);
        var spell = await db.Set<EmploymentSpell>().SingleAsync(x => x.Employer == "测试单位", Stop);
        Assert.Equal((person.Id, person.HouseholdId, person.CountyCode, person.SiteId), (spell.PersonId, spell.HouseholdId, spell.CountyCode, spell.SiteId));
    }

    [Fact]
    public async Task People_and_their_records_follow_their_household_to_another_site()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var spell = await db.Set<EmploymentSpell>().FirstAsync(x => x.CountyCode == EveryLedger.County, Stop);
        var household = await db.Set<Household>().SingleAsync(x => x.Id == spell.HouseholdId, Stop);
        var other = await db.Set<ResettlementSite>().Where(x => x.CountyCode == EveryLedger.County && x.Id != household.SiteId).Select(x => x.Id).FirstAsync(Stop);

        var answer = await TestHost.SendAsync(client, $"/ledgers/household/{household.Id}/edit", ("siteId", other.ToString()), ("reason", "调整安置点"));

        Assert.EndsWith("?done=saved", PathOf(answer), StringComparison.Ordinal);
        await using var now = host.Open();
        Assert.All(await now.Set<Person>().Where(x => x.HouseholdId == household.Id).ToListAsync(Stop), person => Assert.Equal(other, person.SiteId));
        Assert.Equal(other, (await now.Set<EmploymentSpell>().SingleAsync(x => x.Id == spell.Id, Stop)).SiteId);
    }

    [Fact]
    public async Task Removing_needs_a_reason_and_leaves_a_journal_entry()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync("employment-service");
        var address = $"/ledgers/employment-service/{line.Id}";

        Assert.Contains("请填写删除理由", await (await TestHost.SendAsync(client, address)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await TestHost.SendAsync(client, address, ("reason", "重复登记"))).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address, Stop)).StatusCode);
        await using var db = host.Open();
        Assert.Contains(await db.Set<JournalEntry>().Where(x => x.RecordId == line.Id).ToListAsync(Stop), entry => entry.Action == JournalAction.Remove);
    }

    [Fact]
    public async Task A_household_with_people_is_not_removed()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync("household");
        var answer = await TestHost.SendAsync(client, $"/ledgers/household/{line.Id}", ("reason", "试删"));
        Assert.Contains("还有其他记录引用着它", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_renamed_head_renames_the_household()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var head = await db.Set<Person>().FirstAsync(x => x.CountyCode == EveryLedger.County && x.Relation == Relation.Head && x.Status == PersonStatus.Active, Stop);

        var answer = await TestHost.SendAsync(client, $"/ledgers/person/{head.Id}/edit", ("name", "欧阳更名"), ("reason", "户口本更正"));

        Assert.EndsWith("?done=saved", PathOf(answer), StringComparison.Ordinal);
        Assert.Equal("欧阳更名", (await db.Set<Household>().SingleAsync(x => x.Id == head.HouseholdId, Stop)).HeadName);
        Assert.Contains(head.HouseholdId.ToString(), await TextAsync(client, PathOf(await client.GetAsync("/households?q=" + Uri.EscapeDataString("阳更"), Stop))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_typed_into_a_search_box_leads_to_the_person_and_never_stands_in_an_address()
    {
        var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var person = await db.Set<Person>().FirstAsync(x => EF.Property<string?>(x, "IdNumberIndex") != null && x.NumberOddlyWritten == null, Stop);

        var header = await client.PostAsync("/search/go", new FormUrlEncodedContent([new("q", " " + person.IdNumber!.ToLowerInvariant())]), Stop);
        Assert.Equal($"/persons/{person.Id}", PathOf(header));
        Assert.Equal($"/persons/{person.Id}", PathOf(await client.GetAsync("/search?q=" + person.IdNumber, Stop)));
        Assert.Equal($"/persons?line={person.Id}", PathOf(await client.GetAsync("/persons?q=" + person.IdNumber, Stop)));
        Assert.Equal($"/ledgers/employment-spell?personId={person.Id}", PathOf(await client.GetAsync("/ledgers/employment-spell?q=" + person.IdNumber, Stop)));
        Assert.Equal("/search?none=number", PathOf(await client.GetAsync("/search?q=431002190001010012", Stop)));
        Assert.Equal(1, Rows(await TextAsync(client, $"/persons?line={person.Id}")));
    }

    /// <summary>Names travel sealed: from the filters, from the header, from an address somebody made by hand (requirement D4).</summary>
    [Fact]
    public async Task A_name_typed_into_a_filter_or_a_search_box_never_stands_in_an_address_and_finds_all_the_same()
    {
        var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var head = await db.Set<Household>().Where(x => x.HeadName != null && x.Status == HouseholdStatus.Active).OrderBy(x => x.Id).FirstAsync(Stop);
        var form = await TextAsync(client, "/households");
        Assert.Contains("<form class=\"filters\" method=\"post\" action=\"/filter\"", form, StringComparison.Ordinal);
        Assert.Matches("name=\"_typed\" value=\"[^\"]*\\bq\\b", form);

        var filtered = await client.PostAsync("/filter", new FormUrlEncodedContent(
            [new("_to", "/households"), new("_typed", "q grid"), new("q", head.HeadName!), new("county", head.CountyCode), new("sort", "code"), new("grid", "")]), Stop);
        var sealedAddress = PathOf(filtered);
        Assert.Matches($"^/households\\?q=~[^&]+&county={head.CountyCode}&sort=code$", WebUtility.UrlDecode(sealedAddress));
        var list = await TextAsync(client, sealedAddress);
        Assert.Matches($"name=\"q\"[^>]*value=\"{head.HeadName}\"", list);
        Assert.Contains(head.Id.ToString(), list, StringComparison.Ordinal);
        Assert.DoesNotContain(Regex.Matches(list, "(?:href|action)=\"([^\"]*)\"").Select(link => WebUtility.UrlDecode(link.Groups[1].Value)), link => link.Contains(head.HeadName!, StringComparison.Ordinal));

        // The file of the same lines: its link carries the words sealed as well.
        var export = WebUtility.HtmlDecode(Regex.Match(list, "href=\"(/ledgers/household/export[^\"]*format=csv[^\"]*)\"").Groups[1].Value);
        Assert.Contains("q=~", WebUtility.UrlDecode(export), StringComparison.Ordinal);
        Assert.Contains(head.Code, await TextAsync(client, export), StringComparison.Ordinal);

        var header = await client.PostAsync("/search/go", new FormUrlEncodedContent([new("q", head.HeadName!)]), Stop);
        Assert.StartsWith("/search?q=~", WebUtility.UrlDecode(PathOf(header)), StringComparison.Ordinal);
        Assert.StartsWith("/households?q=~", WebUtility.UrlDecode(PathOf(await client.GetAsync("/households?q=" + Uri.EscapeDataString(head.HeadName!), Stop))), StringComparison.Ordinal);

        // Codes stay readable; nothing leads elsewhere; an address that was changed says so.
        Assert.Equal("/households?q=431", PathOf(await client.PostAsync("/filter", new FormUrlEncodedContent([new("_to", "/households"), new("_typed", "q"), new("q", "431")]), Stop)));
        Assert.Equal("/?q=431", PathOf(await client.PostAsync("/filter", new FormUrlEncodedContent([new("_to", "//evil.example"), new("_typed", "q"), new("q", "431")]), Stop)));
        var changed = await client.GetAsync(sealedAddress.Replace("q=", "q=~A", StringComparison.Ordinal), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, changed.StatusCode);
        Assert.Contains("查找内容已失效", await changed.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("查找内容已失效", await TextAsync(client, "/search?q=~abc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_finds_households_people_and_sites_within_scope_only()
    {
        var (city, county) = (await host.SignInAsync(Role.CityLead), await host.SignInAsync(Role.CountyOfficer, EveryLedger.OtherCounty));
        await using var db = host.Open();
        var site = (ResettlementSite)await host.LineAsync("site");
        var household = (Household)await host.LineAsync("household");

        Assert.Contains(household.Id.ToString(), await ResultAsync(city, household.Code), StringComparison.Ordinal);
        Assert.Contains(site.Id.ToString(), await ResultAsync(city, site.Name), StringComparison.Ordinal);
        Assert.DoesNotContain(site.Id.ToString(), await ResultAsync(county, site.Name), StringComparison.Ordinal);
        Assert.Contains("没有找到", await ResultAsync(county, household.Code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_code_opens_its_file_at_once_even_where_others_begin_with_it()
    {
        var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var site = await db.Set<ResettlementSite>().FirstAsync(Stop);
        var household = (Household)await host.LineAsync("household");
        await TestHost.SendAsync(client, "/ledgers/site/new", ("code", site.Code + "9"), ("countyCode", site.CountyCode), ("name", "同头安置点"), ("kind", "Concentrated"), ("status", "InUse"));

        var header = await client.PostAsync("/search/go", new FormUrlEncodedContent([new("q", " " + household.Code)]), Stop);

        Assert.True(await db.Set<ResettlementSite>().AnyAsync(x => x.Code == site.Code + "9", Stop));
        Assert.Equal($"/households/{household.Id}", PathOf(header));
        Assert.Equal($"/sites/{site.Id}", PathOf(await client.GetAsync("/search?q=" + site.Code.ToLowerInvariant(), Stop)));
    }

    [Fact]
    public async Task People_and_households_are_filtered_by_county_township_and_site()
    {
        var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var town = await db.Set<Household>().Where(x => x.CountyCode == EveryLedger.County && x.TownshipCode != null).Select(x => x.TownshipCode!).FirstAsync(Stop);
        var homes = await db.Set<Household>().Where(x => x.TownshipCode == town).Select(x => x.Id).ToListAsync(Stop);

        foreach (var (list, name, count) in new[]
        {
            ("/households", "townshipCode", homes.Count),
            ("/persons", "township", await db.Set<Person>().CountAsync(x => homes.Contains(x.HouseholdId), Stop)),
        })
        {
            var all = await TextAsync(client, list);
            Assert.All(["county", name, "site"], filter => Assert.Contains($"<select id=\"f-{filter}\" name=\"{filter}\"", all, StringComparison.Ordinal));
            var some = await TextAsync(client, $"{list}?county={EveryLedger.County}&{name}={town}");
            Assert.Matches($"共 {count} [户人]", some);
            Assert.Contains($"<option value=\"{town}\" selected", some, StringComparison.Ordinal);
            Assert.Contains("筛选（已用 2 项）", some, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"chips\"", some, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refused_form_still_shows_what_cannot_be_typed()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var person = (Person)await host.LineAsync("person");
        var home = await db.Set<Household>().SingleAsync(x => x.Id == person.HouseholdId, Stop);

        var page = await (await TestHost.SendAsync(client, $"/ledgers/person/{person.Id}/edit", ("monthsWorked", "三"), ("reason", "核对"))).Content.ReadAsStringAsync(Stop);

        Assert.Contains("务工时间应是整数", page, StringComparison.Ordinal);
        Assert.Matches($"name=\"householdId.shown\"[^>]*value=\"{home.Code}\"", page);
    }

    [Fact]
    public async Task A_page_that_a_role_may_not_open_says_so_and_who_may()
    {
        var client = await host.SignInAsync(Role.SiteWorker);

        var answer = await client.GetAsync("/import", Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Matches("没有权限(?s:.*)安置点专干(?s:.*)能办理的岗位：[^<]*县级专干", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task A_site_worker_registers_a_household_at_their_own_site_and_is_led_on_to_its_members()
    {
        var client = await host.SignInAsync(Role.SiteWorker);
        await using var own = host.OpenAs(Role.SiteWorker);
        var site = Assert.Single(own.Actor.Scope.Sites);
        Assert.Contains(await TestHost.FieldsAsync(client, "/ledgers/household/new"), field => field is { Key: "siteId" } && field.Value == site.ToString());

        var added = PathOf(await TestHost.SendAsync(client, "/ledgers/household/new", ("code", "新户0001"), ("movedInOn", "2020-05-01")));
        var home = await own.Set<Household>().SingleAsync(x => x.Code == "新户0001", Stop);
        Assert.Equal(($"/households/{home.Id}?done=created", (Guid?)site), (added, home.SiteId));
        Assert.Contains("本户还没有成员", await TextAsync(client, added), StringComparison.Ordinal);

        var next = PathOf(await TestHost.SendAsync(
            client, $"/households/{home.Id}/add-member", ("name", "何新户"), ("sex", "Male"), ("birthDate", "1980-02-03"), ("step", "more")));
        Assert.Equal($"/households/{home.Id}/add-member?added=1", next);
        var second = PathOf(await TestHost.SendAsync(
            client, next, ("kind", "MovedIn"), ("relation", "Spouse"), ("name", "李新户"), ("sex", "Female"), ("birthDate", "1982-02-03")));
        Assert.Equal($"/households/{home.Id}?done=added", second);
        Assert.Contains("在册 2 人", await TextAsync(client, second), StringComparison.Ordinal);

        var gone = await TestHost.SendAsync(client, $"/households/{home.Id}/dissolve", ("kind", "MovedOut"), ("happenedOn", "2025-03-01"));
        Assert.Equal($"/households/{home.Id}?done=dissolved", PathOf(gone));
        var file = await TextAsync(client, $"/households/{home.Id}");
        Assert.Contains("已销户 2025-03-01", file, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]月未核实", file);
        foreach (var words in (string[])["月度核实</a>", "/add-member", "/verify", "/new?householdId="])
        {
            Assert.DoesNotContain(words, file, StringComparison.Ordinal);
        }
    }

    private static async Task<string> ResultAsync(HttpClient client, string text)
    {
        var answer = await client.GetAsync("/search?q=" + Uri.EscapeDataString(text), Stop);
        if (answer.Headers.Location is { } words && WebUtility.UrlDecode(words.OriginalString).Contains("?q=~", StringComparison.Ordinal))
        {
            answer = await client.GetAsync(words, Stop);
        }

        return answer.StatusCode == HttpStatusCode.Redirect ? PathOf(answer) : await answer.Content.ReadAsStringAsync(Stop);
    }

    private static int Rows(string page) => Regex.Count(page, "<td class=\"row-actions\">");

    private static string PathOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var target = answer.Headers.Location!;
        return target.IsAbsoluteUri ? target.PathAndQuery : "/" + target.OriginalString.TrimStart('/');
    }

    private static async Task<string> TextAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {address}");
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
