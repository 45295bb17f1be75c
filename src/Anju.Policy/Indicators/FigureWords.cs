using Anju.Ui;

namespace Anju.Policy;

/// <summary>Figures as pages, lists and the command line write them.</summary>
public static class FigureWords
{
    /// <summary>The number in words, with its coverage when it is a rate: <c>92.4%，覆盖 97.1%</c>, <c>85 户</c>, <c>47.5 天</c>, <c>120.50 万元，覆盖 80.0%</c>.</summary>
    public static string Of(IndicatorBook book, Reading reading) => reading.Indicator.Kind switch
    {
        IndicatorKind.Rate => Format.RateWithCoverage(reading.Counts.Met, reading.Counts.NotMet, reading.Counts.Unknown, Math.Max(1, reading.SmallBelow)),
        IndicatorKind.Days => reading.Value is { } days ? Format.Number(days, 1) + " 天" : Format.Missing,
        _ when reading.Indicator.AddsUp => (reading.Value, reading.Indicator.Kind) switch
        {
            (null, _) => Format.Missing,
            ({ } share, IndicatorKind.Share) => Format.Percent(share),
            ({ } value, _) => $"{Format.Number(value, reading.Indicator.Decimals)} {book.UnitOf(reading.Indicator)}",
        } + (reading.Value is not null && reading.Coverage is { } coverage && (coverage < 1 || reading.Indicator.Kind == IndicatorKind.Share) ? $"，覆盖 {Format.Percent(coverage)}" : ""),
        _ => $"{Format.Number((long)reading.Value!)} {book.UnitOf(reading.Indicator)}",
    };
}
