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

    /// <summary>Still filling up: of a month that is not over nothing can be said against the month before.</summary>
    public static bool IsUnderWay(this Reading reading, BusinessDate date) => reading.Indicator.FillsUp && reading.Month == date.ThisMonth;

    /// <summary>A reading against the month before, in percentage points for a rate; null when it cannot be compared.</summary>
    public static Trend? Against(this IndicatorBook book, Reading now, Reading? before, BusinessDate date) => (now.Value, before?.Value) switch
    {
        _ when now.IsUnderWay(date) => null,
        ({ } value, { } earlier) when now.Indicator.Kind is IndicatorKind.Rate or IndicatorKind.Share =>
            new Trend(Math.Round((value - earlier) * 100, 1), Welcome: now.Indicator.Better, Unit: "个百分点", Decimals: 1),
        ({ } value, { } earlier) => new Trend(
            Math.Round(value - earlier, now.Indicator.Decimals), Welcome: now.Indicator.Better, Unit: book.UnitOf(now.Indicator), Decimals: now.Indicator.Decimals),
        _ => null,
    };

    /// <inheritdoc cref="FigureWords.Of"/>
    public static string Words(this IndicatorBook book, Reading reading) => FigureWords.Of(book, reading);
}
