using Anju.Kernel;

namespace Anju.Policy;

/// <summary>Addresses of the lists that show exactly the rows a number counts.</summary>
public static class Drill
{
    /// <param name="letters">Answers wanted, as they are stored: <c>N</c>, or <c>MN</c> for all that were judged.</param>
    public static string To(SubjectKind subject, string rule, string letters, Month month, Area area) =>
        $"{subject.List}?verdict={rule}:{letters}&month={month}{area.Query}";

    /// <summary>The rows behind an indicator's number; null when the number is not one of rows.</summary>
    public static string? To(this IndicatorBook book, Reading reading) => reading.Indicator.Kind switch
    {
        IndicatorKind.Days => $"/work?state=closed&rule={reading.Indicator.Rule}&month={reading.Month}{reading.Area.Query}",
        IndicatorKind.Rate when reading.Counts.Judged == 0 => null,
        _ when reading.Indicator.AddsUp && reading.Counts.Met == 0 => null,
        IndicatorKind.Rate => book.To(reading, "MN"),
        _ => book.To(reading, reading.Indicator.Counted.Letter().ToString()),
    };

    public static string To(this IndicatorBook book, Reading reading, string letters) =>
        To(book.SubjectOf(reading.Indicator), reading.Indicator.Rule, letters, reading.Month, reading.Area);
}
