namespace Anju.Kernel;

/// <summary>
/// The date that business is done on, in China time (UTC+8, no summer time). A demonstration stands still on one date.
/// </summary>
public sealed class BusinessDate(TimeProvider clock, DateOnly? standstill = null)
{
    private const int HoursAhead = 8;

    public DateOnly Today => standstill ?? DateOf(clock.GetUtcNow().UtcDateTime);

    public bool StandsStill => standstill is not null;

    public Month ThisMonth => Month.Of(Today);

    /// <summary>What clocks in China show at that moment.</summary>
    public static DateTime LocalOf(DateTime utc) => utc.AddHours(HoursAhead);

    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(LocalOf(utc));

    /// <summary>The moment at which that day begins in China.</summary>
    public static DateTime BeginOf(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(default).AddHours(-HoursAhead), DateTimeKind.Utc);
}
