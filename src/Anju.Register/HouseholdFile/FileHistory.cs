using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.HouseholdFile;

/// <summary>What one batch did to one record, or to <paramref name="Count"/> records of a ledger alike.</summary>
public sealed record RecordChange(JournalAction Action, LedgerDefinition Ledger, string? Label, int Count, IReadOnlyList<FieldChange> Fields);

/// <summary>One batch of the journal, as far as it touched what is looked at.</summary>
public sealed record HistoryStep(JournalBatch Batch, IReadOnlyList<RecordChange> Changes)
{
    /// <summary>A later batch has taken it back.</summary>
    public bool IsUndone { get; init; }
}

/// <param name="Next">Sequence below which the next page begins; null on the last one.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryStep> Steps, int Total, long? Next);

/// <summary>Reads the journal of a household or a person, newest first, in words.</summary>
internal static class FileHistory
{
    private const int Size = 10;

    /// <summary>More records than these of one ledger in one batch are told as a number.</summary>
    private const int Told = 4;

    public static Task<HistoryPage> OfHouseholdAsync(
        AnjuDb db, LedgerCatalogue ledgers, FileWords words, Guid household, long? before, CancellationToken cancellation) =>
        ReadAsync(db, ledgers, words, db.Set<JournalEntry>().Where(entry => entry.HouseholdId == household), before, cancellation);

    /// <summary>One batch of a household; null when it did not touch it.</summary>
    public static async Task<HistoryStep?> OfBatchAsync(
        AnjuDb db, LedgerCatalogue ledgers, FileWords words, IReadOnlyList<Guid> records, Guid household, JournalBatch batch, CancellationToken cancellation) =>
        (await ReadAsync(
            db, ledgers, words,
            db.Set<JournalEntry>().Where(entry => entry.BatchId == batch.Id && (entry.HouseholdId == household || records.Contains(entry.RecordId))),
            null, cancellation)).Steps is [var step, ..] ? step : null;

    public static Task<HistoryPage> OfRecordsAsync(
        AnjuDb db, LedgerCatalogue ledgers, FileWords words, IReadOnlyList<Guid> records, long? before, CancellationToken cancellation) =>
        ReadAsync(db, ledgers, words, db.Set<JournalEntry>().Where(entry => records.Contains(entry.RecordId)), before, cancellation);

    private static async Task<HistoryPage> ReadAsync(
        AnjuDb db, LedgerCatalogue ledgers, FileWords words, IQueryable<JournalEntry> entries, long? before, CancellationToken cancellation)
    {
        if (db.Actor.Measure is not null)
        {
            var tables = ledgers.All.Where(ledger => db.Actor.ReadsLedgersOf(ledger.Measure)).Select(ledger => ledger.Table).ToList();
            entries = entries.Where(entry => tables.Contains(entry.Ledger));
        }

        var touched = entries.Select(entry => entry.BatchId).Distinct();
        var batches = await db.Set<JournalBatch>().AsNoTracking()
            .Where(batch => touched.Contains(batch.Id) && (before == null || batch.Sequence < before))
            .OrderByDescending(batch => batch.Sequence).Take(Size + 1).ToListAsync(cancellation);
        var next = batches.Count > Size ? batches[Size - 1].Sequence : (long?)null;
        var shown = batches.Take(Size).ToList();
        var ids = shown.Select(batch => batch.Id).ToList();
        var of = (await entries.AsNoTracking().Where(entry => ids.Contains(entry.BatchId)).OrderBy(entry => entry.Ordinal).ToListAsync(cancellation))
            .ToLookup(entry => entry.BatchId);
        var undone = await db.Set<JournalBatch>().Where(batch => batch.Undoes != null && ids.Contains(batch.Undoes.Value)).Select(batch => batch.Undoes).ToListAsync(cancellation);
        var read = new Dictionary<JournalEntry, (LedgerDefinition Ledger, IReadOnlyList<FieldChange> Fields)>();
        foreach (var entry in of.SelectMany(x => x))
        {
            if (ledgers.OfTable(entry.Ledger) is { } ledger)
            {
                read[entry] = (ledger, [.. RecordHistory.FieldsOf(ledger, entry).Where(x => !Equals(x.Before, x.After))]);
            }
        }

        await words.KnowAsync(
            read.SelectMany(x => x.Value.Fields).SelectMany(x => new[] { (x.Column.Refers, x.Before), (x.Column.Refers, x.After) })
                .Concat(read.Select(x => ((Type?)x.Value.Ledger.Type, (object?)x.Key.RecordId))),
            cancellation);
        return new(
            [.. shown.Select(batch => new HistoryStep(batch, [.. Changes([.. of[batch.Id].Where(read.ContainsKey)])]) { IsUndone = undone.Contains(batch.Id) })],
            await touched.CountAsync(cancellation),
            next);

        IEnumerable<RecordChange> Changes(List<JournalEntry> ofBatch)
        {
            foreach (var alike in ofBatch.GroupBy(entry => (entry.Ledger, entry.Action)))
            {
                var ledger = read[alike.First()].Ledger;
                if (alike.Count() > Told)
                {
                    yield return new(alike.Key.Action, ledger, null, alike.Count(), []);
                    continue;
                }

                foreach (var entry in alike)
                {
                    var fields = read[entry].Fields;
                    yield return new(entry.Action, ledger, Label(ledger, entry, fields), 1, fields);
                }
            }
        }

        string? Label(LedgerDefinition ledger, JournalEntry entry, IReadOnlyList<FieldChange> fields) =>
            words.NameOf(entry.RecordId)
            ?? ledger.Key.Concat(ledger.Listed).Distinct()
                .Select(column => fields.FirstOrDefault(x => x.Column == column) is { } field ? words.Of(column, field.After ?? field.Before) : null)
                .FirstOrDefault(text => text is not null);
    }
}
