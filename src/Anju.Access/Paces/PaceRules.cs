using Anju.Kernel;

namespace Anju.Access;

/// <summary>So many times within a span of time.</summary>
public readonly record struct Allowance(int Times, TimeSpan Within);

/// <summary>How often one person may do what: several times what a busy day asks for, and too slow to carry a county off.</summary>
public sealed record PaceRules
{
    /// <summary>No limits, for whoever measures the product or tries every door of it.</summary>
    public static PaceRules Free { get; } = new() { Of = _ => null, Strangers = null };

    /// <summary>Null for no limit.</summary>
    public Func<Pace, Allowance?> Of { get; init; } = pace => pace switch
    {
        Pace.Search => new(60, TimeSpan.FromMinutes(1)),
        Pace.Look => new(500, TimeSpan.FromMinutes(5)),
        Pace.Export => new(30, TimeSpan.FromMinutes(10)),
        Pace.Upload => new(60, TimeSpan.FromMinutes(10)),
        _ => new(1_200, TimeSpan.FromMinutes(1)),
    };

    /// <summary>Of everybody at one address who is not signed in: a whole office may stand behind it.</summary>
    public Allowance? Strangers { get; init; } = new(600, TimeSpan.FromMinutes(1));
}
