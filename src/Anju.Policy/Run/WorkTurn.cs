using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>
/// Compares what a run asks to be done with what is on the lists: opens what is new, keeps what is not settled, closes what
/// the data has settled. What cannot be judged, or is not raised anew yet, is not settled. Runs of a month before the newest
/// judged one leave the lists alone.
/// </summary>
internal sealed class WorkTurn(AnjuDb db, MonthlyRun run, RuleBook rules)
{
    private const int Batch = 2_000;

    /// <summary>An item on the lists as it stood before the run.</summary>
    private sealed record Standing(Guid Id, Guid SubjectId, SubjectKind Subject, string Rule, string Reason, DateOnly DueOn, Place Place);

    private sealed record Place(Guid HouseholdId, string CountyCode, string? TownshipCode, Guid? SiteId);

    public async Task TakeAsync(CancellationToken cancellation)
    {
        var newest = await db.Set<MonthlyRun>().Where(x => x.State == RunState.Done).MaxAsync(x => (Month?)x.Month, cancellation);
        if (run.Month < newest)
        {
            return;
        }

        var open = (await db.Set<WorkItem>().Where(item => item.ClosedOn == null)
            .Select(item => new Standing(
                item.Id, item.SubjectId, item.Subject, item.Rule, item.Reason, item.DueOn, new(item.HouseholdId, item.CountyCode, item.TownshipCode, item.SiteId)))
            .ToListAsync(cancellation)).ToDictionary(item => (item.SubjectId, item.Rule));
        var opened = new List<WorkItem>();
        var kept = new List<(Standing Item, StoredReason Now, Place Place)>();
        var settled = new List<(Guid Id, string How)>();
        await foreach (var judgement in db.Set<Judgement>().AsNoTracking()
            .Where(x => x.Run == run.Number && x.Raised != null).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var reasons = StoredReason.Read(judgement.Reasons);
            foreach (var code in judgement.Raised!.Split(' '))
            {
                if (code[0] == Judgement.Released)
                {
                    if (open.Remove((judgement.SubjectId, code[1..]), out var released))
                    {
                        settled.Add((released.Id, "对象已不在册"));
                    }

                    continue;
                }

                if (open.Remove((judgement.SubjectId, code), out var standing))
                {
                    kept.Add((standing, reasons[code], PlaceOf(judgement)));
                    continue;
                }

                opened.Add(Open(judgement, rules[code], reasons[code]));
            }
        }

        await SettleAsync([.. open.Values], kept, settled, cancellation);
        (run.WorkOpened, run.WorkKept, run.WorkClosed) = (opened.Count, kept.Count, settled.Count);
        await CloseAsync(settled, cancellation);
        await RestateAsync(kept, cancellation);
        await Derived.InsertAsync(db, opened, cancellation);
    }

    /// <summary>Tells of the items that the run did not raise those that are settled, and how, from those that are kept.</summary>
    private async Task SettleAsync(
        List<Standing> quiet, List<(Standing, StoredReason, Place)> kept, List<(Guid, string)> settled, CancellationToken cancellation)
    {
        foreach (var batch in quiet.Chunk(Batch))
        {
            var ids = batch.Select(item => item.SubjectId).Distinct().ToList();
            var judged = await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number && ids.Contains(x.SubjectId))
                .ToDictionaryAsync(x => x.SubjectId, cancellation);
            foreach (var item in batch)
            {
                var place = run.PlaceOf(item.Subject, item.Rule);
                var now = judged.GetValueOrDefault(item.SubjectId);
                switch (now is null || place < 0 ? null : Outcomes.OfLetter(now.Letters[place]))
                {
                    case null:
                        settled.Add((item.Id, place < 0 ? "规则已不再执行" : "对象已不在册"));
                        break;
                    case Outcome.Met:
                        settled.Add((item.Id, "已达标"));
                        break;
                    case Outcome.NotApplicable:
                        settled.Add((item.Id, "不再适用"));
                        break;
                    default:
                        kept.Add((item, StoredReason.Read(now!.Reasons)[item.Rule], PlaceOf(now)));
                        break;
                }
            }
        }
    }

    private WorkItem Open(Judgement judgement, Rule rule, StoredReason reason) => new()
    {
        Kind = rule.Work!.Code,
        Rule = rule.Code,
        Title = rule.Work.Title,
        Reason = Words(reason),
        Subject = judgement.Subject,
        SubjectId = judgement.SubjectId,
        HouseholdId = judgement.HouseholdId,
        CountyCode = judgement.CountyCode,
        TownshipCode = judgement.TownshipCode,
        SiteId = judgement.SiteId,
        Lead = rule.Work.Lead.Value,
        OpenedFor = run.Month,
        OpenedOn = run.JudgedOn,
        DueOn = reason.DueOn is { } due && due > run.JudgedOn ? due : run.JudgedOn.AddDays(rule.Work.Days),
    };

    private static string Words(StoredReason reason) => reason.Reason.Length > 500 ? reason.Reason[..500] : reason.Reason;

    private static Place PlaceOf(Judgement judgement) => new(judgement.HouseholdId, judgement.CountyCode, judgement.TownshipCode, judgement.SiteId);

    /// <summary>What stays open says why it is open now, is due in the year that runs when it is a duty of each year, and lies on the list of those who answer for the subject now.</summary>
    private async Task RestateAsync(IReadOnlyList<(Standing Item, StoredReason Now, Place Place)> kept, CancellationToken cancellation)
    {
        foreach (var batch in kept.Where(x => x.Item.Reason != Words(x.Now)).GroupBy(x => Words(x.Now), x => x.Item.Id).SelectMany(group => group.Chunk(Batch).Select(ids => (ids, group.Key))))
        {
            var (ids, reason) = batch;
            await db.Set<WorkItem>().Where(item => ids.Contains(item.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Reason, reason), cancellation);
        }

        foreach (var batch in kept.Where(x => x.Now.DueOn > x.Item.DueOn && rules[x.Item.Rule].Work!.EachYear)
            .GroupBy(x => x.Now.DueOn!.Value, x => x.Item.Id).SelectMany(group => group.Chunk(Batch).Select(ids => (ids, group.Key))))
        {
            var (ids, due) = batch;
            await db.Set<WorkItem>().Where(item => ids.Contains(item.Id)).ExecuteUpdateAsync(set => set.SetProperty(x => x.DueOn, due), cancellation);
        }

        foreach (var batch in kept.Where(x => x.Item.Place != x.Place).GroupBy(x => x.Place, x => x.Item.Id).SelectMany(group => group.Chunk(Batch).Select(ids => (ids, group.Key))))
        {
            var (ids, (household, county, township, site)) = batch;
            await db.Set<WorkItem>().Where(item => ids.Contains(item.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(x => x.HouseholdId, household).SetProperty(x => x.CountyCode, county)
                    .SetProperty(x => x.TownshipCode, township).SetProperty(x => x.SiteId, site),
                cancellation);
        }
    }

    private async Task CloseAsync(IReadOnlyList<(Guid Id, string How)> settled, CancellationToken cancellation)
    {
        foreach (var batch in settled.GroupBy(x => x.How, x => x.Id).SelectMany(group => group.Chunk(Batch).Select(ids => (ids, group.Key))))
        {
            var (ids, because) = (batch.ids, $"{run.Month.ToChinese()}运行判定：{batch.Key}");
            await db.Set<WorkItem>().Where(item => ids.Contains(item.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(x => x.ClosedOn, run.JudgedOn)
                    .SetProperty(x => x.ClosedBecause, because)
                    .SetProperty(x => x.ClosedBy, run.Number),
                cancellation);
        }
    }
}
