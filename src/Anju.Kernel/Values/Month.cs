using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Anju.Kernel;

/// <summary>A calendar month from 1900-01 to 2200-12, the step in which households are judged and reports are made.</summary>
public readonly record struct Month : IComparable<Month>, ISpanParsable<Month>
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    // Counted from 1900-01, so that default(Month) is a month too.
    private readonly int _sinceFirst;

    /// <exception cref="ArgumentOutOfRangeException">Year outside 1900–2200 or month outside 1–12.</exception>
    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        _sinceFirst = (year - FirstYear) * 12 + month - 1;
    }

    public int Year => Index / 12;

    /// <summary>1 to 12.</summary>
    public int Number => Index % 12 + 1;

    /// <summary>Year × 12 + number − 1: consecutive months have consecutive indexes. Months are stored in this form.</summary>
    public int Index => _sinceFirst + FirstYear * 12;

    public DateOnly First => new(Year, Number, 1);

    public DateOnly Last => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    public Month Next => AddMonths(1);

    public Month Previous => AddMonths(-1);

    /// <exception cref="ArgumentOutOfRangeException">The index is of no month from 1900-01 to 2200-12.</exception>
    public static Month FromIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, FirstYear * 12);
        return new(index / 12, index % 12 + 1);
    }

    public static Month Of(DateOnly date) => new(date.Year, date.Month);

    /// <exception cref="ArgumentOutOfRangeException">The result lies outside 1900–2200.</exception>
    public Month AddMonths(int months) => FromIndex(Index + months);

    public bool Contains(DateOnly date) => date.Year == Year && date.Month == Number;

    public int CompareTo(Month other) => _sinceFirst.CompareTo(other._sinceFirst);

    public static bool operator <(Month left, Month right) => left._sinceFirst < right._sinceFirst;

    public static bool operator >(Month left, Month right) => left._sinceFirst > right._sinceFirst;

    public static bool operator <=(Month left, Month right) => left._sinceFirst <= right._sinceFirst;

    public static bool operator >=(Month left, Month right) => left._sinceFirst >= right._sinceFirst;

    /// <summary>Months between: 2025-11 − 2025-09 = 2.</summary>
    public static int operator -(Month left, Month right) => left._sinceFirst - right._sinceFirst;

    /// <summary><c>2025-11</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    /// <summary><c>2025年11月</c></summary>
    public string ToChinese() => string.Create(CultureInfo.InvariantCulture, $"{Year}年{Number}月");

    /// <summary>
    /// Reads 2025-11, 2025年11月, 2025.11, 2025/11 (one or two digits of month) and 202511, full-width and with white space too.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Month month)
    {
        month = default;
        var clean = Text.Compact(text ?? "");
        if (clean.Length < 6 || !TryNumber(clean.AsSpan(0, 4), out var year))
        {
            return false;
        }

        var number = clean.AsSpan(4);
        number = number[0] switch
        {
            '-' or '.' or '/' => number[1..],
            '年' when number[^1] == '月' => number[1..^1],
            >= '0' and <= '9' when number.Length == 2 => number,
            _ => default,
        };
        if (number.Length is 0 or > 2 || !TryNumber(number, out var of) || year is < FirstYear or > LastYear || of is < 1 or > 12)
        {
            return false;
        }

        month = new(year, of);
        return true;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Month result) =>
        TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Month result) =>
        TryParse(s.ToString(), out result);

    /// <exception cref="FormatException">Not a month as <see cref="TryParse(string?, out Month)"/> reads it.</exception>
    public static Month Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var month) ? month : throw new FormatException($"Not a month: {s}");

    public static Month Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString(), provider);

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
