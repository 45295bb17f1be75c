namespace Anju.Kernel;

/// <summary>Cleaning of text that people typed or copied, shared by the values that are parsed from it.</summary>
public static class Text
{
    /// <summary>Full-width forms (U+FF01–U+FF5E) and the ideographic space become their ASCII counterparts.</summary>
    public static string ToHalfWidth(string text) => Map(text, static c => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    });

    /// <summary>Drops what cannot be seen: zero-width characters, direction marks, byte order mark, control characters.</summary>
    public static string RemoveInvisible(string text) =>
        text.AsSpan().ContainsAnyInvisible() ? string.Concat(text.Where(c => !IsInvisible(c))) : text;

    /// <summary>Zero-width, direction mark, soft hyphen, byte order mark, control character (tab and line end included).</summary>
    public static bool IsInvisible(char c) => char.IsControl(c) || IsZeroWidth(c);

    internal static bool IsZeroWidth(char c) =>
        c is '\u00AD' or '\uFEFF'
            or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069');

    /// <summary>Half-width, visible, without any white space: the form in which numbers are read.</summary>
    public static string Compact(string text) =>
        string.Concat(ToHalfWidth(text).Where(c => !char.IsWhiteSpace(c) && !IsInvisible(c)));

    private static bool ContainsAnyInvisible(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (IsInvisible(c))
            {
                return true;
            }
        }

        return false;
    }

    private static string Map(string text, Func<char, char> map) =>
        text.All(c => map(c) == c) ? text : string.Create(text.Length, (text, map), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = state.map(state.text[i]);
            }
        });
}
