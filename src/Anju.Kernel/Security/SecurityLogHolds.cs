using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>Events follow each other without a gap, each is as it was signed after the one before, the head is the last.</summary>
internal sealed class SecurityLogHolds : TieOut
{
    public override string Code => "security";

    public override string Title => "安全日志链完整";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var (sequence, hash) = (0L, "");
        await foreach (var what in db.Set<SecurityEvent>().AsNoTracking().OrderBy(x => x.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (what.Sequence != sequence + 1)
            {
                wrong.Add($"第{sequence + 1}条到第{what.Sequence - 1}条缺失");
                hash = null!;
            }

            // After a gap only the link itself cannot be told; what comes after it can.
            if (hash is not null && !SecurityChain.Holds(what, hash, db.Keys))
            {
                wrong.Add($"第{what.Sequence}条的校验值不符");
            }

            (sequence, hash) = (what.Sequence, what.Hash);
        }

        var head = await db.Set<SecurityHead>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (head is null || head.Sequence != sequence || head.Hash != hash)
        {
            wrong.Add($"链尾应为第{head?.Sequence ?? 0}条，日志到第{sequence}条为止");
        }

        return TieOutResult.Of(sequence, wrong);
    }
}
