namespace Anju.Policy;

/// <summary>How binding an obligation is; decides whether a verdict may say 未达标 (domain specification 0.2).</summary>
public enum Strength
{
    /// <summary>要、应、确保、须、落实: judged in full.</summary>
    Hard,

    /// <summary>原则上: judged in full, but an approved exception makes it not applicable.</summary>
    Principle,

    /// <summary>力争、最大限度: judged, shown as a goal, never red by itself.</summary>
    Goal,

    /// <summary>支持、鼓励、引导: dated evidence once a plan year.</summary>
    Support,

    /// <summary>探索、可: a permission, never not met; only its conditions bind.</summary>
    Explore,
}

/// <summary>The letters by which the plan pack writes strengths, and their Chinese names.</summary>
public static class Strengths
{
    private static readonly (char Letter, string Name)[] Words =
        [('H', "硬性要求"), ('P', "原则要求"), ('G', "目标"), ('S', "支持鼓励"), ('E', "允许探索")];

    public static char Letter(this Strength strength) => Words[(int)strength].Letter;

    public static string ChineseName(this Strength strength) => Words[(int)strength].Name;

    /// <exception cref="FormatException">Not one of H, P, G, S, E.</exception>
    public static Strength Parse(string letter) =>
        letter is [var c] && Array.FindIndex(Words, x => x.Letter == c) is >= 0 and var index
            ? (Strength)index
            : throw new FormatException($"Not a strength: {letter}");
}
