using System.Globalization;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>How exactly a date was written.</summary>
public enum DatePrecision
{
    None,
    Year,
    Month,
    Day,
}

/// <summary>Dates in all the forms of county sheets: serial numbers, 2021.3, 2021年3月5日, 2021-03-05, 20210305, full-width.</summary>
public static class DateText
{
    // 1927-05-18 to 2119-01-23: a plain number between them is a serial date whose format was lost.
    private const double FirstSerial = 10_000;
    private const double LastSerial = 80_000;

    /// <summary>The first day of what was written. <see cref="DatePrecision.None"/> when it is no date that ever was.</summary>
    public static DatePrecision Read(in Cell cell, out DateOnly date)
    {
        date = default;
        switch (cell.Kind)
        {
            case CellKind.Date when cell.Date is { } shown:
                date = shown;
                return DatePrecision.Day;
            case CellKind.Number when cell.Number is >= FirstSerial and <= LastSerial && !cell.Text.Contains('.'):
                date = new DateOnly(1899, 12, 30).AddDays((int)cell.Number);
                return DatePrecision.Day;
            case CellKind.Number or CellKind.Text:
                return Read(cell.Text, out date);
            default:
                return DatePrecision.None;
        }
    }

    public static DatePrecision Read(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        Span<int> parts = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        var count = 0;
        var inNumber = false;
        foreach (var raw in text)
        {
            var c = raw is >= '\uFF01' and <= '\uFF5E' ? (char)(raw - 0xFEE0) : raw;
            if (char.IsAsciiDigit(c))
            {
                if (!inNumber)
                {
                    if (count == 3)
                    {
                        return TimeOfDay(count, lengths) ? Judge(parts, lengths, 3, out date) : DatePrecision.None;
                    }

                    parts[count] = 0;
                    lengths[count++] = 0;
                    inNumber = true;
                }

                if (++lengths[count - 1] > 8)
                {
                    return DatePrecision.None;
                }

                parts[count - 1] = (parts[count - 1] * 10) + (c - '0');
            }
            else if (c is '-' or '.' or '/' or '年' or '月' or '日' or '号' or '、' or '。' or '\\' or ':' or 'T' || CellText.IsBlank(c))
            {
                inNumber = false;
            }
            else
            {
                return DatePrecision.None;
            }
        }

        return Judge(parts, lengths, count, out date);
    }

    private static bool TimeOfDay(int count, ReadOnlySpan<int> lengths) => count == 3 && lengths[0] == 4;

    private static DatePrecision Judge(ReadOnlySpan<int> parts, ReadOnlySpan<int> lengths, int count, out DateOnly date)
    {
        date = default;
        return (count, lengths[0]) switch
        {
            (1, 8) => Make(parts[0] / 10_000, parts[0] / 100 % 100, parts[0] % 100, DatePrecision.Day, out date),
            (1, 6) => Make(parts[0] / 100, parts[0] % 100, 1, DatePrecision.Month, out date),
            (1, 4) => Make(parts[0], 1, 1, DatePrecision.Year, out date),
            (2, 4) when lengths[1] <= 2 => Make(parts[0], parts[1], 1, DatePrecision.Month, out date),
            (2, 4) when lengths[1] == 4 => Make(parts[0], parts[1] / 100, parts[1] % 100, DatePrecision.Day, out date),
            (3, 4) when lengths[1] <= 2 && lengths[2] <= 2 => Make(parts[0], parts[1], parts[2], DatePrecision.Day, out date),
            _ => DatePrecision.None,
        };
    }

    private static DatePrecision Make(int year, int month, int day, DatePrecision precision, out DateOnly date)
    {
        date = default;
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return DatePrecision.None;
        }

        date = new DateOnly(year, month, day);
        return precision;
    }

    /// <summary><c>2021-03-05</c>, or as much of it as was written.</summary>
    public static string Written(DateOnly date, DatePrecision precision) => date.ToString(
        precision switch { DatePrecision.Year => "yyyy", DatePrecision.Month => "yyyy-MM", _ => "yyyy-MM-dd" }, CultureInfo.InvariantCulture);
}
