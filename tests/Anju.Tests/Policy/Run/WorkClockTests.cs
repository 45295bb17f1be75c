using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Policy.Run;

/// <summary>When work comes onto the lists, by when it is due, and which light it shows on the way.</summary>
[OnBothDatabases]
public sealed class WorkClockTests
{
    private static readonly DateOnly CutOff = new(2025, 12, 5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Households_nobody_verified_come_onto_the_list_on_the_20th_are_reminded_of_on_the_25th_and_red_at_the_cut_off()
    {
        await using var city = await RunCity.NewAsync();
        await city.RunAsync(judgedOn: new(2025, 11, 19));
        await using var db = city.Open();
        Assert.Equal(0, await db.Set<WorkItem>().CountAsync(x => x.Rule == "R-M01-3", Stop));

        await city.RunAsync(judgedOn: new(2025, 11, 20));

        var unseen = await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == "R-M01-3").ToListAsync(Stop);
        Assert.True(unseen.Count > 5);
        Assert.All(unseen, item => Assert.Equal((new DateOnly(2025, 11, 20), CutOff, null), (item.OpenedOn, item.DueOn, item.ClosedOn)));
        foreach (var (day, light) in new[] { ("2025-11-20", Light.Green), ("2025-11-24", Light.Green), ("2025-11-25", Light.Yellow), ("2025-12-04", Light.Yellow), ("2025-12-05", Light.Red), ("2026-01-20", Light.Red) })
        {
            await ShowsAsync(db, day, "R-M01-3", light, unseen.Count);
        }
    }

    [Fact]
    public async Task A_household_not_verified_stays_on_the_list_into_the_next_month_until_it_is_verified()
    {
        await using var city = await RunCity.NewAsync();
        await city.RunAsync(judgedOn: new(2025, 11, 20));
        await using var db = city.Open();
        var item = await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == "R-M01-3").OrderBy(x => x.Id).FirstAsync(Stop);
        var december = new Month(2025, 12);

        await city.RunAsync(december, new(2025, 12, 10)); // before the list of December goes out

        var still = await db.Set<WorkItem>().AsNoTracking().SingleAsync(x => x.Id == item.Id, Stop);
        Assert.Equal((null, CutOff, "2025年12月没有核实记录"), (still.ClosedOn, still.DueOn, still.Reason));
        Assert.Equal(
            await db.Set<WorkItem>().CountAsync(x => x.Rule == "R-M01-3" && x.ClosedOn == null, Stop),
            await db.Set<WorkItem>().CountAsync(x => x.Rule == "R-M01-3" && x.OpenedFor == RunCity.November && x.ClosedOn == null, Stop));

        await city.ChangeAsync(async change => change.Add(new MonthlyVerification
        {
            HouseholdId = item.HouseholdId!.Value, CountyCode = item.CountyCode, SiteId = item.SiteId, Month = december, VerifiedOn = new(2025, 12, 9), Verifier = "网格员",
        }));
        await city.RunAsync(december, new(2025, 12, 10));

        var settled = await db.Set<WorkItem>().AsNoTracking().SingleAsync(x => x.Id == item.Id, Stop);
        Assert.Equal(("2025年12月运行判定：已达标", new DateOnly(2025, 12, 10)), (settled.ClosedBecause, settled.ClosedOn!.Value));
    }

    [Fact]
    public async Task A_duty_of_the_year_that_stays_open_into_the_next_year_is_due_by_the_end_of_that_one()
    {
        await using var city = await RunCity.NewAsync();
        await city.RunAsync(judgedOn: new(2025, 11, 20));
        await using var db = city.Open();
        var before = await OpenAsync();
        Assert.Contains(before.Values, due => due == new DateOnly(2025, 12, 31));

        await city.RunAsync(new(2026, 1), new(2026, 1, 31));

        var stayed = (await OpenAsync()).Where(item => before.ContainsKey(item.Key)).ToList();
        Assert.NotEmpty(stayed);
        Assert.All(stayed, item => Assert.Equal(new DateOnly(2026, 12, 31), item.Value));

        async Task<Dictionary<Guid, DateOnly>> OpenAsync() =>
            await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == "R-M03-2" && x.ClosedOn == null).ToDictionaryAsync(x => x.Id, x => x.DueOn, Stop);
    }

    [Fact]
    public async Task Zero_employment_is_yellow_from_day_15_and_red_on_day_30()
    {
        await using var city = await RunCity.EmptyAsync();
        await using var db = city.Open();
        var found = new DateOnly(2025, 10, 1);
        await Derived.InsertAsync(db, [ItemOf("R-M03-Z", found, found.AddDays(30))], Stop);

        foreach (var (day, light) in new[] { (0, Light.Green), (14, Light.Green), (15, Light.Yellow), (29, Light.Yellow), (30, Light.Red), (31, Light.Red) })
        {
            await ShowsAsync(db, found.AddDays(day).ToString("yyyy-MM-dd"), "R-M03-Z", light, 1);
        }
    }

    [Fact]
    public async Task Lights_of_lists_with_different_reminders_stand_side_by_side()
    {
        await using var city = await RunCity.EmptyAsync();
        await using var db = city.Open();
        var today = new DateOnly(2025, 11, 20);
        await Derived.InsertAsync(db, new[] { "R-M01-3", "R-M03-Z", "R-M03-3" }.SelectMany(rule => Enumerable.Range(-1, 40).Select(day => ItemOf(rule, today, today.AddDays(day)))).ToList(), Stop);
        var list = new Worklist(db, Given.Rules, Given.Pack, new BusinessDate(TimeProvider.System, today));

        // Yellow: in this month by the day of the reminder; within 15 days; within 7.
        Assert.Equal([("R-M01-3", 2, 10, 28), ("R-M03-3", 2, 7, 31), ("R-M03-Z", 2, 15, 23)],
            (await list.CountAsync(new WorkFilter(), Stop)).OrderBy(x => x.Rule, StringComparer.Ordinal).Select(x => (x.Rule, x.Red, x.Yellow, x.Green)));
        foreach (var (light, count) in new[] { (Light.Red, 6), (Light.Yellow, 32), (Light.Green, 82) })
        {
            var page = await list.PageAsync(new WorkFilter(Light: light), null, null, end: false, 200, Stop);
            Assert.Equal((count, count), (page.Total, page.Items.Count(item => list.LightOf(item) == light)));
        }
    }

    private static async Task ShowsAsync(AnjuDb db, string day, string rule, Light light, int count)
    {
        var list = new Worklist(db, Given.Rules, Given.Pack, new BusinessDate(TimeProvider.System, Given.Day(day)));
        var page = await list.PageAsync(new WorkFilter(rule, Light: light), null, null, end: false, 500, Stop);
        Assert.Equal((day, light, count), (day, light, page.Total));
        Assert.All(page.Items, item => Assert.Equal(light, list.LightOf(item)));
        var counted = Assert.Single(await list.CountAsync(new WorkFilter(rule), Stop));
        Assert.Equal(count, light switch { Light.Red => counted.Red, Light.Yellow => counted.Yellow, _ => counted.Green });
    }

    private static WorkItem ItemOf(string rule, DateOnly opened, DateOnly due) => new()
    {
        Kind = Given.Rules[rule].Work!.Code, Rule = rule, Title = "事项", Reason = "原因", Subject = SubjectKind.Household.Code, SubjectId = Guid.CreateVersion7(),
        HouseholdId = Guid.CreateVersion7(), CountyCode = "431021", Lead = "human-resources", OpenedFor = Month.Of(opened), OpenedOn = opened, DueOn = due,
    };
}
