using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register.Actions;

/// <summary>In what an action takes place: as whom and through which door it writes, and on which day.</summary>
public sealed record Occasion(AnjuDb Db, LedgerCatalogue Ledgers, DateOnly Today, TimeProvider Clock, Origin Origin);

/// <summary>A household as somebody saw it; an action on one that has changed since is refused.</summary>
/// <param name="Stamp">Of <see cref="HomeInHand.StampOf"/>; null when nobody looked before.</param>
public readonly record struct Seen(Guid Household, string? Stamp);

/// <summary>When something happened and what shows it.</summary>
public sealed record Event(DateOnly HappenedOn, string? Proof = null, string? Note = null)
{
    /// <summary>Today unless the paper that reported it says another day.</summary>
    public DateOnly? ReportedOn { get; init; }
}
