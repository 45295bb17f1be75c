using System.Globalization;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>The text of a cell as its column means it, whatever the sender's program made of it.</summary>
public static class CellText
{
    /// <summary>What people write to say that there is nothing.</summary>
    public static bool SaysNothing(ReadOnlySpan<char> text) => text.Trim() is "" or "-" or "--" or "—" or "——" or "/" or "\\" or "／" or "－" or "N/A" or "空";

    /// <summary>
    /// Text without blanks around it. A number in a text column keeps its digits without exponent, a date is written 2021-03-05.
    /// </summary>
    public static ReadOnlySpan<char> Of(in Cell cell) => cell.Kind switch
    {
        CellKind.Text => Trim(cell.Text),
        CellKind.Number when cell.Text.ContainsAny('E', 'e') && Math.Abs(cell.Number) < 1e15 => cell.Number.ToString("0.##########", CultureInfo.InvariantCulture),
        CellKind.Date when cell.Moment is { } moment => DateOnly.FromDateTime(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => cell.Text,
    };

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    internal static bool IsBlank(char c) => c <= ' ' || (c >= 0x80 && (char.IsWhiteSpace(c) || Text.IsInvisible(c)));

    /// <summary>Half-width, upper-case, without any white space or invisible character: the form in which terms are compared.</summary>
    public static string Compact(ReadOnlySpan<char> text)
    {
        Span<char> kept = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!IsBlank(c))
            {
                kept[length++] = char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c is '，' or '、' or ';' or '；' ? ',' : c);
            }
        }

        return kept[..length].ToString();
    }
}

/// <summary>Keeps one copy of texts that come again and again; stops when they do not.</summary>
internal sealed class TextPool
{
    private const int Most = 20_000;
    private const int Trial = 2_000;

    private readonly Dictionary<string, string> known = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private int asked;
    private int found;

    public TextPool() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> text)
    {
        if (asked > Trial && found < asked / 2)
        {
            return text.ToString();
        }

        asked++;
        if (lookup.TryGetValue(text, out var same))
        {
            found++;
            return same;
        }

        var copy = text.ToString();
        if (known.Count < Most)
        {
            known.Add(copy, copy);
        }

        return copy;
    }
}
