using System.Buffers;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Texts that a spreadsheet program would run as a formula (OWASP ASVS 5.0.0, 1.2.10). In a csv they are written behind an
/// apostrophe, and read back without it; a text that has such an apostrophe of its own gets one more, so that nothing is lost.
/// </summary>
internal static class FormulaGuard
{
    private static readonly SearchValues<char> _starts = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");

    public static bool IsDangerous(ReadOnlySpan<char> text) => !text.IsEmpty && _starts.Contains(text[0]);

    /// <summary>Whether the text needs an apostrophe before it in a csv.</summary>
    public static bool NeedsApostrophe(ReadOnlySpan<char> text) => IsDangerous(text.TrimStart('\''));

    /// <summary>Takes off the one apostrophe that <see cref="NeedsApostrophe"/> asked for.</summary>
    public static ReadOnlyMemory<char> Open(ReadOnlyMemory<char> text) =>
        text.Length > 1 && text.Span[0] == '\'' && NeedsApostrophe(text.Span) ? text[1..] : text;
}
