using System.Net;
using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Ledgers;
using Anju.Tests.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Employment;

/// <summary>The desk of "311" over the judged small city: who is owed what, one batch to many, and what is not recorded.</summary>
[OnBothDatabases]
public sealed class ServiceDeskTests(JudgedHost judged) : IClassFixture<JudgedHost>
{
    private static readonly DateOnly Today = TestHost.City.Today;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_offered_to_all_of_them_is_as_many_events_and_they_are_owed_less()
    {
        await using var db = judged.Host.OpenAs(Role.CityLead);
        var desk = Desk(db);
        var code = await VacancyAsync(Today.AddDays(-3), Today.AddDays(30));
        var (found, next) = await desk.OwedAsync(null, ServiceKind.JobInfo, false, 0, Stop);
        Assert.Null(next);
        var owed = found.Where(one => one.Person.CountyCode is not (EveryLedger.County or EveryLedger.OtherCounty) && one.LastOn != Today).ToList(); // the other tests have theirs
        Assert.True(owed.Count > 1, $"{owed.Count} are owed");
        Assert.All(owed, one => Assert.True(one.Served.JobInfos < 3));
        Assert.True(await desk.CountAsync(null, Stop) >= owed.Count);
        await UnservedAsync(owed[0].Person.Id); // so that somebody is owed more than this one service
        owed[0] = (await desk.OwedAsync(null, null, false, 0, Stop)).People.Single(one => one.Person.Id == owed[0].Person.Id);
        Assert.Equal((0, true), (owed[0].Done, owed[0].IsBehind));
        var before = await db.Set<EmploymentServiceEvent>().CountAsync(Stop);

        var done = await desk.RecordAsync(Batch(owed, code), Stop);

        Assert.Equal(owed.Count, done.Value);
        var events = await db.Set<EmploymentServiceEvent>().Where(x => x.Reference == code).ToListAsync(Stop);
        Assert.Equal((owed.Count, before + owed.Count), (events.Count, await db.Set<EmploymentServiceEvent>().CountAsync(Stop)));
        Assert.All(events, x => Assert.Equal((Today, ServiceKind.JobInfo, ServiceChannel.Phone, "王专干", Willingness.Willing), (x.GivenOn, x.Kind, x.Channel, x.Officer, x.Willing)));
        var still = (await desk.OwedAsync(null, null, false, 0, Stop)).People.ToDictionary(one => one.Person.Id);
        Assert.All(owed, one => Assert.True(!still.TryGetValue(one.Person.Id, out var now) || now.Served.JobInfos == one.Served.JobInfos + 1));

        // The same post twice is one information, and nobody is offered it again.
        var open = owed.Where(one => still.ContainsKey(one.Person.Id)).ToList();
        Assert.NotEmpty(open);
        Assert.Contains("同一天只计一次", (await desk.RecordAsync(Batch(open, code), Stop)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains($"本年已告知过{code}", (await desk.RecordAsync(Batch(open, code) with { On = Today.AddDays(-1) }, Stop)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_said_at_its_field_and_nothing_is_stored()
    {
        await using var db = judged.Host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var desk = Desk(db);
        var (valid, over) = (await VacancyAsync(Today.AddDays(-3), Today.AddDays(30)), await VacancyAsync(Today.AddDays(-90), Today.AddDays(-1)));
        var owed = (await desk.OwedAsync(null, null, false, 0, Stop)).People.Take(1).ToList();
        var employed = await db.Set<EmploymentSpell>().Where(x => x.EndedOn == null && x.CountyCode == EveryLedger.County && x.VerifiedOn != null).Select(x => x.PersonId).FirstAsync(Stop);
        Guid elsewhere;
        await using (var all = judged.Host.Open())
        {
            elsewhere = await all.Set<Person>().Where(x => x.CountyCode == EveryLedger.OtherCounty).Select(x => x.Id).FirstAsync(Stop);
        }

        var before = await db.Set<EmploymentServiceEvent>().CountAsync(Stop);
        foreach (var (batch, field, words) in ((ServiceBatch, string, string)[])
        [
            (Batch(owed, valid) with { People = [] }, "person", "没有具体对象的群发不计入"),
            (Batch(owed, null), "vacancy", "请选择推荐的岗位"),
            (Batch(owed, "GW-没有"), "vacancy", "没有岗位GW-没有"),
            (Batch(owed, over), "vacancy", "有效期是"),
            (Batch(owed, valid) with { On = Today.AddDays(1) }, "on", "不能晚于今天"),
            (Batch(owed, valid) with { On = new(Today.Year - 1, 12, 31) }, "on", "补登往年的"),
            (Batch(owed, valid) with { Officer = " " }, "officer", "请填写服务人"),
            (Batch(owed, null) with { Kind = ServiceKind.TrainingInfo, Course = "PX-没有" }, "course", "没有班次PX-没有"),
            (Batch(owed, valid) with { People = [employed] }, "person", "现在不是“311”服务对象或已达标"),
            (Batch(owed, valid) with { People = [elsewhere] }, "person", "不在您的范围"),
            (Batch(owed, valid) with { People = [owed[0].Person.Id, elsewhere] }, "person", "不在您的范围"),
        ])
        {
            var refused = (await desk.RecordAsync(batch, Stop)).Refusal!;
            Assert.Equal(field, refused.Field);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await db.Set<EmploymentServiceEvent>().CountAsync(Stop));
    }

    [Theory]
    [InlineData("2025-03-30", 0)]
    [InlineData("2025-03-31", 1)]
    [InlineData("2025-06-30", 2)]
    [InlineData("2025-09-29", 2)]
    [InlineData("2025-09-30", 4)]
    [InlineData("2025-12-30", 4)]
    [InlineData("2025-12-31", 5)]
    public void The_pace_goes_by_quarters(string day, int services) => Assert.Equal(services, ServicePace.By(Given.Day(day), Given.Pack.Parameters.At(Given.Month("2025-11"))));

    [Fact]
    public async Task On_the_page_the_chosen_are_recorded_and_a_mistake_keeps_what_was_typed()
    {
        using var client = await judged.Host.SignInAsync(Role.CountyOfficer, EveryLedger.OtherCounty);
        await using var db = judged.Host.OpenAs(Role.CountyOfficer, EveryLedger.OtherCounty);
        var owed = (await Desk(db).OwedAsync(null, ServiceKind.Guidance, false, 0, Stop)).People;
        var one = owed.Count > 0 ? owed[0] : (await Desk(db).OwedAsync(null, null, false, 0, Stop)).People[0];
        (string, string)[] service = [("kind", "Guidance"), ("on", Today.ToString("O")), ("channel", "Meeting"), ("officer", "李专干")];

        var wrong = await TestHost.SendAsync(client, "/service-desk", service);
        var text = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Stop));
        Assert.Contains("请先选择服务对象", text, StringComparison.Ordinal);
        Assert.Contains("李专干", text, StringComparison.Ordinal);

        var done = await TestHost.SendAsync(client, "/service-desk", [.. service, ("person", $"{one.Person.Id}")]);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.EndsWith("recorded=1", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await db.Set<EmploymentServiceEvent>().CountAsync(x => x.PersonId == one.Person.Id && x.Officer == "李专干", Stop));
    }

    [Fact]
    public async Task Whoever_reads_only_may_not_record()
    {
        using var client = await judged.Host.SignInAsync(Role.Auditor);
        var page = await client.GetStringAsync("/service-desk", Stop);
        Assert.DoesNotContain("name=\"officer\"", page, StringComparison.Ordinal);
    }

    private async Task UnservedAsync(Guid person)
    {
        await using var db = judged.Host.Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "误登", TimeProvider.System, Stop);
        await change.RemoveAsync(await db.Set<EmploymentServiceEvent>().AsNoTracking().Where(x => x.PersonId == person).ToListAsync(Stop), Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    private ServiceDesk Desk(AnjuDb db) =>
        new(db, judged.Services.GetRequiredService<HouseholdsNow>(), judged.Rules, judged.Services.GetRequiredService<BusinessDate>(), TimeProvider.System);

    private static ServiceBatch Batch(IEnumerable<Owed> people, string? vacancy) =>
        new(ServiceKind.JobInfo, [.. people.Select(one => one.Person.Id)], Today, ServiceChannel.Phone, "王专干", vacancy);

    private async Task<string> VacancyAsync(DateOnly from, DateOnly to)
    {
        await using var db = judged.Host.Open();
        var vacancy = new JobVacancy { Code = "", JobTitle = "包装工", CountyCode = EveryLedger.County, Openings = 20, PublishedOn = from, ValidTo = to };
        vacancy.Code = $"GW-T{vacancy.Id.ToString("N")[^12..]}";
        await using var change = await Change.BeginAsync(db, Origin.Page, "岗位", TimeProvider.System, Stop);
        await change.InsertAsync([vacancy], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
        return vacancy.Code;
    }
}
