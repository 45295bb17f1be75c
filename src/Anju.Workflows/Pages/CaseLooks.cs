using Anju.Ui;

namespace Anju.Workflows;

/// <summary>How states and lights look.</summary>
public static class CaseLooks
{
    public static TagLook Look(this CaseLight light) => light switch
    {
        CaseLight.Red => TagLook.RedLight,
        CaseLight.Yellow => TagLook.YellowLight,
        CaseLight.Green => TagLook.GreenLight,
        _ => new("暂停计时", Tone.Neutral, "clock"),
    };

    public static TagLook Of(CaseState state) => state.Ends ? new(state.Title, Tone.Neutral, "check") : new(state.Title, Tone.Info, "clock");

    public static string Code(this CaseLight light) => light.ToString().ToLowerInvariant();
}
