using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// Narrows a ledger's list by something the ledger itself does not hold, so that a figure opens to exactly the lines it
/// counts: <c>verdict=R-M03-3:N&amp;month=2025-10</c>. A module registers one as a service; nothing else is needed.
/// </summary>
public interface ILedgerNarrowing
{
    /// <summary>
    /// The query parameters it answers to. The first switches it on; the others belong to it only beside the first, so
    /// that a ledger's own column of the same name keeps its meaning elsewhere.
    /// </summary>
    IReadOnlyList<string> Parameters { get; }

    /// <summary>
    /// A column of divisions, of whatever ledger, whose places are offered as a filter above the list of
    /// <paramref name="ledger"/> under the name of the first parameter; null when it is reached by links alone.
    /// </summary>
    LedgerColumn? OfferedOn(LedgerDefinition ledger, LedgerCatalogue catalogue) => null;

    /// <summary>The lines meant, or a refusal in words for the person; <paramref name="asked"/> holds the parameters given.</summary>
    Task<Result<Narrowed>> NarrowAsync(
        AnjuDb db, LedgerDefinition ledger, IReadOnlyDictionary<string, string> asked, CancellationToken cancellation);
}

/// <summary>Ids of the lines meant, as a query that runs inside the list's own, and what the list shows beside its filters.</summary>
public sealed record Narrowed(IQueryable<Guid> Lines, string Label)
{
    /// <summary>The parameters that brought it about; filled in by the reader.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Tells for each line of a page why it is among those meant; null when there is nothing to tell beside the label.</summary>
    public Func<IReadOnlyList<Record>, CancellationToken, Task<IReadOnlyDictionary<Guid, string>>>? Reasons { get; init; }

    /// <summary>Head of the column that tells it.</summary>
    public string ReasonsTitle { get; init; } = "原因";
}
