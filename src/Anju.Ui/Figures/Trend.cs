namespace Anju.Ui;

/// <summary>Which direction of a change is welcome; decides whether it is shown as good or bad.</summary>
public enum Welcome
{
    Neither,
    More,
    Less,
}

/// <summary>A change against an earlier value, such as 较上月 +126.</summary>
/// <param name="Against">What it is compared with: 较上月, 同比.</param>
/// <param name="Unit">Follows the number: 户, 个百分点.</param>
public sealed record Trend(decimal Change, string Against = "较上月", Welcome Welcome = Welcome.Neither, string Unit = "", int Decimals = 0)
{
    internal string Text => $"{Against} {Format.Change(Change, Decimals)}{(Unit.Length > 0 ? " " + Unit : "")}";

    internal string Icon => Change > 0 ? "up" : Change < 0 ? "down" : "flat";

    internal string Class => (Welcome, Math.Sign(Change)) switch
    {
        (Welcome.More, 1) or (Welcome.Less, -1) => "trend good",
        (Welcome.More, -1) or (Welcome.Less, 1) => "trend bad",
        _ => "trend",
    };
}
