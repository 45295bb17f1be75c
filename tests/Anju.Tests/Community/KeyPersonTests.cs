using System.Net;
using System.Text;
using Anju.Access;
using Anju.Community.SafeCommunity;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Anju.Tests.Community;

/// <summary>Records of key persons (M11-6): a role and a store of their own, nothing of them anywhere else (security requirement B6).</summary>
[OnBothDatabases]
public sealed class KeyPersonTests(TestHost host) : IClassFixture<TestHost>
{
    private const string County = "431026";
    private const string Doctor = "卫某测";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Role> Others => [.. Enum.GetValues<Role>().Where(role => role != Role.KeyPersonCarer)];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Nobody_but_a_carer_opens_them(Role role)
    {
        var id = await GivenAsync();
        using var client = await host.SignInAsync(role);
        foreach (var address in (string[])["/key-persons", "/key-persons/new", $"/key-persons/{id}"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(address, Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task A_carer_enters_grades_visits_and_ends()
    {
        var person = await SomebodyAsync();
        using var client = await host.SignInAsync(Role.KeyPersonCarer);
        using var entered = await TestHost.SendAsync(
            client, "/key-persons/new", ("idNumber", person.IdNumber!), ("kind", "MentalDisorder"), ("source", "网格排查"), ("registeredOn", "2025-09-01"), ("doctor", Doctor));
        var address = new Uri(client.BaseAddress!, entered.Headers.Location!).AbsolutePath;
        Assert.Contains("尚未评估风险等级", await client.GetStringAsync(address, Stop), StringComparison.Ordinal);

        await PostAsync(client, address, "grade", ("grade", "3"), ("on", "2025-11-01"));
        Assert.Contains("应在 2025-11-15 前随访，已超 5 天", await client.GetStringAsync(address, Stop), StringComparison.Ordinal);
        await PostAsync(client, address, "visit", ("on", "2025-11-18"), ("outcome", "NotSeen"), ("visitor", "李医生"));
        Assert.Contains("已超 5 天", await client.GetStringAsync(address, Stop), StringComparison.Ordinal);
        await PostAsync(client, address, "visit", ("on", "2025-11-19"), ("outcome", "Seen"), ("visitor", "李医生"), ("note", "按时服药"));
        var page = await client.GetStringAsync(address, Stop);
        Assert.Contains("下次应在 2025-12-03 前随访", page, StringComparison.Ordinal);
        Assert.Contains("按时服药", page, StringComparison.Ordinal);
        Assert.Contains(person.Name, await client.GetStringAsync("/key-persons", Stop), StringComparison.Ordinal);

        await PostAsync(client, address, "end", ("end", "DiagnosisLifted"), ("on", "2025-11-20"));
        Assert.Contains("诊断解除", await client.GetStringAsync(address, Stop), StringComparison.Ordinal);
        Assert.DoesNotContain(address, await client.GetStringAsync("/key-persons", Stop), StringComparison.Ordinal);
        Assert.Contains(address, await client.GetStringAsync("/key-persons?state=ended", Stop), StringComparison.Ordinal);

        // Once ended, the person may be taken into care anew.
        using var again = await TestHost.SendAsync(
            client, "/key-persons/new", ("idNumber", person.IdNumber!), ("kind", "Other"), ("source", "网格排查"), ("registeredOn", "2025-11-20"));
        Assert.NotEqual(address, again.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_stored()
    {
        var id = await GivenAsync();
        var person = await PersonOfAsync(id);
        using var client = await host.SignInAsync(Role.KeyPersonCarer);
        var before = await StoredAsync();
        (string, string)[] right = [("idNumber", person.IdNumber!), ("kind", "Other"), ("source", "排查"), ("registeredOn", "2025-11-01")];
        async Task Refused(string words, params (string Name, string Value)[] wrong)
        {
            using var answer = await TestHost.SendAsync(client, "/key-persons/new", [.. right.Where(one => wrong.All(x => x.Name != one.Item1)), .. wrong]);
            Assert.Contains(words, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }

        await Refused("此人已纳入服务管理");
        await Refused("没有这个证件号码", ("idNumber", "431026190001010015"));
        await Refused("没有这个证件号码", ("idNumber", (await SomebodyAsync("431021")).IdNumber!));
        await Refused("不能晚于今天", ("registeredOn", "2025-11-21"));
        await Refused("请选择类别", ("kind", "x"));
        await Refused("请填写来源", ("source", " "));
        await Refused("责任医生不能超过 60 个字", ("doctor", new string('医', 61)));

        var address = $"/key-persons/{id}";
        Assert.Contains("不能早于登记日期", await PostAsync(client, address, "visit", ("on", "2025-01-01"), ("outcome", "Seen"), ("visitor", "李医生")), StringComparison.Ordinal);
        Assert.Contains("风险等级是 0 至 5 级", await PostAsync(client, address, "grade", ("grade", "6"), ("on", "2025-11-01")), StringComparison.Ordinal);
        Assert.Contains("刚刚被别人改过", await PostAsync(client, address, "grade", ("grade", "1"), ("on", "2025-11-01"), ("version", "7")), StringComparison.Ordinal);
        Assert.Contains("请选择原因", await PostAsync(client, address, "end", ("on", "2025-11-01")), StringComparison.Ordinal);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task A_carer_of_another_place_finds_neither_the_record_nor_the_person()
    {
        var id = await GivenAsync();
        await using var db = Carer("431021");
        Assert.Null(await db.Set<KeyPerson>().FirstOrDefaultAsync(one => one.Id == id, Stop));
        var care = new KeyPersonCare(db, host.Services.GetRequiredService<BusinessDate>(), TimeProvider.System);
        Assert.Equal("NOT_FOUND", (await care.EndAsync(id, 1, CareEnd.Died, new(2025, 11, 1), Stop)).Refusal!.Code);
        Assert.Equal("NOT_FOUND", (await care.EndAsync(Guid.CreateVersion7(), 1, CareEnd.Died, new(2025, 11, 1), Stop)).Refusal!.Code);
    }

    [Fact]
    public async Task Other_connections_read_and_write_nothing_of_the_store()
    {
        var id = await GivenAsync();
        await using var db = host.OpenAs(Role.CityLead);
        if (db.IsSqlite)
        {
            Assert.Equal(0, await db.Set<KeyPerson>().CountAsync(Stop));
            await using var rows = await BulkRead.OpenAsync<KeyPerson>(db, "1 = 1", "\"id\"", [], Stop);
            Assert.Null(rows.Next());
        }

        await Assert.ThrowsAsync<OutOfScopeException>(async () =>
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "试探", TimeProvider.System, Stop);
            await change.InsertAsync([new KeyPerson { CountyCode = County, Facts = new(Guid.CreateVersion7(), KeyPersonKind.Other, "试探", new(2025, 1, 1)) }], Stop);
            await change.CommitAsync(Stop);
        });
        Assert.All(await db.Set<JournalEntry>().AsNoTracking().Where(entry => entry.Ledger == "key_person" && entry.RecordId == id).ToListAsync(Stop),
            entry => Assert.DoesNotContain(Doctor, entry.After ?? "", StringComparison.Ordinal));
        if (!db.IsSqlite)
        {
            await using var other = host.OpenAs(Role.CityLead);
            foreach (var sql in (string[])["SELECT count(*) FROM key_person", "SELECT 1 FROM key_person_visit LIMIT 0", "UPDATE key_person SET county_code = '431021'", "DELETE FROM key_person_visit", "TRUNCATE key_person_visit"])
            {
                await using var command = await BulkRead.CommandAsync(other, sql, [], Stop);
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Stop))).SqlState);
            }
        }
    }

    [Fact]
    public async Task The_register_s_key_does_not_open_them()
    {
        var id = await GivenAsync();
        await using var db = Carer();
        var record = await db.Set<KeyPerson>().SingleAsync(one => one.Id == id, Stop);
        var stored = db.Entry(record).Property<byte[]>("SheetSealed").CurrentValue;
        var place = (byte[])[.. "key_person.sheet"u8, .. id.ToByteArray(bigEndian: true)];
        Assert.Throws<SealBrokenException>(() => db.Keys.Open(KeyPurpose.Fields, stored, place));
        Assert.Contains(Doctor, Encoding.UTF8.GetString(db.Keys.Open(KeyPurpose.Guarded, stored, place)), StringComparison.Ordinal);
        Assert.Equal(Doctor, record.Facts.Doctor);
    }

    /// <summary>Also for the carer, who may open the records: no list, search, file, export or call of the API has anything of them.</summary>
    [Fact]
    public async Task No_other_door_has_anything_of_them()
    {
        var id = await GivenAsync();
        Assert.DoesNotContain(host.Catalogue.All, ledger => GuardedAttribute.RoleOf(ledger.Type) is not null);
        using var client = await host.SignInAsync(Role.KeyPersonCarer);
        var values = await DoorValues.OfAsync(host, County);
        Assert.Contains(Doctor, await client.GetStringAsync($"/key-persons/{id}", Stop), StringComparison.Ordinal);
        var tried = 0;
        foreach (var door in Door.Of(host.Services).Where(door => door.Method == "GET" && !door.Template.StartsWith("/key-persons", StringComparison.Ordinal) && !door.IsPublic && door.At(values) is not null
            && !door.Template.Contains("events", StringComparison.Ordinal)))
        {
            using var answer = await client.GetAsync(door.At(values), Stop);
            var text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.False(text.Contains(Doctor, StringComparison.Ordinal) || text.Contains($"{id}", StringComparison.OrdinalIgnoreCase), $"{door}");
            tried += answer.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.True(tried > 25, $"{tried} doors only");
        using var found = await client.PostAsync("/search/go", new FormUrlEncodedContent([new("q", Doctor)]), Stop);
        Assert.DoesNotContain($"{id}", found.Headers.Location?.OriginalString ?? "", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Opening_one_is_an_event_and_the_journal_says_nothing_of_the_person()
    {
        var id = await GivenAsync();
        using var client = await host.SignInAsync(Role.KeyPersonCarer);
        await client.GetStringAsync($"/key-persons/{id}", Stop);
        await using var db = host.Open();
        Assert.Equal(1, await db.Set<SecurityEvent>().CountAsync(one => one.Kind == SecurityEventKind.Viewed && one.Subject == "key-person" && one.RecordId == id, Stop));
        var reasons = await db.Set<JournalBatch>().Where(batch => db.Set<JournalEntry>().Any(entry => entry.BatchId == batch.Id && entry.RecordId == id)).Select(batch => batch.Reason).ToListAsync(Stop);
        Assert.Equal(["重点人群服务：登记"], reasons);
        Assert.Equal(0, await db.Set<JournalEntry>().CountAsync(entry => entry.RecordId == id && entry.HouseholdId != null, Stop));
    }

    [Fact]
    public async Task Figures_are_counts_and_small_ones_are_hidden_with_one_more()
    {
        var figures = host.Services.GetRequiredService<KeyPersonFigures>();
        await GivenAsync("431021");
        var all = await figures.ReadAsync(host.ActorOf(Role.CityLead), Stop);
        Assert.Equal(12, all.Count);
        Assert.All(all, one => Assert.Equal(one.InCare.Count is 1 or 2 || (one.CountyCode is null && all.Count(part => part.CountyCode is not null && part.InCare.Hidden) == 1), one.InCare.Hidden));
        var own = Assert.Single(await figures.ReadAsync(host.ActorOf(Role.CountyOfficer, "431021"), Stop));
        Assert.Equal("431021", own.CountyCode);
        Assert.Empty(await figures.ReadAsync(host.ActorOf(Role.Auditor) with { Measure = 3 }, Stop));
        Assert.NotEmpty(await figures.ReadAsync(host.ActorOf(Role.Auditor) with { Measure = 11 }, Stop));
        using var client = await host.SignInAsync(Role.CountyOfficer, "431021");
        var page = await client.GetStringAsync("/key-persons/figures", Stop);
        Assert.Contains(own.InCare.Text(3), page, StringComparison.Ordinal);
        Assert.DoesNotContain(Doctor, page, StringComparison.Ordinal);
    }

    /// <summary>Visited in time, late, unknown; what is shown of all, of late and unknown ones, and whether a rate is.</summary>
    [Theory]
    [InlineData(0, 0, 0, "0", "0", "0", false)]
    [InlineData(4, 3, 4, "11", "3", "4", true)]
    [InlineData(4, 3, 0, "7", "3", "0", true)]
    [InlineData(4, 0, 0, "4", "0", "0", true)]
    [InlineData(1, 1, 0, "少于3", "少于3", "0", false)]
    [InlineData(4, 2, 4, "10", "少于3", "4", false)]
    [InlineData(4, 3, 1, "8", "3", "少于3", false)]
    [InlineData(1, 0, 4, "5", "0", "不显示", false)]
    [InlineData(2, 5, 4, "11", "不显示", "4", false)]
    [InlineData(2, 1, 4, "7", "少于3", "4", false)]
    public void Nothing_small_is_shown_or_follows_from_what_is_shown(int met, int late, int unknown, string all, string lateShown, string unknownShown, bool rate)
    {
        var count = KeyPersonFigures.CountOf(null, [.. Enumerable.Repeat(Outcome.Met, met), .. Enumerable.Repeat(Outcome.NotMet, late), .. Enumerable.Repeat(Outcome.Unknown, unknown)], 3);
        Assert.Equal((all, lateShown, unknownShown), (count.InCare.Text(3), count.Overdue.Text(3), count.Ungraded.Text(3)));
        Assert.Equal(rate ? (decimal)met / (met + late) : null, count.OnTime);
    }

    [Theory]
    [InlineData(OrganisationKind.CountyBureau, true)]
    [InlineData(OrganisationKind.Grid, true)]
    [InlineData(OrganisationKind.CityDepartment, false)]
    [InlineData(OrganisationKind.CountyTaskForce, false)]
    public void Carers_work_near_the_people(OrganisationKind kind, bool fits) => Assert.Equal(fits, PostRules.Fits(Role.KeyPersonCarer, kind));

    /// <summary>b.7 as a table: kind, grade, stable, graded on, last visit, last day of the next one.</summary>
    [Theory]
    [InlineData(KeyPersonKind.MentalDisorder, null, null, null, null, null)]
    [InlineData(KeyPersonKind.CommunityDetoxification, 1, true, "2025-06-01", "2025-06-01", null)]
    [InlineData(KeyPersonKind.MentalDisorder, 0, true, "2025-06-01", null, "2025-09-01")]
    [InlineData(KeyPersonKind.MentalDisorder, 0, true, "2025-06-01", "2025-07-15", "2025-10-15")]
    [InlineData(KeyPersonKind.MentalDisorder, 0, false, "2025-06-01", "2025-07-15", "2025-07-29")]
    [InlineData(KeyPersonKind.MentalDisorder, 2, true, "2025-06-01", "2025-05-20", "2025-06-15")]
    [InlineData(KeyPersonKind.MentalDisorder, 2, true, "2025-06-01", "2025-06-10", "2025-09-10")]
    [InlineData(KeyPersonKind.MentalDisorder, 3, true, "2025-06-01", "2025-07-15", "2025-07-29")]
    [InlineData(KeyPersonKind.MentalDisorder, 5, true, "2025-06-01", null, "2025-06-15")]
    public void The_next_visit_follows_from_grade_and_condition(KeyPersonKind kind, int? grade, bool? stable, string? graded, string? visited, string? next)
    {
        var sheet = new KeyPersonSheet(Guid.Empty, kind, "", new(2025, 1, 1), null, grade, stable, Day(graded)) { LastVisitedOn = Day(visited) };
        var parameters = host.Services.GetRequiredService<PlanPack>().Parameters.At(new(2025, 11));
        Assert.Equal(Day(next), VisitDue.NextOn(sheet, parameters));
        if (Day(next) is { } due)
        {
            Assert.Equal(Outcome.Met, VisitDue.Judge(sheet, due, parameters).Outcome);
            Assert.Equal(Outcome.NotMet, VisitDue.Judge(sheet, due.AddDays(1), parameters).Outcome);
            Assert.Equal(Outcome.NotApplicable, VisitDue.Judge(sheet with { EndedOn = due }, due.AddDays(1), parameters).Outcome);
        }
        else
        {
            Assert.Equal(Outcome.Unknown, VisitDue.Judge(sheet, new(2025, 11, 1), parameters).Outcome);
        }
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");

    /// <summary>Posts one of the forms of the record's page and gives back what is shown, or nothing when it led on.</summary>
    private static async Task<string> PostAsync(HttpClient client, string address, string form, params (string Name, string Value)[] fields)
    {
        var page = await client.GetStringAsync(address, Stop);
        var marker = page.IndexOf($"value=\"{form}\"", StringComparison.Ordinal);
        Assert.True(marker > 0, $"no form {form}");
        var part = page[page.LastIndexOf("<form class=\"form\"", marker, StringComparison.Ordinal)..];
        using var answer = await TestHost.PostAsync(client, address, TestHost.Fields(part[..(part.IndexOf("</form>", StringComparison.Ordinal) + 7)]), fields);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(Stop) : "";
    }

    private AnjuDb Carer(string county = County) => host.Services.GetRequiredService<Databases>().Open(host.ActorOf(Role.KeyPersonCarer) with { Scope = Scope.OfCounty(county) });

    /// <summary>A grown-up of the county who is not in care.</summary>
    private async Task<Person> SomebodyAsync(string county = County)
    {
        await using var db = host.Open();
        var known = (await db.Set<KeyPerson>().AsNoTracking().ToListAsync(Stop)).Select(one => one.Facts.PersonId).ToHashSet();
        return (await db.Set<Person>().AsNoTracking().Where(one => one.CountyCode == county && one.Status == PersonStatus.Active && EF.Property<string?>(one, "IdNumberIndex") != null).OrderBy(one => one.Id).ToListAsync(Stop))
            .First(one => !known.Contains(one.Id));
    }

    private async Task<Guid> GivenAsync(string county = County)
    {
        var person = await SomebodyAsync(county);
        await using var db = Carer(county);
        var care = new KeyPersonCare(db, host.Services.GetRequiredService<BusinessDate>(), TimeProvider.System);
        return (await care.RegisterAsync(new(person.IdNumber!, KeyPersonKind.MentalDisorder, "网格排查", new(2025, 9, 1), null) { Doctor = Doctor }, Stop)).Value;
    }

    private async Task<Person> PersonOfAsync(Guid record)
    {
        await using var db = host.Open();
        var facts = (await db.Set<KeyPerson>().SingleAsync(one => one.Id == record, Stop)).Facts;
        return await db.Set<Person>().SingleAsync(one => one.Id == facts.PersonId, Stop);
    }

    private async Task<(int, int, int)> StoredAsync()
    {
        await using var db = host.Open();
        return (await db.Set<KeyPerson>().CountAsync(Stop), await db.Set<KeyPersonVisit>().CountAsync(Stop), await db.Set<JournalBatch>().CountAsync(Stop));
    }
}
