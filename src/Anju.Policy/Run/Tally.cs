using System.Globalization;
using System.Text;

namespace Anju.Policy;

/// <summary>Counts answers by area and rule while a part streams by. Adding up is all that areas ever do to each other.</summary>
internal sealed class Tally(IReadOnlyList<string> householdRules, IReadOnlyList<string> personRules)
{
    private const int Outcomes = 4;

    private readonly Dictionary<(AreaLevel Level, string Code), Area> areas = [];
    private readonly Dictionary<Guid, string> siteCodes = [];
    private readonly List<Area> around = [];
    private (string City, string County, string? Township, Guid? Site) aroundOf;

    /// <summary>Takes the packed letters of one subject.</summary>
    public void Add(Facts facts, ReadOnlySpan<char> letters, string city)
    {
        foreach (var area in Around(facts, city))
        {
            var counts = area.Of(facts.Kind);
            for (var i = 0; i < letters.Length; i++)
            {
                counts[(i * Outcomes) + (letters[i] switch { 'M' => 0, 'N' => 1, '-' => 2, _ => 3 })]++;
            }
        }
    }

    public IReadOnlyList<IndicatorCell> Cells(int run) =>
    [
        .. from area in areas.OrderBy(x => x.Key.Level).ThenBy(x => x.Key.Code, StringComparer.Ordinal)
           from kind in Enum.GetValues<SubjectKind>()
           from rule in RulesOf(kind).Select((code, place) => (Code: code, At: place * Outcomes))
           let counts = area.Value.Of(kind)
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

    /// <summary>One line for each area: level, code, county, counts for households, counts for people.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (key, area) in areas)
        {
            text.AppendJoin('\t', (int)key.Level, key.Code, area.County, string.Join(' ', area.Households), string.Join(' ', area.People)).Append('\n');
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
            Sum(area.Households, cells[3]);
            Sum(area.People, cells[4]);
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

    private IReadOnlyList<string> RulesOf(SubjectKind kind) => kind == SubjectKind.Household ? householdRules : personRules;

    private Area Of(AreaLevel level, string code, string county) => areas.TryGetValue((level, code), out var area)
        ? area
        : areas[(level, code)] = new Area(county, new int[householdRules.Count * Outcomes], new int[personRules.Count * Outcomes]);

    private sealed record Area(string County, int[] Households, int[] People)
    {
        public int[] Of(SubjectKind kind) => kind == SubjectKind.Household ? Households : People;
    }
}
