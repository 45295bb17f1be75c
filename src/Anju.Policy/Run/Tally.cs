using System.Globalization;
using System.Text;

namespace Anju.Policy;

/// <summary>Counts answers by area and rule while a part streams by. Adding up is all that areas ever do to each other.</summary>
/// <param name="rules">Codes of the rules, for each kind of subject in its order.</param>
internal sealed class Tally(IReadOnlyList<IReadOnlyList<string>> rules)
{
    private const int Outcomes = 4;

    private readonly Dictionary<(AreaLevel Level, string Code), Area> areas = [];
    private readonly Dictionary<Guid, string> siteCodes = [];
    private readonly List<Area> around = [];
    private (string City, string County, string? Township, Guid? Site) aroundOf;

    /// <summary>Takes the packed letters of one subject.</summary>
    /// <param name="kind">Place of its kind.</param>
    public void Add(Facts facts, int kind, ReadOnlySpan<char> letters, string city)
    {
        foreach (var area in Around(facts, city))
        {
            var counts = area.Counts[kind];
            for (var i = 0; i < letters.Length; i++)
            {
                counts[(i * Outcomes) + (letters[i] switch { 'M' => 0, 'N' => 1, '-' => 2, _ => 3 })]++;
            }
        }
    }

    public IReadOnlyList<IndicatorCell> Cells(int run) =>
    [
        .. from area in areas.OrderBy(x => x.Key.Level).ThenBy(x => x.Key.Code, StringComparer.Ordinal)
           from kind in Enumerable.Range(0, rules.Count)
           from rule in rules[kind].Select((code, place) => (Code: code, At: place * Outcomes))
           let counts = area.Value.Counts[kind]
           where counts.AsSpan(rule.At, Outcomes).ContainsAnyExcept(0)
           select new IndicatorCell
           {
               Run = run,
               Code = rule.Code,
               Level = area.Key.Level,
               Area = area.Key.Code,
               CountyCode = area.Value.County,
               Met = counts[rule.At],
               NotMet = counts[rule.At + 1],
               NotApplicable = counts[rule.At + 2],
               Unknown = counts[rule.At + 3],
           },
    ];

    /// <summary>One line for each area: level, code, county, and the counts for each kind of subject.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (key, area) in areas)
        {
            text.AppendJoin('\t', area.Counts.Select(counts => string.Join(' ', counts)).Prepend(area.County).Prepend(key.Code).Prepend(((int)key.Level).ToString(CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Adds what <see cref="Write"/> wrote for the same rules.</summary>
    public void Add(string written)
    {
        foreach (var line in written.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('\t');
            var area = Of((AreaLevel)int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2]);
            for (var kind = 0; kind < rules.Count; kind++)
            {
                Sum(area.Counts[kind], cells[3 + kind]);
            }
        }
    }

    private static void Sum(int[] counts, string more)
    {
        foreach (var (number, i) in more.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, i) => (int.Parse(text, CultureInfo.InvariantCulture), i)))
        {
            counts[i] += number;
        }
    }

    /// <summary>The areas a subject lies in. Those of a household serve its people too.</summary>
    private List<Area> Around(Facts facts, string city)
    {
        var of = (city, facts.CountyCode, facts.TownshipCode, facts.SiteId);
        if (around.Count > 0 && aroundOf == of)
        {
            return around;
        }

        around.Clear();
        around.Add(Of(AreaLevel.City, city, ""));
        around.Add(Of(AreaLevel.County, facts.CountyCode, facts.CountyCode));
        if (facts.TownshipCode is { Length: > 0 } township)
        {
            around.Add(Of(AreaLevel.Township, township, facts.CountyCode));
        }

        if (facts.SiteId is { } site)
        {
            var code = siteCodes.TryGetValue(site, out var known) ? known : siteCodes[site] = site.ToString();
            around.Add(Of(AreaLevel.Site, code, facts.CountyCode));
        }

        aroundOf = of;
        return around;
    }

    private Area Of(AreaLevel level, string code, string county) => areas.TryGetValue((level, code), out var area)
        ? area
        : areas[(level, code)] = new Area(county, [.. rules.Select(codes => new int[codes.Count * Outcomes])]);

    private sealed record Area(string County, int[][] Counts);
}
