using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>What is taken back, and what to do when it cannot be, in words for the person.</summary>
public sealed record UndoWords(string What, string Advice)
{
    public static UndoWords OfRows { get; } = new("这批数据", "请逐条更正。");
}

/// <summary>
/// Takes a whole batch of the journal back, as a batch of its own: what it added is removed, what it changed gets its old
/// values, what it removed returns. Only while nothing later touched its records, but for what was taken back as well.
/// </summary>
public static class Undo
{
    private const int ShownLater = 3;

    private static readonly MethodInfo RevertOf = typeof(Undo).GetMethod(nameof(RevertAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <param name="also">What else belongs to it in the same change, when everything is back; a refusal takes nothing back.</param>
    /// <param name="words">What the batch is called; null for a batch of many rows.</param>
    public static async Task<Result<Written>> RunAsync(
        AnjuDb db, Guid batchId, string reason, TimeProvider clock, CancellationToken cancellation,
        Func<Change, Task<Refusal?>>? also = null, UndoWords? words = null)
    {
        await using var change = await Change.BeginAsync(db, Origin.Undo, reason, clock, cancellation, undoes: batchId);
        if (await ProblemAsync(db, batchId, words ?? UndoWords.OfRows, cancellation) is { } problem)
        {
            return problem;
        }

        try
        {
            // The last first: what refers to a record goes before it.
            // Whole entries: only those are opened.
            var entries = await db.Set<JournalEntry>().AsNoTracking()
                .Where(entry => entry.BatchId == batchId)
                .OrderByDescending(entry => entry.Ordinal)
                .ToListAsync(cancellation);
            foreach (var run in Runs(entries.ConvertAll(entry => new Step(entry.Ledger, entry.RecordId, entry.Version, entry.Action, entry.Before))))
            {
                var type = db.Model.GetEntityTypes().First(entity => entity.GetTableName() == run[0].Table).ClrType;
                await (Task)RevertOf.MakeGenericMethod(type).Invoke(null, [db, change, run, cancellation])!;
            }

            return also is not null && await also(change) is { } no ? no : await change.CommitAsync(cancellation);
        }
        catch (Exception thrown) when (Refusals.From(thrown) is { } refusal)
        {
            return refusal;
        }
    }

    private static async Task<Refusal?> ProblemAsync(AnjuDb db, Guid batchId, UndoWords words, CancellationToken cancellation)
    {
        if (!await db.Set<JournalBatch>().AnyAsync(batch => batch.Id == batchId, cancellation))
        {
            return Refusals.NotFound;
        }

        var sequence = await db.Set<JournalBatch>().Where(batch => batch.Id == batchId).Select(batch => batch.Sequence).FirstAsync(cancellation);
        var undone = db.Set<JournalBatch>().Where(batch => batch.Sequence > sequence && db.Set<JournalBatch>().Any(undo => undo.Undoes == batch.Id)).Select(batch => batch.Id);
        var undoing = db.Set<JournalBatch>().Where(undo => db.Set<JournalBatch>().Any(batch => batch.Id == undo.Undoes && batch.Sequence > sequence)).Select(undo => undo.Id);
        if (await db.Set<JournalBatch>().AnyAsync(batch => batch.Undoes == batchId, cancellation))
        {
            return new("UNDONE_ALREADY", $"{words.What}已经撤销过了。");
        }

        // A later change that was taken back, and the taking back, are as if they had never been.
        var later = await (
            from mine in db.Set<JournalEntry>()
            where mine.BatchId == batchId
            join other in db.Set<JournalEntry>() on mine.RecordId equals other.RecordId
            where other.Version > mine.Version && other.BatchId != batchId && other.Ledger == mine.Ledger
                && !undone.Contains(other.BatchId) && !undoing.Contains(other.BatchId)
            group other by other.BatchId into touched
            select new { BatchId = touched.Key, Records = touched.Count() }).ToListAsync(cancellation);
        if (later.Count == 0)
        {
            return null;
        }

        var ids = later.Select(one => one.BatchId).ToList();
        var batches = await db.Set<JournalBatch>().AsNoTracking().Where(batch => ids.Contains(batch.Id)).OrderBy(batch => batch.Sequence).ToListAsync(cancellation);
        var told = batches.Take(ShownLater).Select(batch =>
            $"{batch.At.AddHours(8):yyyy-MM-dd HH:mm} {batch.Organisation}{batch.ActorName}“{batch.Reason}”（{later.Find(one => one.BatchId == batch.Id)!.Records} 条）");
        return new(
            "CHANGED_LATER",
            $"{words.What}之后又有 {later.Sum(one => one.Records)} 条被改过，不能撤销：{string.Join("；", told)}{(batches.Count > ShownLater ? "等" : "")}。{words.Advice}");
    }

    /// <summary>Neighbouring steps of one kind on one table.</summary>
    private static IEnumerable<List<Step>> Runs(List<Step> steps)
    {
        for (var i = 0; i < steps.Count;)
        {
            var end = i;
            while (end < steps.Count && steps[end].Table == steps[i].Table && steps[end].Action == steps[i].Action)
            {
                end++;
            }

            yield return steps[i..end];
            i = end;
        }
    }

    private static async Task RevertAsync<T>(AnjuDb db, Change change, List<Step> steps, CancellationToken cancellation)
        where T : Record
    {
        foreach (var chunk in steps.Chunk(1_000))
        {
            if (chunk[0].Action == JournalAction.Remove)
            {
                await change.RestoreAsync([.. chunk.Select(step => Filled(Shape.Of<T>(db), Blank<T>(step), step.Before!, step.Version + 1))], cancellation);
                continue;
            }

            var ids = chunk.Select(step => step.RecordId).ToList();
            var now = await db.PastWallsAsync(() => StoredAsync<T>(db, ids, cancellation), cancellation);
            var told = await db.Set<JournalEntry>().Where(entry => entry.Ledger == chunk[0].Table && ids.Contains(entry.RecordId))
                .GroupBy(entry => entry.RecordId)
                .Select(of => new { of.Key, Version = of.Max(entry => entry.Version) })
                .ToDictionaryAsync(of => of.Key, of => of.Version, cancellation);
            var rows = chunk.Where(step => now.ContainsKey(step.RecordId)).ToList();
            if (rows.Count < chunk.Length || rows.Exists(step => now[step.RecordId].Version != told[step.RecordId]))
            {
                throw new DbUpdateConcurrencyException("A record of the batch has changed without an entry.");
            }

            if (chunk[0].Action == JournalAction.Add)
            {
                await change.RemoveAsync([.. rows.Select(step => now[step.RecordId])], cancellation);
                continue;
            }

            var before = await db.PastWallsAsync(() => StoredAsync<T>(db, ids, cancellation), cancellation);
            var edits = rows.ConvertAll(step => (before[step.RecordId], Filled(Shape.Of<T>(db), now[step.RecordId], step.Before!, now[step.RecordId].Version)));
            if (!(await change.UpdateAsync(edits, cancellation)).IsOk)
            {
                throw new DbUpdateConcurrencyException("A record of the batch has changed meanwhile.");
            }
        }
    }

    /// <summary>Rows as they are now, whosever: what is out of scope is refused when it is written.</summary>
    private static Task<Dictionary<Guid, T>> StoredAsync<T>(AnjuDb db, List<Guid> ids, CancellationToken cancellation)
        where T : Record => db.Set<T>().IgnoreQueryFilters().AsNoTracking().Where(record => ids.Contains(record.Id)).ToDictionaryAsync(record => record.Id, cancellation);

    private static T Blank<T>(Step step)
        where T : Record
    {
        var record = Activator.CreateInstance<T>();
        record.Id = step.RecordId;
        return record;
    }

    private static T Filled<T>(Shape shape, T record, string fields, int version)
        where T : Record
    {
        record.Version = version;
        using var json = JsonDocument.Parse(fields);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            var column = shape.Columns.First(column => Naming.Camel(column.Name) == field.Name);
            column.Set(record, field.Value.Deserialize(column.Property.PropertyType, Json.Options));
        }

        return record;
    }

    private sealed record Step(string Table, Guid RecordId, int Version, JournalAction Action, string? Before);
}
