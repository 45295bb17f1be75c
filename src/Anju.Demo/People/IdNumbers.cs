using Anju.Kernel;

namespace Anju.Demo;

/// <summary>
/// Identity numbers of one county that nobody has: sequences 996 to 999 (Names/SOURCES.md). There are two for each area, day
/// and sex, so a taken one moves the birth a few days back. Keeps one bit for each: 25 KB an area, whatever the city's size.
/// </summary>
internal sealed class IdNumbers(CountyProfile county, DateOnly today)
{
    private static readonly int FirstDay = new DateOnly(1900, 1, 1).DayNumber;

    private readonly Dictionary<string, byte[]> _taken = [];

    /// <summary>The number, and the birth that it holds.</summary>
    public (string Number, DateOnly Birth) Take(DateOnly birth, Sex sex, string area)
    {
        for (var day = birth.DayNumber; ; day--)
        {
            if (Take(area, day, sex) is { } number || (birth.DayNumber - day > 5 && TakeElsewhere(day, sex, out number)))
            {
                return (number, DateOnly.FromDayNumber(day));
            }
        }
    }

    private bool TakeElsewhere(int day, Sex sex, out string number)
    {
        foreach (var area in county.AreaCodes.Where(code => code != county.OldCode || DateOnly.FromDayNumber(day).Year < 1993))
        {
            if (Take(area, day, sex) is { } found)
            {
                number = found;
                return true;
            }
        }

        number = "";
        return false;
    }

    private string? Take(string area, int day, Sex sex)
    {
        if (!_taken.TryGetValue(area, out var days))
        {
            _taken[area] = days = new byte[today.DayNumber - FirstDay + 1];
        }

        foreach (var sequence in sex == Sex.Male ? (ReadOnlySpan<int>)[997, 999] : [996, 998])
        {
            var bit = (byte)(1 << (sequence - 996));
            if ((days[day - FirstDay] & bit) == 0)
            {
                days[day - FirstDay] |= bit;
                return IdNumber.Of(DivisionCode.Parse(area), DateOnly.FromDayNumber(day), sequence).Value;
            }
        }

        return null;
    }
}
