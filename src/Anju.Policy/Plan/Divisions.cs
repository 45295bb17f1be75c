using Anju.Kernel;

namespace Anju.Policy;

/// <summary>A county, township or village of the city, as in the statistical division codes of 2021 and of 2023.</summary>
public sealed class Division
{
    private static readonly string[] Committees = ["村民委员会", "居民委员会", "村委会", "居委会"];
    private static readonly string[] Kinds =
        ["瑶族乡", "畲族乡", "民族乡", "街道办事处", "办事处", "街道", "社区", "村", "镇", "乡", "县", "区", "市"];
    private readonly List<Division> _children = [];

    public required DivisionCode Code { get; init; }

    public required DivisionLevel Level { get; init; }

    /// <summary>In the newest edition that has it.</summary>
    public required string Name { get; init; }

    /// <summary>Without the words for the committee: <c>仁义社区</c> for <c>仁义社区居委会</c>.</summary>
    public required string ShortName { get; init; }

    /// <summary>街道、镇、乡、民族乡、居委会、村委会…</summary>
    public required string Kind { get; init; }

    /// <summary>Null for the city.</summary>
    public required Division? Parent { get; init; }

    /// <summary>A unit that exists in statistics only, as a forest farm counted beside the townships.</summary>
    public required bool IsStatisticalOnly { get; init; }

    /// <summary>The name in the edition of 2021 where it differs.</summary>
    public string? NameIn2021 { get; init; }

    /// <summary>2021 or 2023.</summary>
    public required int FirstEdition { get; init; }

    /// <summary>2021 or 2023.</summary>
    public required int LastEdition { get; init; }

    /// <summary>Of a division gone by 2023: what it became, inferred from the name within the same township.</summary>
    public Division? Successor { get; internal set; }

    /// <summary>Of every edition, by code.</summary>
    public IReadOnlyList<Division> Children => _children;

    public bool IsCurrent => LastEdition == Divisions.NewestEdition;

    /// <summary><c>北湖区人民路街道国庆北路社区</c>; without the city.</summary>
    public string FullName => Parent is { Parent: not null } ? Parent.FullName + ShortName : ShortName;

    internal string Stem => field ??= StemOf(Name);

    /// <summary>Whether the code counts in that year: the edition of 2021 up to 2022, that of 2023 afterwards.</summary>
    public bool IsIn(int year) => year < Divisions.NewestEdition ? FirstEdition < Divisions.NewestEdition : IsCurrent;

    /// <summary>
    /// A child by name: as written, short, or of 2021; then without 村, 村委会, 社区, 居委会, 镇, 乡, 街道. Null if none or not the
    /// only one; of several the current one is taken.
    /// </summary>
    public Division? FindChild(string name) => OnlyOne(Children, name.Trim());

    internal void Add(Division child) => _children.Add(child);

    internal bool IsNamed(string name) => name == Name || name == ShortName || name == NameIn2021;

    internal static Division? OnlyOne(IEnumerable<Division> among, string name)
    {
        var all = among.ToList();
        var stem = StemOf(name);
        return Only(all.Where(x => x.IsNamed(name))) ?? Only(all.Where(x => x.Stem == stem));
    }

    private static Division? Only(IEnumerable<Division> found) => found.ToList() switch
    {
        [var one] => one,
        { Count: > 1 } some when some.Where(x => x.IsCurrent).ToList() is [var current] => current,
        _ => null,
    };

    internal static string StemOf(string name)
    {
        var committee = Committees.FirstOrDefault(x => name.EndsWith(x, StringComparison.Ordinal)) ?? "";
        var place = name[..^committee.Length];
        var kind = Kinds.FirstOrDefault(x => place.EndsWith(x, StringComparison.Ordinal) && place.Length > x.Length) ?? "";
        return place[..^kind.Length];
    }
}

/// <summary>The divisions of the city by code and by name.</summary>
public sealed class Divisions
{
    internal const int NewestEdition = 2023;
    private readonly Dictionary<DivisionCode, Division> _byCode;

    private Divisions(List<Division> all) => (All, City, _byCode) = (all, all[0], all.ToDictionary(x => x.Code));

    public IReadOnlyList<Division> All { get; }

    public Division City { get; }

    public IReadOnlyList<Division> Counties => City.Children;

    public Division? Find(DivisionCode code) => _byCode.GetValueOrDefault(code);

    /// <summary>
    /// By a code of 6, 9 or 12 digits, or by names from the county down, written together or divided by white space or a slash:
    /// <c>桂阳县仁义镇仁义社区</c>, <c>湖南省郴州市 北湖区</c>. A level may be left out where one place only remains. Any edition.
    /// </summary>
    public Division? Find(string text)
    {
        if (DivisionCode.TryParse(text.Trim(), out var code))
        {
            return Find(code);
        }

        var name = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('/' or '／' or '-' or '·')));
        foreach (var prefix in (ReadOnlySpan<string>)["湖南省", City.Name])
        {
            name = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        }

        return name.Length == 0 ? (text.Contains(City.Name, StringComparison.Ordinal) ? City : null) : Find(City, name);
    }

    private static Division? Find(Division within, string name)
    {
        if (within.FindChild(name) is { } child)
        {
            return child;
        }

        // The longest name first: 桂阳县 before 桂阳.
        var steps = within.Children
            .Where(x => x.Level < DivisionLevel.Village)
            .SelectMany(x => (IEnumerable<string>)[x.Name, x.Stem], (x, prefix) => (Child: x, Prefix: prefix))
            .Where(x => x.Prefix.Length > 1 && name.StartsWith(x.Prefix, StringComparison.Ordinal))
            .OrderByDescending(x => x.Prefix.Length);
        foreach (var step in steps)
        {
            if (Find(step.Child, name[step.Prefix.Length..]) is { } found)
            {
                return found;
            }
        }

        return Division.OnlyOne(within.Children.SelectMany(Below), name);
    }

    private static IEnumerable<Division> Below(Division division) =>
        division.Children.Concat(division.Children.SelectMany(Below));

    internal static Divisions From(string folder)
    {
        Dictionary<string, Division> byCode = [];
        var all = PackFile.Csv(folder, "divisions.csv", cell =>
        {
            var parent = cell("parent") is { Length: > 0 } code ? byCode[code] : null;
            var division = new Division
            {
                Code = DivisionCode.Parse(cell("code")),
                Level = Enum.Parse<DivisionLevel>(cell("level"), ignoreCase: true),
                Name = cell("name"),
                ShortName = cell("short_name"),
                Kind = cell("kind"),
                Parent = parent,
                IsStatisticalOnly = cell("statistical_only") == "1",
                NameIn2021 = cell("name_2021") is { Length: > 0 } old ? old : null,
                FirstEdition = int.Parse(cell("first_edition")),
                LastEdition = int.Parse(cell("last_edition")),
            };
            byCode.Add(cell("code"), division);
            parent?.Add(division);
            return division;
        });
        PackFile.Csv(folder, "division-changes.csv", cell =>
            cell("successor_inferred") is { Length: > 0 } successor ? byCode[cell("code")].Successor = byCode[successor] : null);
        return new([.. all]);
    }
}
