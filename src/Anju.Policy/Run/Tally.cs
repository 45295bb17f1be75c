using System.Globalization;
using System.Numerics;
using System.Text;

namespace Anju.Policy;

/// <summary>Counts answers by area and rule while a part streams by. Adding up is all that areas ever do to each other.</summary>
/// <param name="rules">Codes of the rules, for each kind of subject in its order.</param>
internal sealed class Tally(IReadOnlyList<IReadOnlyList<string>> rules)
{
    private const int Outcomes = 4;
    private const char Bar = '|';

    private readonly Dictionary<(AreaLevel Level, string Code), Area> areas = [];
    private readonly Dictionary<Guid, string> siteCodes = [];
    private readonly List<Area> around = [];
    private (string City, string County, string? Township, Guid? Site) aroundOf;

    /// <summary>Takes the packed letters of one subject.</summary>
    /// <param name="kind">Place of its kind.</param>
    /// <param name="measured">What some of the rules add up, by their places.</param>
    public void Add(Facts facts, int kind, ReadOnlySpan<char> letters, List<(int Place, Measured Measured)> measured, string city)
    {
        foreach (var area in Around(facts, city))
        {
            var counts = area.Counts[kind];
            for (var i = 0; i < letters.Length; i++)
            {
                counts[(i * Outcomes) + (letters[i] switch { 'M' => 0, 'N' => 1, '-' => 2, _ => 3 })]++;
            }

            foreach (var (place, adds) in measured)
            {
                var sums = area.SumsOf(kind);
                sums[place * 2] += adds.Amount;
                sums[(place * 2) + 1] += adds.Of;
            }
        }
    }

    public IReadOnlyList<IndicatorCell> Cells(int run) =>
    [
        .. from area in areas.OrderBy(x => x.Key.Level).ThenBy(x => x.Key.Code, StringComparer.Ordinal)
           from kind in Enumerable.Range(0, rules.Count)
           from rule in rules[kind].Select((code, place) => (Code: code, Place: place, At: place * Outcomes))
           let counts = area.Value.Counts[kind]
           let sums = area.Value.Sums[kind]
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
               Amount = sums is null ? 0 : sums[rule.Place * 2],
               Against = sums is null ? 0 : sums[(rule.Place * 2) + 1],
           },
    ];

    /// <summary>One line for each area: level, code, county, and for each kind of subject the counts and, behind a bar, the sums if there are any.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (key, area) in areas)
        {
            text.AppendJoin('\t', area.Counts.Select((counts, kind) => string.Join(' ', counts) + (area.Sums[kind] is { } sums ? Bar + string.Join(' ', sums) : "")).Prepend(area.County).Prepend(key.Code).Prepend(((int)key.Level).ToString(CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Adds what <see cref="Write"/> wrote for the same rules.</summary>
    public void Add(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('\t');
            var area = Of((AreaLevel)int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2]);
            for (var kind = 0; kind < rules.Count; kind++)
            {
                var written = cells[3 + kind].Split(Bar);
                Sum(area.Counts[kind], written[0]);
                if (written.Length > 1)
                {
                    Sum(area.SumsOf(kind), written[1]);
                }
            }
        }
    }

    private static void Sum<T>(T[] sums, string more)
        where T : INumber<T>
    {
        foreach (var (number, i) in more.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, i) => (T.Parse(text, CultureInfo.InvariantCulture), i)))
        {
            sums[i] += number;
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

    private sealed record Area(string County, int[][] Counts)
    {
        /// <summary>For each kind two numbers for each rule, amount and what it is measured against; null where nothing adds up.</summary>
        public long[]?[] Sums { get; } = new long[Counts.Length][];

        public long[] SumsOf(int kind) => Sums[kind] ??= new long[Counts[kind].Length / Outcomes * 2];
    }
}
