using Anju.Kernel;
using Anju.Policy;
using Anju.Register.Places;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// What the balance of every site and county says of the end of each month is what its households' rolls add up to, person
/// by person; the sites of a county, and who has none, add up to the county; and whoever moved, moved as a whole household.
/// </summary>
internal sealed class PlacesHold : TieOut
{
    private const int Months = 12;

    /// <summary>Where the log is empty, any day will do: nobody came or went.</summary>
    private static readonly DateOnly BeforeAll = new(2001, 1, 1);

    public override string Code => "places";

    public override string Title => "安置点、县市区人口增减平衡：月初＋增加－减少＝月末，下级之和等于上级";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var households = await db.Set<Household>().AsNoTracking().Select(x => new Home(x.Id, x.Code, x.CountyCode, x.SiteId)).ToListAsync(cancellation);
        var log = (await db.Set<MembershipChange>().AsNoTracking().ToListAsync(cancellation)).ToLookup(x => x.HouseholdId);
        var people = (await db.Set<Person>().AsNoTracking().Where(x => x.Status == PersonStatus.Active).Select(x => new { x.HouseholdId, x.Id }).ToListAsync(cancellation))
            .ToLookup(x => x.HouseholdId, x => x.Id);
        var last = Month.Of(log.SelectMany(x => x).Select(x => x.HappenedOn).DefaultIfEmpty(BeforeAll).Max());
        var (wrong, ends) = (new List<string>(), Enumerable.Range(1 - Months, Months).Select(i => last.AddMonths(i).Last).ToList());
        var counted = new Dictionary<(string County, Guid? Site), int[]>();
        foreach (var home in households)
        {
            var lines = log[home.Id].ToList();
            var roll = new HouseholdRoll([.. people[home.Id]], lines);
            wrong.AddRange(roll.Unsettled.Select(day => $"户 {home.Code} 在 {day:yyyy-MM-dd} 换安置点的人与名册不符"));
            for (var i = 0; i < ends.Count; i++)
            {
                var left = lines.Where(x => x.Kind == ChangeKind.SiteLeft && x.HappenedOn > ends[i]).MinBy(x => x.HappenedOn);
                var place = left is null ? (home.County, home.Site) : (left.CountyCode, left.SiteId);
                (counted.TryGetValue(place, out var counts) ? counts : counted[place] = new int[Months])[i] += roll.On(ends[i]).Count;
            }
        }

        var looked = 0L;
        var balance = new PlaceBalance();
        foreach (var county in counted.Keys.Select(place => place.County).Distinct().Order(StringComparer.Ordinal))
        {
            var parts = counted.Where(place => place.Key.County == county).ToList();
            Compare("县市区 " + county, await balance.OfAsync(db, Area.County(county), last, Months, cancellation), i => parts.Sum(place => place.Value[i]));
            foreach (var (place, counts) in parts.Where(place => place.Key.Site is not null))
            {
                Compare("安置点 " + place.Site, await balance.OfAsync(db, Area.Site(place.Site!.Value), last, Months, cancellation), i => counts[i]);
            }
        }

        return TieOutResult.Of(looked, wrong);

        void Compare(string name, IReadOnlyList<PlaceMonth> months, Func<int, int> roll)
        {
            for (var i = 0; i < months.Count; i++)
            {
                looked++;
                if (!months[i].Holds || months[i].Closing != roll(i) || (i > 0 && months[i].Opening != months[i - 1].Closing))
                {
                    wrong.Add($"{name} {months[i].Month}：{months[i].Opening}＋{months[i].In}－{months[i].Out}，月末 {months[i].Closing}，名册 {roll(i)}");
                }
            }
        }
    }

    private sealed record Home(Guid Id, string Code, string County, Guid? Site);
}
