namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Serial day numbers of spreadsheets (ECMA-376 part 1, 18.17.4.1). In the 1900 system 1 is 1 January 1900 and 60 is 29 February
/// 1900, a day that never was; in the 1904 system 0 is 1 January 1904.
/// </summary>
internal static class SerialDate
{
    /// <summary>31 December 9999 in the 1900 system, plus one.</summary>
    public const double End = 2_958_466;

    private static readonly DateTime _before1900March = new(1899, 12, 31);
    private static readonly DateTime _from1900March = new(1899, 12, 30);
    private static readonly DateTime _1904 = new(1904, 1, 1);

    public static DateTime? ToMoment(double serial, bool epoch1904)
    {
        if (!(serial >= 0 && serial < End - (epoch1904 ? 1462 : 0)))
        {
            return null;
        }

        var days = Math.Floor(serial);
        var seconds = Math.Round((serial - days) * 86_400);
        if (epoch1904)
        {
            return _1904.AddDays(days).AddSeconds(seconds);
        }

        return days switch
        {
            < 1 => null,
            < 60 => _before1900March.AddDays(days).AddSeconds(seconds),
            < 61 => null,
            _ when days == End - 1 && seconds == 86_400 => DateTime.MaxValue.Date,
            _ => _from1900March.AddDays(days).AddSeconds(seconds),
        };
    }

    public static double FromMoment(DateTime moment, bool epoch1904)
    {
        if (epoch1904)
        {
            return (moment - _1904).TotalDays;
        }

        var days = (moment - _from1900March).TotalDays;
        return days < 61 ? days - 1 : days;
    }

    public static int FromDate(DateOnly date)
    {
        var days = date.DayNumber - DateOnly.FromDateTime(_from1900March).DayNumber;
        return days < 61 ? days - 1 : days;
    }
}
