using System.Text.Json;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.HouseholdFile;

/// <summary>One field before and after; null for blank.</summary>
public sealed record FieldChange(string Title, string? Before, string? After);

/// <summary>What one batch did to one record, or to <paramref name="Count"/> records of a ledger alike.</summary>
public sealed record RecordChange(JournalAction Action, LedgerDefinition Ledger, string? Label, int Count, IReadOnlyList<FieldChange> Fields);

/// <summary>One batch of the journal, as far as it touched what is looked at.</summary>
public sealed record HistoryStep(JournalBatch Batch, IReadOnlyList<RecordChange> Changes);

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

    public static Task<HistoryPage> OfRecordsAsync(
        AnjuDb db, LedgerCatalogue ledgers, FileWords words, IReadOnlyList<Guid> records, long? before, CancellationToken cancellation) =>
        ReadAsync(db, ledgers, words, db.Set<JournalEntry>().Where(entry => records.Contains(entry.RecordId)), before, cancellation);

    private static async Task<HistoryPage> ReadAsync(
        AnjuDb db, LedgerCatalogue ledgers, FileWords words, IQueryable<JournalEntry> entries, long? before, CancellationToken cancellation)
    {
        var touched = entries.Select(entry => entry.BatchId).Distinct();
        var batches = await db.Set<JournalBatch>().AsNoTracking()
            .Where(batch => touched.Contains(batch.Id) && (before == null || batch.Sequence < before))
            .OrderByDescending(batch => batch.Sequence).Take(Size + 1).ToListAsync(cancellation);
        var next = batches.Count > Size ? batches[Size - 1].Sequence : (long?)null;
        var shown = batches.Take(Size).ToList();
        var ids = shown.Select(batch => batch.Id).ToList();
        var of = (await entries.AsNoTracking().Where(entry => ids.Contains(entry.BatchId)).OrderBy(entry => entry.Ordinal).ToListAsync(cancellation))
            .ToLookup(entry => entry.BatchId);
        var read = new Dictionary<JournalEntry, (LedgerDefinition Ledger, IReadOnlyList<(LedgerColumn Column, object? Before, object? After)> Fields)>();
        foreach (var entry in of.SelectMany(x => x))
        {
            if (ledgers.OfTable(entry.Ledger) is { } ledger)
            {
                read[entry] = (ledger, Fields(ledger, entry));
            }
        }

        await words.KnowAsync(
            db,
            read.SelectMany(x => x.Value.Fields).SelectMany(x => new[] { x.Before, x.After }).OfType<Guid>().Concat(read.Keys.Select(entry => entry.RecordId)),
            cancellation);
        return new(
            [.. shown.Select(batch => new HistoryStep(batch, [.. Changes([.. of[batch.Id].Where(read.ContainsKey)])]))],
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
                    yield return new(entry.Action, ledger, Label(ledger, entry, fields), 1,
                        [.. fields.Select(x => new FieldChange(x.Column.Title, words.Of(x.Column, x.Before), words.Of(x.Column, x.After)))]);
                }
            }
        }

        string? Label(LedgerDefinition ledger, JournalEntry entry, IReadOnlyList<(LedgerColumn Column, object? Before, object? After)> fields) =>
            words.NameOf(entry.RecordId)
            ?? ledger.Key.Concat(ledger.Listed).Distinct()
                .Select(column => fields.FirstOrDefault(x => x.Column == column) is { Column: not null } field ? words.Of(column, field.After ?? field.Before) : null)
                .FirstOrDefault(text => text is not null);
    }

    private static List<(LedgerColumn Column, object? Before, object? After)> Fields(LedgerDefinition ledger, JournalEntry entry)
    {
        using var before = entry.Before is null ? null : JsonDocument.Parse(entry.Before);
        using var after = entry.After is null ? null : JsonDocument.Parse(entry.After);
        return
        [
            .. ledger.Columns
                .Select(column => (Column: column, Before: Value(column, before), After: Value(column, after)))
                .Where(x => !Equals(x.Before, x.After)),
        ];
    }

    /// <summary>Null also for what an older release wrote and this one cannot read.</summary>
    private static object? Value(LedgerColumn column, JsonDocument? fields)
    {
        if (fields is null || !fields.RootElement.TryGetProperty(column.Field, out var value))
        {
            return null;
        }

        try
        {
            return value.Deserialize(column.Property.PropertyType, Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
