using System.Buffers;
using System.Globalization;

namespace Anju.Kernel;

/// <summary>Reads a number followed by a unit, as people type it: full-width, with white space and separators.</summary>
internal static class Quantity
{
    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,+-");

    /// <summary>False when there is no number, when the unit is none of <paramref name="units"/>, or on overflow.</summary>
    public static bool TryParse(string? text, ReadOnlySpan<(string Name, decimal Factor)> units, out decimal amount)
    {
        amount = 0;
        var clean = Text.Compact(text ?? "").AsSpan().TrimStart('¥').TrimStart('￥');
        var end = clean.IndexOfAnyExcept(NumberCharacters);
        end = end < 0 ? clean.Length : end;
        if (!HasWholeGroups(clean[..end])
            || !decimal.TryParse(clean[..end], Style, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        foreach (var (name, factor) in units)
        {
            if (clean[end..].SequenceEqual(name))
            {
                return TryMultiply(number, factor, out amount);
            }
        }

        return false;
    }

    /// <summary>Whole <paramref name="parts"/> of the amount, half to even; false when they do not fit.</summary>
    public static bool TryWhole(decimal amount, int parts, out long whole)
    {
        whole = 0;
        if (!TryMultiply(amount, parts, out var scaled))
        {
            return false;
        }

        scaled = Math.Round(scaled, MidpointRounding.ToEven);
        if (scaled is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        whole = (long)scaled;
        return true;
    }

    // 1,234,567 but not 1,23: what looks like two numbers or a decimal comma is not guessed at.
    private static bool HasWholeGroups(ReadOnlySpan<char> number)
    {
        var point = number.IndexOf('.');
        var integer = point < 0 ? number : number[..point];
        if (point >= 0 && number[point..].Contains(','))
        {
            return false;
        }

        for (var comma = integer.IndexOf(','); comma >= 0; comma = integer.IndexOf(','))
        {
            integer = integer[(comma + 1)..];
            if (integer.IndexOf(',') is not (-1 or 3) || integer.Length < 3 || (integer.Length > 3 && integer[3] != ','))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryMultiply(decimal left, decimal right, out decimal product)
    {
        product = 0;
        if (left != 0 && Math.Abs(right) > decimal.MaxValue / Math.Max(1, Math.Abs(left)))
        {
            return false;
        }

        product = left * right;
        return true;
    }
}
