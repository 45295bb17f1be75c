using Anju.Kernel;
using Anju.Policy;

namespace Anju.Demo;

/// <summary>A village or community with its township.</summary>
internal sealed record Village(string Code, string Name, string TownshipCode, string Township, bool IsUrban, bool IsYao, double East, double North);

/// <summary>The real townships and villages of one county, with an invented spot for each that lies near the county's middle.</summary>
internal sealed class CountyPlaces
{
    private static readonly Lazy<Divisions> Divisions = new(() => PlanPack.Load().Divisions);

    private static readonly Lazy<CountyPlaces[]> Counties = new(() => [.. CountyProfile.All.Select(profile => new CountyPlaces(profile))]);

    private CountyPlaces(CountyProfile profile)
    {
        Profile = profile;
        var county = Divisions.Value.Find(DivisionCode.Parse(profile.Code))!;
        Villages = [.. county.Children.Where(Counts).SelectMany((township, place) => township.Children.Where(Counts).Select((village, i) =>
            new Village(
                village.Code.Value,
                village.ShortName,
                township.Code.Value,
                township.ShortName,
                village.Kind == "居委会",
                township.Name.Contains("瑶族", StringComparison.Ordinal),
                Offset(place, i, 0),
                Offset(place, i, 1))))];
        Urban = [.. Villages.Where(village => village.IsUrban)];
        Rural = [.. Villages.Where(village => !village.IsUrban)];
    }

    public CountyProfile Profile { get; }

    public IReadOnlyList<Village> Villages { get; }

    public IReadOnlyList<Village> Urban { get; }

    public IReadOnlyList<Village> Rural { get; }

    public static CountyPlaces Of(CountyProfile profile) => Counties.Value[profile.Index];

    private static bool Counts(Division division) => division is { IsCurrent: true, IsStatisticalOnly: false };

    /// <summary>Degrees from the middle of the county: townships within 0.09, their villages within 0.02 around.</summary>
    private static double Offset(int township, int village, int axis)
    {
        var dice = Dice.For(0, axis, township, 0);
        var middle = dice.Between(-900, 900) / 10_000.0;
        return middle + Dice.For(1, axis, (township * 1_000) + village, 0).Between(-200, 200) / 10_000.0;
    }
}
