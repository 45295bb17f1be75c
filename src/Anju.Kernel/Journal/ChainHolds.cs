using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>Batches follow each other without a gap, each hash covers the one before, each digest covers its entries, the head is the last.</summary>
internal sealed class ChainHolds : TieOut
{
    public override string Code => "journal";

    public override string Title => "变更日志链完整";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var (sequence, hash, looked) = (0L, "", 0L);
        using var chain = new Chain();
        foreach (var batch in await db.Set<JournalBatch>().AsNoTracking().OrderBy(x => x.Sequence).ToListAsync(cancellation))
        {
            if (batch.Sequence != sequence + 1 || batch.Previous != hash)
            {
                wrong.Add($"第{batch.Sequence}批与前一批不相接");
            }

            if (!Chain.Holds(batch, db.Keys))
            {
                wrong.Add($"第{batch.Sequence}批的校验值不符");
            }

            var entries = 0;
            await foreach (var entry in db.Set<JournalEntry>().AsNoTracking()
                .Where(x => x.BatchId == batch.Id).OrderBy(x => x.Ordinal).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                chain.Add(entry);
                entries++;
            }

            looked += entries;
            if (!Chain.Covers(batch, chain.Digest(), db.Keys) || entries != batch.Entries)
            {
                wrong.Add($"第{batch.Sequence}批的{batch.Entries}条记录与校验值不符（现有{entries}条）");
            }

            (sequence, hash) = (batch.Sequence, batch.Hash);
        }

        var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancellation);
        if (head.Sequence != sequence || head.Hash != hash)
        {
            wrong.Add($"链尾应为第{head.Sequence}批，日志到第{sequence}批为止");
        }

        return TieOutResult.Of(looked, wrong);
    }
}
