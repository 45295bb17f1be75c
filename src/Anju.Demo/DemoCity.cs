using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// An invented city on the real counties, townships and villages of Chenzhou, for demonstrations, tests and benchmarks.
/// Everything follows from the options; no clock, no file but the plan pack, no chance that is not thrown by seed.
/// </summary>
public static partial class DemoCity
{
    /// <summary>Site after site, county after county. Holds one site at a time, whatever the size.</summary>
    public static IEnumerable<DemoBatch> Generate(DemoOptions options)
    {
        options.Checked();
        var quotas = CountyProfile.Quotas(options.Households);
        return CountyProfile.All.SelectMany(county => Generate(options, county, quotas[county.Index]));
    }

    /// <summary>The months with verifications, the last of which is the one of the business date.</summary>
    public static IEnumerable<Month> MonthsOf(DemoOptions options) =>
        Enumerable.Range(0, options.HistoryMonths + 1).Select(i => options.FirstMonth.AddMonths(i));

    internal static IEnumerable<DemoBatch> Generate(DemoOptions options, CountyProfile county, int households)
    {
        var maker = new HouseholdMaker(options, county);
        var number = 0;
        foreach (var place in new PlaceMaker(options, county).All())
        {
            if (number >= households)
            {
                yield break;
            }

            var end = Math.Min(number + place.Room, households);
            var homes = new List<Home>(end - number);
            while (number < end)
            {
                var home = maker.Make(place, number++);
                homes.Add(home);
                if (number == end)
                {
                    break;
                }

                if (CanSplit(home))
                {
                    homes.Add(maker.Split(place, number++, home));
                }
                else if (IsAloneAndOld(home) && home.Dice.Chance(0.02))
                {
                    homes.Add(maker.Make(place, number++));
                    maker.Merge(home, homes[^1]);
                }
                else if (home.Dice.Chance(IsAloneAndOld(home) ? 0.03 : 0.0012))
                {
                    maker.End(home, IsAloneAndOld(home) ? ChangeKind.Death : ChangeKind.HouseholdEnded);
                }
            }

            Count(place, homes);
            yield return new DemoBatch(options, place, homes);
        }
    }

    private static bool CanSplit(Home home) =>
        home.Members[0] is { Sex: Sex.Male } head && head.AgeOn(home.Today) is >= 56 and <= 68 && home.Dice.Chance(0.05);

    private static bool IsAloneAndOld(Home home) => home.Members.Count == 1 && home.Members[0].AgeOn(home.Today) >= 68;

    private static void Count(Place place, List<Home> homes)
    {
        var row = place.Row;
        row.Households = homes.Count(home => home.Row.Status == HouseholdStatus.Active);
        row.People = homes.Sum(home => home.There.Count());
        row.PovertyAlleviatedPeople = homes.Where(home => home.Row.Type == HouseholdType.PovertyAlleviated).Sum(home => home.There.Count());

        // Thresholds of assumption A07.
        row.Scale = row.People switch
        {
            < 200 => SiteScale.Micro,
            < 800 => SiteScale.Small,
            < 3_000 => SiteScale.Medium,
            < 10_000 => SiteScale.Large,
            _ => SiteScale.Mega,
        };
        row.ScaleBasis = "安置人数（暂定口径）";
    }
}
