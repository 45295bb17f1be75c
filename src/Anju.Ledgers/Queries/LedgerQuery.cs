using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// What somebody asked of a ledger: which lines, in which order, from where on. One meaning for list, export, API and
/// drill-down. Made by <see cref="LedgerReader.AskAsync"/>, which refuses what the person may not ask.
/// </summary>
public sealed record LedgerQuery
{
    public const int LargestPage = 100;

    public required LedgerDefinition Ledger { get; init; }

    public IReadOnlyList<ColumnFilter> Filters { get; init; } = [];

    /// <summary>Six-digit county code.</summary>
    public string? County { get; init; }

    public Guid? Site { get; init; }

    /// <summary>Beginning of a code, part of a name, or a whole identity number.</summary>
    public string? Search { get; init; }

    /// <summary>One line only: what an identity number was found to mean.</summary>
    public Guid? Line { get; init; }

    public IReadOnlyList<Narrowed> Narrowed { get; init; } = [];

    /// <summary>Null: the ledger's own order, which an index serves.</summary>
    public LedgerColumn? Sort { get; init; }

    public bool Descending { get; init; }

    public Place Place { get; init; } = Place.First;

    public int Size { get; init; } = 20;

    /// <summary>Anything asked beyond scope and order.</summary>
    public bool IsNarrow => Filters.Count + Narrowed.Count > 0 || County is not null || Site is not null || Line is not null || Search is not null;
}

/// <summary>Where a page begins: at the first line, behind or before a line, or at the end.</summary>
public readonly record struct Place(Guid? Line, bool Backwards)
{
    public static Place First => default;

    public static Place Last => new(null, true);

    public static Place After(Guid line) => new(line, false);

    public static Place Before(Guid line) => new(line, true);
}

/// <summary>How a filter compares.</summary>
public enum FilterTest
{
    /// <summary>Any of the values; of divisions, everything within.</summary>
    Is,
    Contains,
    StartsWith,
    From,
    To,
    Blank,
    NotBlank,
}

/// <summary>One condition on one column. Several on a list must all hold.</summary>
public sealed record ColumnFilter(LedgerColumn Column, FilterTest Test, IReadOnlyList<object> Values);

/// <summary>Lines counted up to a bound.</summary>
/// <param name="IsBound">There are more than <paramref name="Lines"/>.</param>
public readonly record struct BoundedCount(int Lines, bool IsBound);

/// <summary>One page of a ledger.</summary>
public sealed record LedgerPage(IReadOnlyList<Record> Lines, bool HasPrevious, bool HasNext)
{
    public Guid? PreviousKey => HasPrevious && Lines.Count > 0 ? Lines[0].Id : null;

    public Guid? NextKey => HasNext && Lines.Count > 0 ? Lines[^1].Id : null;
}
