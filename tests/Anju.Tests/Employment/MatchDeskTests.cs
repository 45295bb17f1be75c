using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Employment;

/// <summary>The matching board over the small city: who is offered what, what a confirmation writes, and what is refused.</summary>
[OnBothDatabases]
public sealed class MatchDeskTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly DateOnly Today = TestHost.City.Today;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Each test has a county of its own.</summary>
    private const string Confirmed = "431021";
    private const string Refused = "431026";
    private const string Full = "431003";
    private const string OnPage = "431002";

    [Fact]
    public async Task What_is_confirmed_becomes_referral_and_service_and_takes_its_opening()
    {
        await SeekAsync(Confirmed, 4);
        await OfferAsync(Confirmed, "GW-T1", 2);
        await OfferAsync(Confirmed, "GW-T2", 3);
        await using var db = host.OpenAs(Role.CountyOfficer, Confirmed);
        var desk = Desk(db);
        var before = await desk.OfAsync(Confirmed, Stop);
        Assert.NotEmpty(before.Suggestions);
        Assert.Equal(before.Seekers, before.Suggestions.Count + before.Left.Count);
        await EverybodyFitsAsync(db, before);
        var one = before.Suggestions[0];
        var (services, left) = (await db.Set<EmploymentServiceEvent>().CountAsync(Stop), one.Opening.Left);

        Assert.Equal(1, (await desk.ConfirmAsync(Batch(one), Stop)).Value);

        var referral = await db.Set<JobReferral>().AsNoTracking().SingleAsync(x => x.PersonId == one.Seeker.Id && x.VacancyId == one.Opening.Vacancy.Id, Stop);
        Assert.Equal((Today, "王专干", ReferralOutcome.Waiting, string.Join("；", one.Reasons)), (referral.ReferredOn, referral.Officer, referral.Outcome, referral.Grounds));
        var service = await db.Set<EmploymentServiceEvent>().AsNoTracking().SingleAsync(x => x.PersonId == one.Seeker.Id && x.Reference == one.Opening.Vacancy.Code, Stop);
        Assert.Equal((Today, ServiceKind.JobInfo, ServiceChannel.Phone, services + 1), (service.GivenOn, service.Kind, service.Channel, await db.Set<EmploymentServiceEvent>().CountAsync(Stop)));

        // An offer to answer is a place taken, and nothing else is suggested meanwhile.
        var after = await desk.OfAsync(Confirmed, Stop);
        Assert.Equal((before.Seekers - 1, before.Waiting + 1, before.Openings - 1), (after.Seekers, after.Waiting, after.Openings));
        Assert.DoesNotContain(after.Suggestions, x => x.Seeker.Id == one.Seeker.Id);
        Assert.All(after.Suggestions.Where(x => x.Opening.Vacancy.Id == one.Opening.Vacancy.Id), x => Assert.Equal(left - 1, x.Opening.Left));
        Assert.Contains("推荐已经不成立", (await desk.ConfirmAsync(Batch(one), Stop)).Refusal!.Message, StringComparison.Ordinal);

        // Refused, the person is offered another post, never the same one.
        await AnswerAsync(referral.Id);
        var again = await desk.OfAsync(Confirmed, Stop);
        Assert.Equal(before.Openings, again.Openings);
        Assert.Equal(before.Seekers, again.Seekers);
        Assert.NotEqual(one.Opening.Vacancy.Id, again.Suggestions.FirstOrDefault(x => x.Seeker.Id == one.Seeker.Id)?.Opening.Vacancy.Id);
        Assert.Contains("推荐已经不成立", (await desk.ConfirmAsync(Batch(one), Stop)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_confirmed_is_said_at_its_field_and_nothing_is_stored()
    {
        await SeekAsync(Refused, 1);
        await OfferAsync(Refused, "GW-T3", 1);
        await SeekAsync("431022", 1);
        await OfferAsync("431022", "GW-T4", 1);
        await using var db = host.OpenAs(Role.CountyOfficer, Refused);
        var desk = Desk(db);
        var one = (await desk.OfAsync(Refused, Stop)).Suggestions[0];
        Suggestion elsewhere;
        await using (var there = host.OpenAs(Role.CityLead))
        {
            elsewhere = (await Desk(there).OfAsync("431022", Stop)).Suggestions[0];
        }

        var counts = await CountsAsync(db);
        foreach (var (batch, field, words) in ((ReferralBatch, string, string)[])
        [
            (Batch(one) with { Pairs = [] }, "pair", "请先选择要确认的推荐"),
            (Batch(one) with { Pairs = [.. Enumerable.Range(0, 201).Select(_ => (Guid.CreateVersion7(), one.Opening.Vacancy.Id))] }, "pair", "一次最多确认200人"),
            (Batch(one) with { Pairs = [(one.Seeker.Id, one.Opening.Vacancy.Id), (one.Seeker.Id, elsewhere.Opening.Vacancy.Id)] }, "pair", "一次只给一个人推荐一个岗位"),
            (Batch(one) with { On = Today.AddDays(1) }, "on", "不能晚于今天"),
            (Batch(one) with { On = one.Opening.Vacancy.PublishedOn.AddDays(-1) }, "on", "荐岗日期不能早于它"),
            (Batch(one) with { Officer = " " }, "officer", "请填写服务人"),
            (Batch(elsewhere), "pair", "不在您的范围"),
            (Batch(one) with { Pairs = [(one.Seeker.Id, one.Opening.Vacancy.Id), (elsewhere.Seeker.Id, elsewhere.Opening.Vacancy.Id)] }, "pair", "不在您的范围"),
            (Batch(one) with { Pairs = [(one.Seeker.Id, elsewhere.Opening.Vacancy.Id)] }, "pair", "推荐已经不成立"),
        ])
        {
            var refused = (await desk.ConfirmAsync(batch, Stop)).Refusal!;
            Assert.Equal(field, refused.Field);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(counts, await CountsAsync(db));
    }

    [Fact]
    public async Task More_than_the_openings_left_are_refused_together()
    {
        var people = await SeekAsync(Full, 2);
        var vacancy = await OfferAsync(Full, "GW-T5", 3, hired: 2);
        await using var db = host.OpenAs(Role.CityLead);

        var both = new ReferralBatch([.. people.Select(id => (id, vacancy))], Today, ServiceChannel.Meeting, "王专干");
        Assert.Contains("还能推荐1人", (await Desk(db).ConfirmAsync(both, Stop)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(0, await db.Set<JobReferral>().CountAsync(x => x.VacancyId == vacancy, Stop));
    }

    [Fact]
    public async Task On_the_page_the_chosen_are_confirmed_and_a_mistake_keeps_what_was_typed()
    {
        await SeekAsync(OnPage, 1);
        await OfferAsync(OnPage, "GW-T6", 1);
        using var client = await host.SignInAsync(Role.CountyOfficer, OnPage);
        await using var db = host.OpenAs(Role.CountyOfficer, OnPage);
        var one = (await Desk(db).OfAsync(OnPage, Stop)).Suggestions[0];
        (string, string)[] form = [("on", Today.ToString("O")), ("channel", "Meeting"), ("officer", "李专干")];

        var wrong = WebUtility.HtmlDecode(await (await TestHost.SendAsync(client, "/matching", form)).Content.ReadAsStringAsync(Stop));
        Assert.Contains("请先选择要确认的推荐", wrong, StringComparison.Ordinal);
        Assert.Contains("李专干", wrong, StringComparison.Ordinal);
        var broken = WebUtility.HtmlDecode(await (await TestHost.SendAsync(client, "/matching", [.. form, ("pair", "不是编号")])).Content.ReadAsStringAsync(Stop));
        Assert.Contains("不在您的范围", broken, StringComparison.Ordinal);

        var done = await TestHost.SendAsync(client, "/matching", [.. form, ("pair", $"{one.Seeker.Id}:{one.Opening.Vacancy.Id}")]);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.EndsWith("recorded=1", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await db.Set<JobReferral>().CountAsync(x => x.PersonId == one.Seeker.Id && x.VacancyId == one.Opening.Vacancy.Id && x.Officer == "李专干", Stop));
    }

    [Fact]
    public async Task What_is_said_to_wait_for_an_answer_and_to_be_open_opens_to_its_rows()
    {
        const string County = "431024";
        var people = await SeekAsync(County, 2);
        var vacancy = await OfferAsync(County, "GW-T7", 5);
        await using var db = host.OpenAs(Role.CityLead);
        Assert.Equal(2, (await Desk(db).ConfirmAsync(new([.. people.Select(id => (id, vacancy))], Today, ServiceChannel.Meeting, "王专干"), Stop)).Value);
        var matching = await Desk(db).OfAsync(County, Stop);

        using var client = await host.SignInAsync(Role.CityLead);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/matching?county={County}", Stop));

        var waiting = Regex.Match(page, "/ledgers/(job-referral\\?[^\"]*)\"").Groups[1].Value;
        var rows = (await client.GetFromJsonAsync<JsonObject>($"/api/{waiting}&size=100", Stop))!["items"]!.AsArray();
        Assert.Equal((matching.Waiting, true), (rows.Count, rows.Count >= 2));
        var open = Regex.Match(page, "/ledgers/(job-vacancy\\?[^\"]*)\"").Groups[1].Value;
        var posts = (await client.GetFromJsonAsync<JsonObject>($"/api/{open}&size=100", Stop))!["items"]!.AsArray();
        Assert.Equal(await db.Set<JobVacancy>().CountAsync(x => x.CountyCode == County && x.PublishedOn <= Today && x.ValidTo >= Today, Stop), posts.Count);
    }

    [Fact]
    public async Task The_city_sees_every_county_and_whoever_sees_a_part_of_one_is_told_who_matches()
    {
        using var city = await host.SignInAsync(Role.CityLead);
        var page = WebUtility.HtmlDecode(await city.GetStringAsync("/matching", Stop));
        foreach (var (code, name) in Given.Pack.Divisions.Counties.Select(x => (x.Code.Value, x.Name)))
        {
            Assert.Contains($"county={code}\">{name}</a>", page, StringComparison.Ordinal);
        }

        using var site = await host.SignInAsync(Role.SiteWorker);
        var refused = WebUtility.HtmlDecode(await site.GetStringAsync("/matching", Stop));
        Assert.Contains("人岗匹配由县级办理", refused, StringComparison.Ordinal);
        await using var db = host.OpenAs(Role.SiteWorker);
        Assert.Equal("COUNTY_ONLY", (await Desk(db).ConfirmAsync(new([(Guid.CreateVersion7(), Guid.CreateVersion7())], Today, ServiceChannel.Phone, "王专干"), Stop)).Refusal!.Code);

        using var reader = await host.SignInAsync("-auditor");
        Assert.DoesNotContain("name=\"officer\"", await reader.GetStringAsync("/matching?county=431021", Stop), StringComparison.Ordinal);

        // Wishes are of measure 3, posts of measure 2: who reads one measure alone sees neither beside the other.
        using var auditor = await host.SignInAsync("auditor-outward-jobs");
        Assert.Contains("人岗匹配由县级办理", WebUtility.HtmlDecode(await auditor.GetStringAsync("/matching?county=431021", Stop)), StringComparison.Ordinal);
    }

    /// <summary>Nobody who is unwilling, at work or has an offer to answer; nobody told of the post before; no post over or full.</summary>
    private static async Task EverybodyFitsAsync(AnjuDb db, Matching matching)
    {
        foreach (var (seeker, opening, _, _) in matching.Suggestions)
        {
            var person = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == seeker.Id, Stop);
            Assert.Equal((Willingness.Willing, PersonStatus.Active), (person.WillingToWork, person.Status));
            Assert.False(await db.Set<EmploymentSpell>().AnyAsync(x => x.PersonId == seeker.Id && x.StartedOn <= Today && (x.EndedOn == null || x.EndedOn > Today), Stop));
            Assert.False(await db.Set<JobReferral>().AnyAsync(x => x.PersonId == seeker.Id && (x.Outcome == ReferralOutcome.Waiting || x.VacancyId == opening.Vacancy.Id), Stop));
            Assert.False(await db.Set<EmploymentServiceEvent>().AnyAsync(x => x.PersonId == seeker.Id && x.Reference == opening.Vacancy.Code, Stop));
            Assert.InRange(Today, opening.Vacancy.PublishedOn, opening.Vacancy.ValidTo);
        }

        Assert.All(matching.Suggestions.GroupBy(x => x.Opening), x => Assert.InRange(x.Count(), 1, x.Key.Vacancy.Openings - (x.Key.Vacancy.RelocatedHired ?? 0)));
    }

    /// <summary>Some more people without a job who want one, in the first household of the county.</summary>
    private async Task<List<Guid>> SeekAsync(string county, int count)
    {
        await using var db = host.Open();
        var home = await db.Set<Household>().AsNoTracking().Where(x => x.CountyCode == county && x.Status == HouseholdStatus.Active).OrderBy(x => x.Code).FirstAsync(Stop);
        var people = Enumerable.Range(0, count).Select(number => new Person
        {
            HouseholdId = home.Id,
            CountyCode = county,
            SiteId = home.SiteId,
            Name = $"求职者{number}",
            Relation = Relation.Other,
            BirthDate = new DateOnly(1990, 5, 1 + number),
            LabourCapacity = LabourCapacity.Ordinary,
            Education = Education.JuniorMiddle,
            WillingToWork = Willingness.Willing,
            Employment = EmploymentStatus.NotEmployed,
            JoinedOn = new DateOnly(2019, 1, 1),
        }).ToList();
        await InsertAsync(db, people);
        return [.. people.Select(person => person.Id)];
    }

    private async Task<Guid> OfferAsync(string county, string code, int openings, int? hired = null)
    {
        await using var db = host.Open();
        var vacancy = new JobVacancy
        {
            Code = code, JobTitle = "理货员", CountyCode = county, Openings = openings, RelocatedHired = hired, PublishedOn = Today.AddDays(-3), ValidTo = Today, Place = "广东省东莞市",
        };
        await InsertAsync(db, [vacancy]);
        return vacancy.Id;
    }

    private static async Task InsertAsync<T>(AnjuDb db, IReadOnlyList<T> lines)
        where T : Anju.Kernel.Record
    {
        await using var change = await Change.BeginAsync(db, Origin.Page, "岗位", TimeProvider.System, Stop);
        await change.InsertAsync(lines, Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    private async Task AnswerAsync(Guid referral)
    {
        await using var db = host.Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "答复", TimeProvider.System, Stop);
        var line = await db.Set<JobReferral>().SingleAsync(x => x.Id == referral, Stop);
        (line.Outcome, line.AnsweredOn, line.FailedFor) = (ReferralOutcome.Refused, Today, "离家远");
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    private static async Task<(int, int)> CountsAsync(AnjuDb db) => (await db.Set<JobReferral>().CountAsync(Stop), await db.Set<EmploymentServiceEvent>().CountAsync(Stop));

    private MatchDesk Desk(AnjuDb db) => new(db, host.Services.GetRequiredService<HouseholdsNow>(), host.Services.GetRequiredService<BusinessDate>(), TimeProvider.System);

    private static ReferralBatch Batch(Suggestion one) => new([(one.Seeker.Id, one.Opening.Vacancy.Id)], Today, ServiceChannel.Phone, "王专干");
}
