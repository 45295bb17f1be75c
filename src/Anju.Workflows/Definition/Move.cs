using Anju.Kernel;

namespace Anju.Workflows;

/// <summary>
/// One way from a state to another. Either people make it, whose role is named, or the system does, when the data says so:
/// what can be seen in the ledgers nobody has to claim.
/// </summary>
public sealed class Move
{
    internal Move(string code, string title, CaseState from, CaseState to) => (Code, Title, From, To) = (code, title, from, to);

    /// <summary>Unique within its workflow: <c>Detected-Confirmed</c>.</summary>
    public string Code { get; }

    public string Title { get; }

    public CaseState From { get; }

    public CaseState To { get; }

    /// <summary>Roles that may make it; empty where the system makes it.</summary>
    public IReadOnlyList<Role> Who { get; internal set; } = [];

    public bool IsAutomatic => Because is not null;

    /// <summary>Properties of the case that must be filled in with it.</summary>
    public IReadOnlyList<string> Records { get; internal set; } = [];

    /// <summary>Properties that may be filled in with it.</summary>
    public IReadOnlyList<string> MayRecord { get; internal set; } = [];

    /// <summary>Properties that it fills in by itself.</summary>
    public IReadOnlyList<string> Fills { get; internal set; } = [];

    public bool NeedsOpinion { get; internal set; }

    /// <summary>Money goes out with it: whoever makes it has just proved who they are, and the security log is told (requirements A11, F1).</summary>
    public bool PaysOut { get; internal set; }

    /// <summary>退回: counted on the case.</summary>
    public bool Returns { get; internal set; }

    /// <summary>延期: the recorded property that holds the new limit.</summary>
    public string? ExtendsTo { get; internal set; }

    public int MostExtensions { get; internal set; }

    /// <summary>What to know before making it, or what the system waits for.</summary>
    public string? Hint { get; internal set; }

    /// <summary>Words for the system's reason to make it now; null as long as there is none.</summary>
    internal Func<CaseRecord, object, DateOnly, string?>? Because { get; set; }

    /// <summary>Words for what stands against it, with the property at fault if one is.</summary>
    internal List<(string? Property, Func<CaseRecord, object?, DateOnly, string?> Words)> Guards { get; } = [];

    internal Action<CaseRecord, object?, DateOnly>? Effect { get; set; }

    public bool IsFor(Actor actor) => Who.Any(actor.Is);
}
