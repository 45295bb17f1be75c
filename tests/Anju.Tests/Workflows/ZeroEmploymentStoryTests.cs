using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Web;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Anju.Employment.OutwardJobs.ZeroEmploymentState;

namespace Anju.Tests.Workflows;

/// <summary>c.3 told through: straight, lost again, overdue, closed without a job; who may; what cannot be.</summary>
[OnBothDatabases]
public sealed class ZeroEmploymentStoryTests : IAsyncLifetime
{
    private static readonly DateOnly Found = new(2025, 11, 3); // a Monday

    private readonly List<ServiceProvider> opened = [];
    private RegisterCity city = null!;
    private Household home = null!;
    private Person worker = null!;
    private Guid site;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Actor Officer { get; } = RegisterCity.CountyOfficer(RegisterCity.Guiyang);

    private Actor Village => new("u-village", "安置点专干", "仁义社区", Scope.OfSites(RegisterCity.Guiyang, [site]), [Role.SiteWorker]);

    public async ValueTask InitializeAsync()
    {
        city = await RegisterCity.OpenAsync();
        site = (await city.SiteAsync("GY001")).Id;
        worker = Given.Person();
        var given = Given.Household(row => row.SiteId = site).With(worker);
        worker.SiteId = site;
        home = given.Row;
        home.HeadName = worker.Name;
        await using var db = city.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "登记", TimeProvider.System, Stop);
        await change.InsertAsync([home], Stop);
        await change.InsertAsync([worker], Stop);
        await change.InsertAsync([Job("2025-08-01", "2025-10-31")], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    [Fact]
    public async Task From_the_discovery_to_a_stable_job()
    {
        await KeepAsync(Found);
        var line = await LineAsync();
        Assert.Equal((Detected, Found, Given.Day("2025-11-06")), (line.State, line.DetectedOn, line.DueOn));

        await DoneAsync(Village, Found.AddDays(1), "认定", x => (x.ConfirmedOn, x.Ability) = (Found.AddDays(1), "本人能干活，愿意在县内务工"));
        await DoneAsync(Officer, Found.AddDays(1), "制定援助措施", x => (x.Measure1, x.Measure2) = ("岗位推荐", "帮扶车间"));
        line = await LineAsync();
        Assert.Equal((Assisting, Found.AddDays(30), Found.AddDays(15)), (line.State, line.DueOn, line.WarnOn));
        await DoneAsync(Village, Found.AddDays(8), "登记荐岗情况", x => (x.Offers, x.Refusals) = (2, 1));

        await WriteAsync(Found.AddDays(12), writer => writer.AddAsync(Ledger<EmploymentSpell>(), Job("2025-11-14", null, "2025-11-15"), new(Origin.Page, "上岗"), Stop));

        line = await LineAsync();
        Assert.Equal((Placed, worker.Id, Given.Day("2025-11-14"), null), (line.State, line.PlacedPersonId, line.PlacedOn, line.DueOn));

        await VerifyAsync("2026-02-10");
        await KeepAsync(Given.Day("2026-02-14"));

        line = await LineAsync();
        Assert.Equal((Stable, ZeroEmploymentEnd.Stable), (line.State, line.EndKind));
        await using var db = city.Open();
        var steps = await HistoryAsync(db, line.Id);
        Assert.Equal(["Detected", "Confirmed", "Assisting", "Placed", "Stable"], steps.Select(step => step.State).Where(state => state is not null));
        Assert.Equal(["系统", "安置点专干", "县专干", "安置点专干", "系统", "系统"], steps.Select(step => step.Who));
    }

    [Fact]
    public async Task A_job_that_is_lost_again_brings_the_case_back_with_a_limit_of_its_own()
    {
        await AssistingAsync();
        await WriteAsync(Found.AddDays(10), writer => writer.AddAsync(Ledger<EmploymentSpell>(), Job("2025-11-10", null, "2025-11-12"), new(Origin.Page, "上岗"), Stop));
        Assert.Equal(Placed, (await LineAsync()).State);

        await WriteAsync(Found.AddDays(20), async writer =>
        {
            await using var db = city.Open();
            var spell = await db.Set<EmploymentSpell>().AsNoTracking().SingleAsync(x => x.EndedOn == null, Stop);
            spell.EndedOn = Found.AddDays(18);
            return await writer.EditAsync(Ledger<EmploymentSpell>(), spell, new(Origin.Page, "离职"), Stop);
        });

        var line = await LineAsync();
        Assert.Equal((Assisting, null, null, Found.AddDays(50)), (line.State, line.PlacedPersonId, line.PlacedOn, line.DueOn));
    }

    [Fact]
    public async Task Past_the_limit_the_light_is_red_and_the_inbox_counts_it()
    {
        await AssistingAsync();
        var line = await LineAsync();
        Assert.Equal(
            [CaseLight.Green, CaseLight.Yellow, CaseLight.Yellow, CaseLight.Red],
            new[] { 14, 15, 30, 31 }.Select(days => line.LightOn(Found.AddDays(days))));

        await using var db = city.Open(Officer);
        var flow = Engines(Found).GetRequiredService<WorkflowBook>().Find("zero-employment")!;
        Assert.Equal((nameof(Assisting), CaseLight.Red, 1), Assert.Single((await flow.CountAsync(db, Found.AddDays(31), Stop)).Select(x => (x.State.Code, x.Light, x.Cases))));
        var assisting = flow.States.Where(state => state.Code == nameof(Assisting)).ToList();
        Assert.Single(await flow.InAsync(db, assisting, CaseLight.Red, Found.AddDays(31), 10, Stop));
        Assert.Empty(await flow.InAsync(db, assisting, CaseLight.Yellow, Found.AddDays(31), 10, Stop));
        Assert.Single(await flow.InAsync(db, assisting, CaseLight.Yellow, Found.AddDays(15), 10, Stop));
        Assert.Single(await flow.InAsync(db, assisting, CaseLight.Green, Found.AddDays(14), 10, Stop));
    }

    [Fact]
    public async Task A_case_closed_without_a_job_is_taken_up_on_wish_and_not_by_itself()
    {
        await AssistingAsync();
        await DoneAsync(Village, Found.AddDays(9), "登记荐岗情况", x => (x.Offers, x.Refusals) = (3, 3));
        await DoneAsync(Officer, Found.AddDays(10), "未就业结案", x => x.EndKind = ZeroEmploymentEnd.Refused, "三次推荐均不接受");
        Assert.Equal(ClosedNoJob, (await LineAsync()).State);

        await KeepAsync(Found.AddDays(11));
        Assert.Equal(ClosedNoJob, (await LineAsync()).State); // and still the only one

        await DoneAsync(Officer, Found.AddDays(15), "重新援助", _ => { }, "本人提出愿意就业");
        var line = await LineAsync();
        Assert.Equal((Assisting, null, Found.AddDays(45)), (line.State, line.EndKind, line.DueOn));
    }

    [Fact]
    public async Task Posts_offered_and_declined_are_counted_from_the_referrals_since_the_discovery()
    {
        await AssistingAsync();
        await ReferAsync(Found.AddDays(-5), ReferralOutcome.Refused); // before anybody noticed
        await ReferAsync(Found.AddDays(3), ReferralOutcome.Refused);
        await ReferAsync(Found.AddDays(4), ReferralOutcome.Refused);
        await RefusedAsync(Officer, "公岗托底", _ => { }, "市场就业不成", "现在是2次");
        await RefusedAsync(Officer, "未就业结案", x => x.EndKind = ZeroEmploymentEnd.Refused, "多次联系", "现在登记的是2次");
        await ReferAsync(Found.AddDays(5), ReferralOutcome.NotTaken);
        await RefusedAsync(Officer, "未就业结案", x => x.EndKind = ZeroEmploymentEnd.Refused, "多次联系", "现在登记的是2次");

        await DoneAsync(Officer, Found.AddDays(6), "公岗托底", _ => { }, "市场就业不成");

        Assert.Equal((PostOffered, null), ((await LineAsync()).State, (await LineAsync()).Offers));
        await ReferAsync(Found.AddDays(7), ReferralOutcome.Refused);
        await DoneAsync(Officer, Found.AddDays(8), "未就业结案", x => x.EndKind = ZeroEmploymentEnd.Refused, "三次推荐均不接受");
        Assert.Equal(ClosedNoJob, (await LineAsync()).State);
    }

    private async Task ReferAsync(DateOnly on, ReferralOutcome outcome)
    {
        await using var db = city.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "荐岗", TimeProvider.System, Stop);
        var post = new JobVacancy { CountyCode = RegisterCity.Guiyang, Code = $"GW{on:yyyyMMdd}", JobTitle = "保洁员", Openings = 3, PublishedOn = on.AddDays(-1), ValidTo = on.AddDays(60) };
        await change.InsertAsync([post], Stop);
        await change.InsertAsync(
            [new JobReferral { CountyCode = RegisterCity.Guiyang, SiteId = site, HouseholdId = home.Id, PersonId = worker.Id, VacancyId = post.Id, ReferredOn = on, Officer = "村", Outcome = outcome, AnsweredOn = on, FailedFor = "离家远" }], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    [Fact]
    public async Task What_the_register_tells_nobody_has_to_claim()
    {
        await KeepAsync(Found);
        Assert.True((await WriteAsync(Found.AddDays(1), writer => writer.AddAsync(Ledger<EmploymentSpell>(), Job("2025-10-31", null, "2025-11-03"), new(Origin.Page, "补登"), Stop))).IsOk);
        Assert.Equal((Dismissed, ZeroEmploymentEnd.NotZero), ((await LineAsync()).State, (await LineAsync()).EndKind));
    }

    [Fact]
    public async Task Whoever_does_not_want_to_work_any_more_ends_the_help()
    {
        await AssistingAsync();
        await WriteAsync(Found.AddDays(5), async writer =>
        {
            await using var db = city.Open();
            var person = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == worker.Id, Stop);
            (person.WillingToWork, person.UnwillingStatementOn) = (Willingness.Unwilling, Found.AddDays(4));
            return await writer.EditAsync(Ledger<Person>(), person, new(Origin.Page, "本人声明"), Stop);
        });
        Assert.Equal((ClosedNoJob, ZeroEmploymentEnd.Unable), ((await LineAsync()).State, (await LineAsync()).EndKind));
    }

    [Fact]
    public async Task Steps_are_for_those_whose_they_are_and_for_when_they_are_due()
    {
        await AssistingAsync();
        await RefusedAsync(Village, "公岗托底", _ => { }, "市场就业不成", "不由您的岗位办理");
        await RefusedAsync(Officer, "公岗托底", _ => { }, "市场就业不成", "满3次");
        await RefusedAsync(Officer, "公岗托底", _ => { }, null, "请填写办理意见");
        await RefusedAsync(Officer, "未就业结案", _ => { }, "多次联系", "请填写结案类型");
        await RefusedAsync(Officer, "未就业结案", x => x.EndKind = ZeroEmploymentEnd.Refused, "多次联系", "拒绝适合岗位满3次");
        await RefusedAsync(Officer, "未就业结案", x => x.EndKind = ZeroEmploymentEnd.Unreachable, "多次联系", "连续3个月");
        await RefusedAsync(Officer, "未就业结案", x => x.EndKind = ZeroEmploymentEnd.Stable, "已就业", "由台账决定");
        await RefusedAsync(Village, "登记荐岗情况", x => (x.Offers, x.Refusals) = (1, 2), null, "不能多于荐岗次数");
        await RefusedAsync(RegisterCity.CountyOfficer(RegisterCity.Yizhang), "登记荐岗情况", x => x.Offers = 1, null, "没有找到这条记录");

        var line = await LineAsync();
        Assert.Equal((Assisting, null, null), (line.State, line.Offers, line.EndKind));
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_changes_nothing()
    {
        await KeepAsync(Found);
        var seen = await LineAsync();
        await DoneAsync(Village, Found.AddDays(1), "认定", x => (x.ConfirmedOn, x.Ability) = (Found.AddDays(1), "能干活"));

        (seen.ConfirmedOn, seen.Ability) = (Found.AddDays(1), "另一个人写的");
        var services = Engines(Found.AddDays(1));
        await using var db = city.Open(Officer);
        var flow = services.GetRequiredService<WorkflowBook>().Find("zero-employment")!;
        var second = await Desk(services, db, Found.AddDays(1)).MoveAsync(flow, flow.Moves.First(x => x.Title == "认定"), seen, null, Origin.Page, Stop);

        Assert.Equal("CASE_MOVED", second.Refusal?.Code);
        Assert.Equal("能干活", (await LineAsync()).Ability);
    }

    [Fact]
    public async Task The_ledgers_form_corrects_what_a_step_recorded_and_records_nothing_past_it()
    {
        await AssistingAsync();
        var line = await LineAsync();
        line.Ability = "能干活，愿意外出";
        Assert.True((await WriteAsync(Found.AddDays(3), writer => writer.EditAsync(Ledger<ZeroEmploymentCase>(), line, new(Origin.Page, "更正"), Stop))).IsOk);

        line = await LineAsync();
        (line.EndKind, line.Measure1) = (ZeroEmploymentEnd.Refused, null);
        var refused = await WriteAsync(Found.AddDays(3), writer => writer.EditAsync(Ledger<ZeroEmploymentCase>(), line, new(Origin.Page, "直接结案"), Stop));

        Assert.Equal(["measure1", "endKind"], refused.Refusal!.All.Select(one => one.Field));
        Assert.Equal((Assisting, "能干活，愿意外出", "岗位推荐"), ((await LineAsync()).State, (await LineAsync()).Ability, (await LineAsync()).Measure1));
    }

    [Fact]
    public async Task A_line_of_an_older_list_stands_where_its_columns_say()
    {
        var old = new ZeroEmploymentCase { HouseholdId = home.Id, DetectedOn = new(2024, 3, 1), ConfirmedOn = new(2024, 3, 2), EndKind = ZeroEmploymentEnd.Refused };
        Assert.True((await WriteAsync(Found, writer => writer.AddAsync(Ledger<ZeroEmploymentCase>(), old, new(Origin.Page, "补录"), Stop))).IsOk);

        await using var db = city.Open();
        var lines = await db.Set<ZeroEmploymentCase>().AsNoTracking().OrderBy(x => x.DetectedOn).ToListAsync(Stop);
        Assert.Equal((ClosedNoJob, RegisterCity.Guiyang, site), (lines[0].State, lines[0].CountyCode, lines[0].SiteId));
        Assert.Equal(Detected, lines[1].State); // the last job ended after that: it is a new case
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in opened)
        {
            await services.DisposeAsync();
        }

        await city.DisposeAsync();
    }

    private EmploymentSpell Job(string from, string? to, string verified = "2025-10-31")
    {
        var spell = Given.Job(worker, from, to, verified, EmploymentChannel.InsideCounty, also: x => x.WorkPlace = "湖南省郴州市桂阳县");
        (spell.HouseholdId, spell.SiteId) = (home.Id, site);
        return spell;
    }

    private async Task AssistingAsync()
    {
        await KeepAsync(Found);
        await DoneAsync(Village, Found.AddDays(1), "认定", x => (x.ConfirmedOn, x.Ability) = (Found.AddDays(1), "能干活"));
        await DoneAsync(Officer, Found.AddDays(2), "制定援助措施", x => x.Measure1 = "岗位推荐");
    }

    private async Task KeepAsync(DateOnly on) => await Engines(on).GetRequiredService<CaseKeeper>().KeepAsync(home.Id, Stop);

    private async Task<ZeroEmploymentCase> LineAsync()
    {
        await using var db = city.Open();
        return await db.Set<ZeroEmploymentCase>().AsNoTracking().SingleAsync(Stop);
    }

    private async Task<Result<Written>> MoveAsync(Actor actor, DateOnly on, string title, Action<ZeroEmploymentCase> fill, string? opinion)
    {
        var services = Engines(on);
        var line = await LineAsync();
        fill(line);
        await using var db = city.Open(actor);
        var flow = services.GetRequiredService<WorkflowBook>().Find("zero-employment")!;
        return await Desk(services, db, on).MoveAsync(flow, flow.MovesFrom(flow.StateOf(line)).First(move => move.Title == title), line, opinion, Origin.Page, Stop);
    }

    private async Task DoneAsync(Actor actor, DateOnly on, string title, Action<ZeroEmploymentCase> fill, string? opinion = null)
    {
        var done = await MoveAsync(actor, on, title, fill, opinion);
        Assert.True(done.IsOk, done.Refusal?.Message);
    }

    private async Task RefusedAsync(Actor actor, string title, Action<ZeroEmploymentCase> fill, string? opinion, string says)
    {
        var refused = await MoveAsync(actor, Found.AddDays(3), title, fill, opinion);
        Assert.Contains(says, string.Join('\n', refused.Refusal!.All.Select(one => one.Message)), StringComparison.Ordinal);
    }

    private async Task<Result<Written>> WriteAsync(DateOnly on, Func<LedgerWriter, Task<Result<Written>>> write)
    {
        var services = Engines(on);
        await using var db = city.Open(Officer);
        var check = new LineCheck(db, RegisterCity.Ledgers, services.GetRequiredService<IDivisionNames>(), services.GetServices<ILedgerObjection>(), new BusinessDate(TimeProvider.System, on));
        var written = await write(new LedgerWriter(db, RegisterCity.Ledgers, check, [], services.GetServices<ILedgerAftermath>(), TimeProvider.System));
        return written;
    }

    private async Task VerifyAsync(string on)
    {
        await using var db = city.Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "核实", TimeProvider.System, Stop);
        foreach (var spell in await db.Set<EmploymentSpell>().Where(x => x.EndedOn == null).ToListAsync(Stop))
        {
            spell.VerifiedOn = Given.Day(on);
        }

        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    private async Task<IReadOnlyList<(string? State, string Who)>> HistoryAsync(AnjuDb db, Guid id)
    {
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(x => x.RecordId == id).OrderBy(x => x.Version)
            .Join(db.Set<JournalBatch>(), entry => entry.BatchId, batch => batch.Id, (entry, batch) => new { entry, batch.ActorName, entry.Version }).OrderBy(x => x.Version).ToListAsync(Stop);
        return [.. entries.Select(x => (RecordHistory.FieldsOf(Ledger<ZeroEmploymentCase>(), x.entry).FirstOrDefault(field => field.Column.Name == "State")?.After?.ToString(), x.ActorName))];
    }

    private CaseDesk Desk(ServiceProvider services, AnjuDb db, DateOnly on) =>
        new(db, RegisterCity.Ledgers, services.GetServices<ILedgerObjection>(), services.GetRequiredService<CaseClock>(), new BusinessDate(TimeProvider.System, on), TimeProvider.System);

    private static LedgerDefinition Ledger<T>() => RegisterCity.Ledgers.Of<T>();

    /// <summary>The engines as they are on that day.</summary>
    private ServiceProvider Engines(DateOnly on)
    {
        var services = AnjuHost.Engines(new HostSettings(city.Database.Folder, city.Database.Address, "", on));
        opened.Add(services);
        return services;
    }
}
