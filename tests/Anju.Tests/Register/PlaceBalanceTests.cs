using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Register.Actions;
using Anju.Register.Drill;
using Anju.Register.Places;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Register;

/// <summary>The people of a site and of a county: what the month began with, who came, who went, what it ended with.</summary>
[OnBothDatabases]
public sealed class PlaceBalanceTests
{
    private static readonly Month November = new(2025, 11);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_household_that_moves_leaves_one_sites_numbers_and_enters_the_others_from_that_day_on()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);
        await city.HouseholdAsync("431021000002", Relation.Spouse, Relation.Son);
        await BornAsync(city, home, new(2025, 9, 3));
        var (old, fresh) = (await city.SiteAsync("GY001"), await city.SiteAsync("YZ001"));
        await city.ActAsync(on => MoveHousehold.HandleAsync(on, new(new(home, null), fresh.Id, new(new(2025, 10, 8)), "调换"), Cancellation));
        await BornAsync(city, home, new(2025, 11, 2));

        Assert.Equal([(5, 1, 0, 6), (6, 0, 3, 3), (3, 0, 0, 3)], await MonthsAsync(city, Area.Site(old.Id)));
        Assert.Equal([(0, 0, 0, 0), (0, 3, 0, 3), (3, 1, 0, 4)], await MonthsAsync(city, Area.Site(fresh.Id)));
        Assert.Equal(await MonthsAsync(city, Area.Site(old.Id)), await MonthsAsync(city, Area.County(RegisterCity.Guiyang)));
        Assert.Equal(await MonthsAsync(city, Area.Site(fresh.Id)), await MonthsAsync(city, Area.County(RegisterCity.Yizhang)));
        Assert.Equal([2, 3, 3], (await city.RollAsync(home)).Months(November, 3).Select(month => month.Opening));
        Assert.True((await CheckAsync(city)).Holds);
    }

    [Fact]
    public async Task Each_number_opens_to_the_changes_it_counts()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        await BornAsync(city, home, new(2025, 10, 3));
        await city.ActAsync(async on => await MoveHousehold.HandleAsync(on, new(new(home, null), (await city.SiteAsync("GY002")).Id, new(new(2025, 10, 8)), "调换"), Cancellation));
        await using var db = city.Open();
        var narrowing = new BalanceNarrowing(PlanPack.Load());
        foreach (var area in new[] { Area.Site((await city.SiteAsync("GY001")).Id), Area.Site((await city.SiteAsync("GY002")).Id), Area.County(RegisterCity.Guiyang) })
        {
            foreach (var month in await new PlaceBalance().OfAsync(db, area, November, 3, Cancellation))
            {
                foreach (var (href, count) in new[] { (month.InHref, month.In), (month.OutHref, month.Out) })
                {
                    var asked = href.Split('?')[1].Split('&').Select(x => x.Split('=')).ToDictionary(x => x[0], x => x[1]);
                    var lines = (await narrowing.NarrowAsync(db, RegisterCity.Ledgers.Of<MembershipChange>(), asked, Cancellation)).Value.Lines;
                    Assert.Equal(count, await lines.CountAsync(Cancellation));
                }
            }
        }
    }

    [Fact]
    public async Task A_household_moved_behind_the_logs_back_is_found()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        await city.ActAsync(async on => await MoveHousehold.HandleAsync(on, new(new(home, null), (await city.SiteAsync("GY002")).Id, new(new(2025, 10, 8)), "调换"), Cancellation));
        await using (var db = city.Open())
        {
            await db.Set<MembershipChange>().Where(x => x.Kind == ChangeKind.SiteEntered).Take(1).ExecuteDeleteAsync(Cancellation);
        }

        var found = await CheckAsync(city);

        Assert.False(found.Holds);
        Assert.Contains(found.Wrong, line => line.Contains("431021000001", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2025-10-08", "SAME_DAY")]
    [InlineData("2025-09-30", null)]
    [InlineData("2018-01-01", "BEFORE_HOUSEHOLD")]
    public async Task A_move_is_told_apart_from_what_happened_the_same_day(string day, string? code)
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var son = (await city.MembersAsync(home))[1];
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(new(home, null), son.Id, ChangeKind.Lost, new(new(2025, 10, 8))), Cancellation));
        var site = await city.SiteAsync("GY002");

        var moved = await city.ActAsync(on => MoveHousehold.HandleAsync(on, new(new(home, null), site.Id, new(DateOnly.Parse(day)), "调换"), Cancellation));

        Assert.Equal(code, moved.Refusal?.Code);
        Assert.True((await CheckAsync(city)).Holds);
        Assert.Equal(code is null ? 2 : 0, (await city.LogAsync(home)).Count(x => x.Kind == ChangeKind.SiteEntered));
    }

    private static async Task BornAsync(RegisterCity city, Guid home, DateOnly on) => Assert.True((await city.ActAsync(x => AddMember.HandleAsync(
        x, new(new(home, null), ChangeKind.Birth, new(on), Relation.Daughter) { Name = "谢小禾", Sex = Sex.Female }, Cancellation))).IsOk);

    private static async Task<List<(int, int, int, int)>> MonthsAsync(RegisterCity city, Area area)
    {
        await using var db = city.Open();
        return [.. (await new PlaceBalance().OfAsync(db, area, November, 3, Cancellation)).Select(x => (x.Opening, x.In, x.Out, x.Closing))];
    }

    private static async Task<TieOutResult> CheckAsync(RegisterCity city)
    {
        await using var db = city.Open();
        return await new PlacesHold().CheckAsync(db, Cancellation);
    }
}
