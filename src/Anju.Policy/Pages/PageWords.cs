using Anju.Kernel;
using Anju.Ui;

namespace Anju.Policy.Pages;

/// <summary>Words and looks that several pages share.</summary>
internal static class PageWords
{
    public static TagLook Look(this Light light) => light switch
    {
        Light.Red => TagLook.RedLight with { Text = light.ChineseName() },
        Light.Yellow => TagLook.YellowLight with { Text = light.ChineseName() },
        _ => TagLook.GreenLight with { Text = light.ChineseName() },
    };

    public static string Code(this Light light) => light.ToString().ToLowerInvariant();

    public static TagLook Look(this RunState state) => state switch
    {
        RunState.Done => new("已完成", Tone.Good, "check"),
        RunState.Running => new("进行中", Tone.Info, "clock"),
        RunState.Cancelled => new("已取消", Tone.Neutral, "minus"),
        RunState.Broken => new("中断", Tone.Bad, "stop"),
        _ => new("已被取代", Tone.Neutral, "minus"),
    };

    /// <summary>A reading against the month before, in percentage points for a rate.</summary>
    public static Trend? Against(this IndicatorBook book, Reading now, Reading? before) => (now.Value, before?.Value) switch
    {
        ({ } value, { } earlier) when now.Indicator.Kind == IndicatorKind.Rate =>
            new Trend(Math.Round((value - earlier) * 100, 1), Welcome: now.Indicator.Better, Unit: "个百分点", Decimals: 1),
        ({ } value, { } earlier) => new Trend(
            Math.Round(value - earlier, now.Indicator.Kind == IndicatorKind.Days ? 1 : 0), Welcome: now.Indicator.Better,
            Unit: book.UnitOf(now.Indicator), Decimals: now.Indicator.Kind == IndicatorKind.Days ? 1 : 0),
        _ => null,
    };

    /// <summary>The number in words, with its coverage when it is a rate.</summary>
    public static string Words(this IndicatorBook book, Reading reading) => reading.Indicator.Kind switch
    {
        IndicatorKind.Rate => Format.RateWithCoverage(reading.Counts.Met, reading.Counts.NotMet, reading.Counts.Unknown, Math.Max(1, reading.SmallBelow)),
        IndicatorKind.Days => reading.Value is { } days ? Format.Number(days, 1) + " 天" : Format.Missing,
        _ => $"{Format.Number((long)reading.Value!)} {book.UnitOf(reading.Indicator)}",
    };
}
