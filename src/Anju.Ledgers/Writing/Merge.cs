using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>A column that two people changed differently at the same time.</summary>
/// <param name="Base">What both began with.</param>
/// <param name="Mine">As typed.</param>
/// <param name="Theirs">What stands there now.</param>
public sealed record Clash(LedgerColumn Column, object? Base, object? Mine, object? Theirs, HistoryEntry By);

/// <summary>What came of an edit that began from an older version.</summary>
/// <param name="Clashes">To be decided by the person, column by column.</param>
/// <param name="TakenOver">Columns that only somebody else changed: their value stands.</param>
public sealed record Merge(IReadOnlyList<Clash> Clashes, IReadOnlyList<LedgerColumn> TakenOver)
{
    /// <param name="current">As stored now.</param>
    /// <param name="mine">As the person wants it; columns that only others changed are set to theirs.</param>
    /// <param name="since">Changes after the version the person began with, newest first.</param>
    public static Merge Of(LedgerDefinition ledger, Record current, Record mine, IReadOnlyList<HistoryEntry> since)
    {
        var clashes = new List<Clash>();
        var taken = new List<LedgerColumn>();
        var touched = since.Reverse().SelectMany(entry => entry.Fields.Select(field => (entry, field))).GroupBy(x => x.field.Column);
        foreach (var changes in touched.Where(x => ledger.IsTyped(x.Key)))
        {
            var column = changes.Key;
            var (was, theirs, wanted) = (changes.First().field.Before, column.Get(current), column.Get(mine));
            if (Equals(wanted, theirs))
            {
                continue;
            }

            if (Equals(wanted, was))
            {
                column.Set(mine, theirs);
                taken.Add(column);
                continue;
            }

            clashes.Add(new(column, was, wanted, theirs, changes.Last().entry));
        }

        return new(clashes, taken);
    }
}
