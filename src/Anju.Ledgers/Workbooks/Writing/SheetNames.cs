using System.Buffers;

namespace Anju.Ledgers.Workbooks;

/// <summary>Names on tabs: at most 31 characters, none of <c>[]:*?/\</c>, no two alike.</summary>
internal sealed class SheetNames
{
    private const int Longest = 31;
    private static readonly SearchValues<char> _forbidden = SearchValues.Create("[]:*?/\\");
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The wanted name, mended where a spreadsheet program would not take it.</summary>
    public string Take(string wanted)
    {
        var name = string.Concat(wanted.Select(one => _forbidden.Contains(one) || char.IsControl(one) ? '_' : one)).Trim().Trim('\'');
        name = name.Length == 0 ? "工作表" : Cut(name, Longest);
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++)
        {
            var suffix = $"({i})";
            unique = Cut(name, Longest - suffix.Length) + suffix;
        }

        return unique;
    }

    public void Reserve(string name) => _taken.Add(name);

    private static string Cut(string name, int length) =>
        name.Length <= length ? name : char.IsHighSurrogate(name[length - 1]) ? name[..(length - 1)] : name[..length];
}
