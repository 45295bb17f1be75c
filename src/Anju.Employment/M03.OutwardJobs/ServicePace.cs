using Anju.Policy;

namespace Anju.Employment.OutwardJobs;

/// <summary>How many of the five services should have been given by the last day of each quarter (c.2 [A06]).</summary>
internal static class ServicePace
{
    private static readonly (int Month, int Day, string Parameter)[] Quarters =
    [
        (3, 31, "service311.pace.first-quarter"), (6, 30, "service311.pace.second-quarter"),
        (9, 30, "service311.pace.third-quarter"), (12, 31, "service311.pace.fourth-quarter"),
    ];

    /// <summary>The number by the last quarter day that has come, of the year of the day.</summary>
    public static int By(DateOnly today, Parameters parameters) => Quarters.Where(quarter => DayOf(quarter, today.Year) <= today)
        .Select(quarter => parameters.Int(quarter.Parameter)).LastOrDefault();

    /// <summary>The first quarter day of the year, from a day on, by which more is asked than there is; null when there is none.</summary>
    public static DateOnly? BehindFrom(int year, DateOnly since, int counted, Parameters parameters) => Quarters
        .Where(quarter => DayOf(quarter, year) >= since && parameters.Int(quarter.Parameter) > counted)
        .Select(quarter => (DateOnly?)DayOf(quarter, year)).FirstOrDefault();

    private static DateOnly DayOf((int Month, int Day, string Parameter) quarter, int year) => new(year, quarter.Month, quarter.Day);
}
