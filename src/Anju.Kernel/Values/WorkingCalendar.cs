using System.Collections.Frozen;
using System.Globalization;

namespace Anju.Kernel;

public enum HolidayKind
{
    /// <summary>A day off, whatever day of the week.</summary>
    Holiday,

    /// <summary>A Saturday or Sunday worked to make up for a day off (调休上班).</summary>
    Workday,
}

/// <summary>A day that the State Council's yearly notice takes out of the ordinary week.</summary>
public sealed record Holiday(DateOnly Date, HolidayKind Kind, string Name);

/// <summary>
/// Working days (工作日): Monday to Friday, as changed by the State Council's yearly notices. In a year without a notice
/// only the week counts: ask <see cref="Covers"/> where that matters.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, HolidayKind> _days;
    private readonly FrozenSet<int> _years;

    /// <exception cref="ArgumentException">A date is listed twice, or a make-up day is no Saturday or Sunday.</exception>
    public WorkingCalendar(IEnumerable<Holiday> holidays)
    {
        var days = new Dictionary<DateOnly, HolidayKind>();
        foreach (var (date, kind, name) in holidays)
        {
            if (!days.TryAdd(date, kind))
            {
                throw new ArgumentException($"{date:yyyy-MM-dd} ({name}) is listed twice.", nameof(holidays));
            }

            if (kind == HolidayKind.Workday && !IsWeekend(date))
            {
                throw new ArgumentException($"{date:yyyy-MM-dd} ({name}) is a working day anyway.", nameof(holidays));
            }
        }

        _days = days.ToFrozenDictionary();
        _years = days.Keys.Where(IsNationalDay).Select(date => date.Year).ToFrozenSet();
    }

    /// <summary>
    /// Reads lines of <c>date,kind,name</c> under a heading: ISO date, <c>holiday</c> or <c>workday</c>, name without commas.
    /// </summary>
    /// <exception cref="FormatException">A line is not of this form; the message names it.</exception>
    public static WorkingCalendar Read(TextReader csv)
    {
        var holidays = new List<Holiday>();
        csv.ReadLine();
        for (var number = 2; csv.ReadLine() is { } line; number++)
        {
            if (line.Length > 0)
            {
                holidays.Add(ReadLine(line) ?? throw new FormatException($"Line {number} is no holiday: {line}"));
            }
        }

        return new(holidays);
    }

    /// <summary>
    /// Whether the notice of that year is known. Every notice lists the first of October, so a stray day of the next
    /// year's notice (31 December 2022) does not make a year known.
    /// </summary>
    public bool Covers(int year) => _years.Contains(year);

    public bool IsWorkingDay(DateOnly date) =>
        _days.TryGetValue(date, out var kind) ? kind == HolidayKind.Workday : !IsWeekend(date);

    /// <summary>
    /// The working day that lies so many working days after the date (before it, if negative). The date itself does not
    /// count; zero gives the date back even if it is no working day.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        var step = Math.Sign(days);
        for (var left = Math.Abs(days); left > 0;)
        {
            date = date.AddDays(step);
            left -= IsWorkingDay(date) ? 1 : 0;
        }

        return date;
    }

    /// <summary>Working days after the first date up to and including the second; negative if the second is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to, from);
        }

        var days = 0;
        for (var date = from; date < to;)
        {
            date = date.AddDays(1);
            days += IsWorkingDay(date) ? 1 : 0;
        }

        return days;
    }

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool IsNationalDay(DateOnly date) => date is { Month: 10, Day: 1 };

    private static Holiday? ReadLine(string line) =>
        line.Split(',') is [var day, var kind, var name]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && kind is "holiday" or "workday"
            ? new(date, kind == "holiday" ? HolidayKind.Holiday : HolidayKind.Workday, name)
            : null;
}
