using System.Text.RegularExpressions;

namespace Anju.Kernel;

/// <summary>What people and spreadsheets do to an identity number between the card and the cell.</summary>
internal static partial class IdNumberTyping
{
    private const string Quotes = "'\"`‘’“”";

    /// <summary>The text without what can be removed or replaced without doubt, and a list of what was done.</summary>
    public static string Clean(string text, out IReadOnlyList<IdNumberFix> fixes)
    {
        var done = new List<IdNumberFix>();
        var kept = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (Read(c, done) is { } read)
            {
                kept[length++] = read;
            }
        }

        var span = kept.AsSpan(0, length);
        var bare = span.Trim(Quotes);
        if (bare.Length < span.Length)
        {
            Tell(done, IdNumberFix.Apostrophe);
        }

        if (bare is [.., 'x'])
        {
            bare[^1] = 'X';
            Tell(done, IdNumberFix.LowerX);
        }

        fixes = done;
        return bare.ToString();
    }

    /// <summary>Why a cleaned text that has neither the form of 18 nor of 15 digits is no number.</summary>
    public static IdNumberProblem ProblemOf(string clean)
    {
        if (Scientific().IsMatch(clean))
        {
            return IdNumberProblem.ScientificNotation;
        }

        if (clean.Length is 15 or IdNumber.Length)
        {
            return IdNumberProblem.Characters;
        }

        // 无, 待补, 未上户, /, -: whatever the words, they say that there is no number. Stars hide one.
        return clean.Any(char.IsAsciiDigit) || clean.Contains('*') ? IdNumberProblem.Length : IdNumberProblem.Missing;
    }

    /// <summary>The first 17 digits are all alike, or each is one more (or less) than that before it.</summary>
    public static bool IsPlaceholder(string value)
    {
        var step = (value[1] - value[0] + 10) % 10;
        if (step is not (0 or 1 or 9))
        {
            return false;
        }

        for (var i = 2; i < 17; i++)
        {
            if ((value[i] - value[i - 1] + 10) % 10 != step)
            {
                return false;
            }
        }

        return true;
    }

    private static char? Read(char c, List<IdNumberFix> done)
    {
        if (c == '\u00A0' || Text.IsZeroWidth(c))
        {
            return Drop(IdNumberFix.ZeroWidth, done);
        }

        if (char.IsWhiteSpace(c) || char.IsControl(c))
        {
            return Drop(char.IsControl(c) ? IdNumberFix.Tab : IdNumberFix.Spaces, done);
        }

        if (c is '×' or 'Ⅹ' or 'ⅹ' or (>= '\uFF01' and <= '\uFF5E'))
        {
            Tell(done, IdNumberFix.FullWidth);
            return c >= '\uFF01' ? (char)(c - 0xFEE0) : 'X';
        }

        return c;
    }

    private static char? Drop(IdNumberFix fix, List<IdNumberFix> done)
    {
        Tell(done, fix);
        return null;
    }

    private static void Tell(List<IdNumberFix> done, IdNumberFix fix)
    {
        if (!done.Contains(fix))
        {
            done.Add(fix);
        }
    }

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?[Ee]\+?[0-9]{1,2}$", RegexOptions.None, 1_000)]
    private static partial Regex Scientific();
}
