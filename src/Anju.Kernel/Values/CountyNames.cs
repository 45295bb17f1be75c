using System.Collections.Frozen;

namespace Anju.Kernel;

/// <summary>
/// Names of counties, county-level cities and districts of the whole country (GB/T 2260, same table as
/// <see cref="AreaCodes"/>), to tell whether a place is written down to the county.
/// </summary>
public static class CountyNames
{
    private const string Endings = "县区市旗";

    private static readonly Lazy<Table> Known = new(Table.Read);

    /// <summary>Cities without counties: below them a town or street is as exact as a county elsewhere.</summary>
    private static readonly string[] CitiesOfTowns = ["东莞", "中山市", "儋州", "嘉峪关", "三沙"];

    /// <summary>Words that end like a county and name none.</summary>
    private static readonly string[] NoCounties =
        ["自治区", "行政区", "园区", "小区", "社区", "厂区", "工业区", "开发区", "高新区", "景区", "矿区", "地区", "市区", "安置区", "保税区", "商业区", "城区", "郊区"];

    /// <summary>桂阳县 for 431021; null for a code that never was one of a county.</summary>
    public static string? Of(string code) => Known.Value.ByCode.GetValueOrDefault(code);

    /// <summary>The counties a text names, in its order: 广东省深圳市宝安区 gives 宝安区.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var found = new List<string>();
        for (var end = 1; end < text.Length; end++)
        {
            if (Endings.Contains(text[end]) && NameEndingAt(text, end) is { } name)
            {
                found.Add(name);
            }
        }

        return found;
    }

    /// <summary>The text says the county, or what stands for one: a town of a city without counties, a place beyond the border.</summary>
    public static bool ReachesCounty(string text) =>
        NamesOne(text)
        || (CitiesOfTowns.Any(city => text.Contains(city, StringComparison.Ordinal)) && text.AsSpan().IndexOfAny('镇', '街', '区') > 0)
        || text.StartsWith("香港", StringComparison.Ordinal) || text.StartsWith("澳门", StringComparison.Ordinal)
        || text.StartsWith("台湾", StringComparison.Ordinal) || text.StartsWith("境外", StringComparison.Ordinal)
        || NamesSomethingBelowAPrefecture(text);

    private static bool NamesOne(string text)
    {
        for (var end = 1; end < text.Length; end++)
        {
            if (Endings.Contains(text[end]) && NameEndingAt(text, end) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? NameEndingAt(string text, int end)
    {
        var names = Known.Value.Names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(end + 1, Known.Value.Longest); length >= 2; length--)
        {
            if (names.TryGetValue(text.AsSpan(end + 1 - length, length), out var name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Counties change faster than tables: 某某市某某区 with a name of two characters or more is believed.</summary>
    private static bool NamesSomethingBelowAPrefecture(string text)
    {
        var prefecture = text.IndexOfAny(['市', '州', '盟']);
        var county = text.AsSpan().LastIndexOfAny(Endings);
        return prefecture > 0 && county > prefecture + 2
            && !NoCounties.Any(word => text.AsSpan(0, county + 1).EndsWith(word, StringComparison.Ordinal));
    }

    private sealed record Table(FrozenDictionary<string, string> ByCode, FrozenSet<string> Names, int Longest)
    {
        /// <summary>Codes of any year, names of the latest; 城区, 郊区 and 矿区 are names of places and words for any.</summary>
        public static Table Read()
        {
            var byCode = new Dictionary<string, string>();
            var names = new HashSet<string>();
            foreach (var (code, name, isLatest) in AreaCodes.Rows().Where(row => !row.Code.EndsWith("00", StringComparison.Ordinal)))
            {
                byCode[code] = name;
                if (isLatest && name is not ("城区" or "郊区" or "矿区"))
                {
                    names.Add(name);
                }
            }

            return new(byCode.ToFrozenDictionary(), names.ToFrozenSet(), names.Max(name => name.Length));
        }
    }
}
