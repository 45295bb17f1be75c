using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>Who last wrote a line, as every sheet says at its end (domain specification d): 填报人、填报单位、填报时间.</summary>
public sealed record Signature(string Who, string Organisation, DateOnly On)
{
    public static IReadOnlyList<string> Headers { get; } = ["填报人", "填报单位", "填报时间"];

    /// <summary>Read over on import: whoever imports has written it.</summary>
    public static IReadOnlyList<ImportField> Fields { get; } =
        [.. Headers.Select((header, place) => new ImportField("signature." + place, header, []) { Ignored = true, Rank = 9 })];

    /// <summary>By the journal's newest entry of each line.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, Signature>> OfAsync(
        AnjuDb db, LedgerDefinition ledger, IReadOnlyList<Record> lines, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, Signature>();
        var ids = lines.Select(line => line.Id).ToList();
        var written = await db.Set<JournalEntry>().AsNoTracking()
            .Where(entry => ids.Contains(entry.RecordId) && entry.Ledger == ledger.Table)
            .Join(db.Set<JournalBatch>(), entry => entry.BatchId, batch => batch.Id, (entry, batch) => new { entry.RecordId, entry.Version, batch.ActorName, batch.Organisation, batch.At })
            .ToListAsync(cancellation);
        foreach (var entry in written.OrderBy(entry => entry.Version))
        {
            found[entry.RecordId] = new(entry.ActorName, entry.Organisation, DateOnly.FromDateTime(entry.At.AddHours(8)));
        }

        return found;
    }
}
