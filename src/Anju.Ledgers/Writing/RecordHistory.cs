using System.Text.Json;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>One change of one line, with what each changed column held before and after.</summary>
public sealed record HistoryEntry(
    Guid BatchId, int Version, DateTime At, string Who, string Organisation, Origin Origin, JournalAction Action, string Reason, IReadOnlyList<FieldChange> Fields);

/// <summary>Values as stored, null for blank.</summary>
public sealed record FieldChange(LedgerColumn Column, object? Before, object? After);

/// <summary>The history of one line with the lines its references named.</summary>
public sealed record LineHistory(IReadOnlyList<HistoryEntry> Entries, References References);

/// <summary>Reads the journal of single lines. Ask only for lines that the actor was allowed to find.</summary>
public sealed class RecordHistory(AnjuDb db, LedgerReader reader)
{
    /// <summary>
    /// What <c>RecordJournal</c> shows. A page reads it in its own turn: parts of a page that read by themselves would use
    /// the one connection at the same time.
    /// </summary>
    public async Task<LineHistory> ReadAsync(LedgerDefinition ledger, Guid id, CancellationToken cancellation)
    {
        var entries = await OfAsync(ledger, id, cancellation);
        return new(entries, await reader.ReferencesAsync(entries, cancellation));
    }

    /// <summary>Newest first, at most <paramref name="most"/>.</summary>
    /// <param name="after">Only changes to later versions.</param>
    public async Task<IReadOnlyList<HistoryEntry>> OfAsync(
        LedgerDefinition ledger, Guid id, CancellationToken cancellation, int after = 0, int most = 100)
    {
        var entries = await db.Set<JournalEntry>().AsNoTracking()
            .Where(entry => entry.RecordId == id && entry.Ledger == ledger.Table && entry.Version > after)
            .OrderByDescending(entry => entry.Version)
            .Take(most)
            .Join(db.Set<JournalBatch>(), entry => entry.BatchId, batch => batch.Id, (entry, batch) => new { entry, batch })
            .OrderByDescending(x => x.entry.Version)
            .ToListAsync(cancellation);
        return [.. entries.Select(x => new HistoryEntry(
            x.batch.Id, x.entry.Version, x.batch.At, x.batch.ActorName, x.batch.Organisation, x.batch.Origin, x.entry.Action, x.batch.Reason, FieldsOf(ledger, x.entry)))];
    }

    public static IReadOnlyList<FieldChange> FieldsOf(LedgerDefinition ledger, JournalEntry entry)
    {
        var (before, after) = (Parse(entry.Before), Parse(entry.After));
        return [.. ledger.Columns
            .Where(column => before.ContainsKey(column.Field) || after.ContainsKey(column.Field))
            .Select(column => new FieldChange(column, Value(column, before), Value(column, after)))];
    }

    private static Dictionary<string, JsonElement> Parse(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text, Json.Options)!;

    private static object? Value(LedgerColumn column, Dictionary<string, JsonElement> fields) =>
        fields.TryGetValue(column.Field, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.Deserialize(column.Plain, Json.Options)
            : null;
}
