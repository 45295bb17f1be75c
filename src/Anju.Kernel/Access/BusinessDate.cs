namespace Anju.Kernel;

/// <summary>
/// The date that business is done on, in China time (UTC+8, no summer time). A demonstration stands still on one date.
/// </summary>
public sealed class BusinessDate(TimeProvider clock, DateOnly? standstill = null)
{
    public DateOnly Today => standstill ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8));

    public bool StandsStill => standstill is not null;

    public Month ThisMonth => Month.Of(Today);
}
