namespace Anju.Ui;

/// <summary>Which of the six calm colours a tag or a notice takes.</summary>
public enum Tone
{
    Neutral,
    Info,
    Good,
    Caution,
    Bad,
    Grave,
}

/// <summary>A state as people see it: words, colour and a picture, so that colour is never the only sign.</summary>
/// <param name="Icon">A name known to <see cref="Ui.Icon" />.</param>
public sealed record TagLook(string Text, Tone Tone, string Icon)
{
    // Verdicts (domain 0.1).
    public static readonly TagLook Met = new("达标", Tone.Good, "check");
    public static readonly TagLook NotMet = new("未达标", Tone.Bad, "cross");
    public static readonly TagLook NotApplicable = new("不适用", Tone.Neutral, "minus");
    public static readonly TagLook Unknown = new("情况不明", Tone.Caution, "question");

    // Due states (domain 0.1).
    public static readonly TagLook NotDue = new("未到期", Tone.Info, "clock");
    public static readonly TagLook DueSoon = new("临期", Tone.Caution, "clock");
    public static readonly TagLook Due = new("到期日", Tone.Caution, "warning");
    public static readonly TagLook Overdue = new("逾期", Tone.Bad, "stop");
    public static readonly TagLook Closed = new("已关闭", Tone.Neutral, "check");

    // Supervision lights (domain c.20).
    public static readonly TagLook GreenLight = new("绿灯", Tone.Good, "check");
    public static readonly TagLook YellowLight = new("黄灯", Tone.Caution, "warning");
    public static readonly TagLook RedLight = new("红灯", Tone.Bad, "stop");

    /// <summary>The letters a monthly run keeps: M met, N not met, - not applicable, U unknown.</summary>
    public static TagLook OfVerdict(char letter) => letter switch
    {
        'M' => Met,
        'N' => NotMet,
        '-' => NotApplicable,
        _ => Unknown,
    };

    internal static string ClassOf(Tone tone) => "tone-" + tone.ToString().ToLowerInvariant();
}
