using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>
/// Compares what a run asks to be done with what is on the lists: opens what is new, keeps what stays, closes what the
/// data has settled. Runs of a month before the newest judged one leave the lists alone.
/// </summary>
internal sealed class WorkTurn(AnjuDb db, MonthlyRun run, RuleBook rules)
{
    private const int Batch = 2_000;

    public async Task TakeAsync(CancellationToken cancellation)
    {
        var newest = await db.Set<MonthlyRun>().Where(x => x.State == RunState.Done).MaxAsync(x => (Month?)x.Month, cancellation);
        if (run.Month < newest)
        {
            return;
        }

        (run.WorkOpened, run.WorkKept) = (0, 0);
        var open = (await db.Set<WorkItem>().Where(item => item.ClosedOn == null)
            .Select(item => new { item.SubjectId, item.Rule, item.Id, item.Reason }).ToListAsync(cancellation))
            .ToDictionary(item => (item.SubjectId, item.Rule), item => (item.Id, item.Reason));
        var opened = new List<WorkItem>();
        var restated = new List<(Guid Id, string Reason)>();
        await foreach (var judgement in db.Set<Judgement>().AsNoTracking()
            .Where(x => x.Run == run.Number && x.Raised != null).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var reasons = StoredReason.Read(judgement.Reasons);
            foreach (var code in judgement.Raised!.Split(' '))
            {
                if (open.Remove((judgement.SubjectId, code), out var standing))
                {
                    run.WorkKept++;
                    if (standing.Reason != Words(reasons[code]))
                    {
                        restated.Add((standing.Id, Words(reasons[code])));
                    }

                    continue;
                }

                opened.Add(Open(judgement, rules[code], reasons[code]));
            }
        }

        run.WorkOpened = opened.Count;
        run.WorkClosed = open.Count;
        await CloseAsync([.. open.Values.Select(item => item.Id)], cancellation);
        await RestateAsync(restated, cancellation);
        await Derived.InsertAsync(db, opened, cancellation);
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
        SiteId = judgement.SiteId,
        Lead = rule.Work.Lead.Value,
        OpenedFor = run.Month,
        OpenedOn = run.JudgedOn,
        DueOn = reason.DueOn is { } due && due > run.JudgedOn ? due : run.JudgedOn.AddDays(rule.Work.Days),
    };

    private static string Words(StoredReason reason) => reason.Reason.Length > 500 ? reason.Reason[..500] : reason.Reason;

    /// <summary>What stays open says why it is open now, not why it was when it was opened.</summary>
    private async Task RestateAsync(IEnumerable<(Guid Id, string Reason)> items, CancellationToken cancellation)
    {
        foreach (var batch in items.GroupBy(item => item.Reason).SelectMany(group => group.Chunk(Batch)))
        {
            var (ids, reason) = (batch.Select(item => item.Id).ToList(), batch[0].Reason);
            await db.Set<WorkItem>().Where(item => ids.Contains(item.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Reason, reason), cancellation);
        }
    }

    private async Task CloseAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var because = $"{run.Month.ToChinese()}运行：数据已满足规则，或对象已不在册";
        foreach (var batch in ids.Chunk(Batch))
        {
            await db.Set<WorkItem>().Where(item => batch.Contains(item.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(x => x.ClosedOn, run.JudgedOn)
                    .SetProperty(x => x.ClosedBecause, because)
                    .SetProperty(x => x.ClosedBy, run.Number),
                cancellation);
        }
    }
}
