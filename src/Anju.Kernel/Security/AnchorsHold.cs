using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>What was anchored outside the database still stands in both chains: nothing was cut off, emptied or made anew.</summary>
internal sealed class AnchorsHold : TieOut
{
    public override string Code => "anchors";

    public override string Title => "日志与库外锚定记录相符";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        if (await db.Set<AnchorSetting>().AsNoTracking().SingleOrDefaultAsync(cancellation) is not { Folder: { } folder })
        {
            return TieOutResult.Of(0, []);
        }

        var lines = await Anchors.LinesAsync(folder, cancellation);
        var wrong = new List<string>();
        if (lines.Count == 0)
        {
            wrong.Add($"锚定文件 {Path.Combine(folder, Anchors.FileName)} 不见了");
        }

        var (journal, security) = (0L, 0L);
        foreach (var (i, line) in lines.Index())
        {
            if (Anchor.Read(line, db.Keys) is not { } anchor)
            {
                wrong.Add($"锚定文件第{i + 1}行被改动过");
                continue;
            }

            if (anchor.Journal.Sequence < journal || anchor.Security.Sequence < security)
            {
                wrong.Add($"锚定文件第{i + 1}行比前面的行旧");
            }

            (journal, security) = (anchor.Journal.Sequence, anchor.Security.Sequence);
            Compare("变更日志", "批", anchor.Journal, await db.Set<JournalBatch>().Where(x => x.Sequence == anchor.Journal.Sequence).Select(x => x.Hash).FirstOrDefaultAsync(cancellation));
            Compare("安全日志", "条", anchor.Security, await db.Set<SecurityEvent>().Where(x => x.Sequence == anchor.Security.Sequence).Select(x => x.Hash).FirstOrDefaultAsync(cancellation));

            void Compare(string what, string unit, ChainEnd end, string? stored)
            {
                if (end.Sequence > 0 && stored != end.Hash)
                {
                    wrong.Add(stored is null
                        ? $"{what}第{end.Sequence}{unit}在锚定（第{i + 1}行）之后被删去"
                        : $"{what}第{end.Sequence}{unit}与锚定时（第{i + 1}行）不同，日志在此之前被重写");
                }
            }
        }

        return TieOutResult.Of(lines.Count, wrong);
    }
}
