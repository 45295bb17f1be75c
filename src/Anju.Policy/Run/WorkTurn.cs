using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>
/// Compares what a run asks to be done with what is on the lists: opens what is new, keeps what is not settled, closes what
/// the data has settled. What cannot be judged, or is not raised anew yet, is not settled. Runs of a month before the newest
/// judged one leave the lists alone. Both are read stretch by stretch in order of the subjects: memory does not grow with them.
/// </summary>
/// <param name="db">Its open transaction takes what is written.</param>
/// <param name="ahead">Reads the next stretch while the one before is compared; null where that is no gain.</param>
/// <param name="atOnce">Answers looked at together.</param>
internal sealed class WorkTurn(AnjuDb db, AnjuDb? ahead, MonthlyRun run, RuleBook rules, int atOnce)
{
    private const int Batch = 2_000;

    private readonly AnjuDb reading = ahead ?? db;

    /// <summary>An item on the lists as it stood before the run.</summary>
    private sealed record Standing(Guid Id, Guid SubjectId, string Subject, string Rule, string Reason, DateOnly DueOn, Place Place);

    /// <param name="To">Its last subject; null when nothing lies behind it.</param>
    private sealed record Stretch(List<Judgement> Raised, Dictionary<(Guid Subject, string Rule), Standing> Open, Guid? To);

    private sealed record Place(Guid? HouseholdId, string CountyCode, string? TownshipCode, Guid? SiteId);

    public async Task TakeAsync(CancellationToken cancellation)
    {
        var newest = await db.Set<MonthlyRun>().Where(x => x.State == RunState.Done).MaxAsync(x => (Month?)x.Month, cancellation);
        if (run.Month < newest)
        {
            return;
        }

        (run.WorkOpened, run.WorkKept, run.WorkClosed) = (0, 0, 0);
        Task<Stretch>? next = ReadAsync(null, cancellation);
        try
        {
            while (next is not null)
            {
                var stretch = await next;
                next = ahead is null ? null : Behind(stretch);
                await TakeAsync(stretch.Raised, stretch.Open, cancellation);
                next = ahead is null ? Behind(stretch) : next;
            }
        }
        finally
        {
            // After a failure the connection is closed: it must be free by then.
            await ((Task?)next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<Stretch>? Behind(Stretch stretch) => stretch.To is { } to ? ReadAsync(to, cancellation) : null;
    }

    /// <summary>The next answers that ask for something, in order of their subjects, and what is on the lists for their stretch.</summary>
    private async Task<Stretch> ReadAsync(Guid? from, CancellationToken cancellation)
    {
        var raised = await RaisedAsync(from, cancellation);
        Guid? to = raised.Count == atOnce ? raised[^1].SubjectId : null;
        return new(raised, await OpenAsync(from, to, cancellation), to);
    }

    private Task<List<Judgement>> RaisedAsync(Guid? from, CancellationToken cancellation)
    {
        var raised = reading.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number && x.Raised != null);
        return (from is { } behind ? raised.Where(x => x.SubjectId > behind) : raised).OrderBy(x => x.SubjectId).Take(atOnce).ToListAsync(cancellation);
    }

    /// <summary>What is on the lists for the subjects of a stretch: behind <paramref name="from"/>, up to <paramref name="to"/>.</summary>
    private async Task<Dictionary<(Guid Subject, string Rule), Standing>> OpenAsync(Guid? from, Guid? to, CancellationToken cancellation)
    {
        var open = reading.Set<WorkItem>().AsNoTracking().Where(item => item.ClosedOn == null);
        open = from is { } behind ? open.Where(item => item.SubjectId > behind) : open;
        open = to is { } last ? open.Where(item => item.SubjectId <= last) : open;
        return await open
            .Select(item => new Standing(
                item.Id, item.SubjectId, item.Subject, item.Rule, item.Reason, item.DueOn, new(item.HouseholdId, item.CountyCode, item.TownshipCode, item.SiteId)))
            .ToDictionaryAsync(item => (item.SubjectId, item.Rule), cancellation);
    }

    private async Task TakeAsync(List<Judgement> raised, Dictionary<(Guid Subject, string Rule), Standing> open, CancellationToken cancellation)
    {
        var opened = new List<WorkItem>();
        var kept = new List<(Standing Item, StoredReason Now, Place Place)>();
        var settled = new List<(Guid Id, string How)>();
        foreach (var judgement in raised)
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
                }
                else if (open.Remove((judgement.SubjectId, code), out var standing))
                {
                    kept.Add((standing, reasons[code], PlaceOf(judgement)));
                }
                else
                {
                    opened.Add(Open(judgement, rules[code], reasons[code]));
                }
            }
        }

        await SettleAsync([.. open.Values], kept, settled, cancellation);
        run.WorkOpened += opened.Count;
        run.WorkKept += kept.Count;
        run.WorkClosed += settled.Count;
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
