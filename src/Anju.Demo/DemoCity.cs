using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// An invented city on the real counties, townships and villages of Chenzhou, for demonstrations, tests and benchmarks.
/// Everything follows from the options; no clock, no file but the plan pack, no chance that is not thrown by seed.
/// </summary>
public static partial class DemoCity
{
    /// <summary>One household in so many has come from the site before its own.</summary>
    private const int Resettled = 211;

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

    /// <summary>What is wrong on purpose in the city of these options, kind by kind.</summary>
    public static IReadOnlyList<SeededProblem> SeededProblems(DemoOptions options) => SeededProblems(Generate(options));

    /// <inheritdoc cref="SeededProblems(DemoOptions)"/>
    public static IReadOnlyList<SeededProblem> SeededProblems(IEnumerable<DemoBatch> batches) =>
        [.. batches.SelectMany(batch => batch.Problems).GroupBy(problem => problem.Kind, problem => problem.Code)
            .OrderBy(group => group.Key).Select(group => new SeededProblem(group.Key, group.Count(), [.. group]))];

    internal static IEnumerable<DemoBatch> Generate(DemoOptions options, CountyProfile county, int households)
    {
        var maker = new HouseholdMaker(options, county);
        var problems = options.WithProblems ? new ProblemSeeder(county) : null;
        var number = 0;
        Place? before = null;
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
                if (Another(maker, home, number < end ? number : null) is { } other)
                {
                    homes.Add(other);
                    number++;
                }
                else if (home.Row.Status == HouseholdStatus.Active)
                {
                    if (before is not null && home.Number % Resettled == 5 && home.Changes.Count == 0)
                    {
                        Roll.Resettle(home, before.Row.Id);
                    }

                    home.Problem = problems?.Seed(home);
                }
            }

            before = place;
            Count(place, homes);
            yield return new DemoBatch(options, place, homes);
        }
    }

    /// <summary>The sites that a county's households fill, before anybody lives there.</summary>
    internal static List<Place> PlacesOf(DemoOptions options, CountyProfile county)
    {
        var left = CountyProfile.Quotas(options.Households)[county.Index];
        var places = new List<Place>();
        foreach (var place in new PlaceMaker(options, county).All())
        {
            if (left <= 0)
            {
                break;
            }

            places.Add(place);
            left -= place.Room;
        }

        return places;
    }

    /// <summary>Lets a household split, merge with the next, or end, each now and then; the next household if it took part.</summary>
    private static Home? Another(HouseholdMaker maker, Home home, int? next)
    {
        if (next is { } number && CanSplit(home))
        {
            return maker.Split(home.Place, number, home);
        }

        if (next is { } following && IsAloneAndOld(home) && home.Dice.Chance(0.02))
        {
            var into = maker.Make(home.Place, following);
            maker.Merge(home, into);
            return into;
        }

        if (home.Dice.Chance(IsAloneAndOld(home) ? 0.03 : 0.0012))
        {
            maker.End(home, IsAloneAndOld(home) ? ChangeKind.Death : ChangeKind.HouseholdEnded);
        }

        return null;
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
    }
}
