using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>Every figure of every finished run is what its stored answers add up to, in city, counties and sites.</summary>
internal sealed class FiguresAreRebuilt : TieOut
{
    public override string Code => "figures";

    public override string Title => "各项指标与逐户逐人判定一致";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var looked = 0L;
        foreach (var run in await db.Set<MonthlyRun>().AsNoTracking().Where(x => x.State == RunState.Done).OrderBy(x => x.Month).ToListAsync(cancellation))
        {
            var rebuilt = await RebuildAsync(db, run, cancellation);
            var cells = await db.Set<IndicatorCell>().AsNoTracking().Where(x => x.Run == run.Number && x.Level != AreaLevel.Township).ToListAsync(cancellation);
            looked += cells.Count;
            wrong.AddRange(cells.Where(cell => !rebuilt.Remove((cell.Level, cell.Level == AreaLevel.City ? "" : cell.Area, cell.Code), out var counts) || counts != Counts.Of(cell))
                .Select(cell => $"{run.Month} {cell.Code} {cell.Area} 与判定不一致"));
            wrong.AddRange(rebuilt.Where(x => x.Value != default).Select(x => $"{run.Month} {x.Key.Rule} {x.Key.Area} 有判定但没有指标"));
        }

        return TieOutResult.Of(looked, wrong);
    }

    private static async Task<Dictionary<(AreaLevel Level, string Area, string Rule), Counts>> RebuildAsync(AnjuDb db, MonthlyRun run, CancellationToken cancellation)
    {
        var sums = new Dictionary<(AreaLevel, string, string), Counts>();
        var rules = run.RulesBySubject;
        await foreach (var group in db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number)
            .GroupBy(x => new { x.Subject, x.CountyCode, x.SiteId, x.Letters })
            .Select(x => new { x.Key.Subject, x.Key.CountyCode, x.Key.SiteId, x.Key.Letters, Subjects = x.Count() })
            .AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var codes = rules[group.Subject];
            for (var i = 0; i < group.Letters.Length; i++)
            {
                Around(group.CountyCode, group.SiteId, codes[i], Counts.One(Outcomes.OfLetter(group.Letters[i])!.Value) * group.Subjects);
            }
        }

        await foreach (var one in db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number && x.Amounts != null)
            .Select(x => new { x.CountyCode, x.SiteId, x.Amounts }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            foreach (var (code, adds) in StoredAmounts.Read(one.Amounts))
            {
                Around(one.CountyCode, one.SiteId, code, new Counts { Amount = adds.Amount, Against = adds.Of });
            }
        }

        return sums;

        void Around(string county, Guid? site, string code, Counts counts)
        {
            Add((AreaLevel.City, "", code), counts);
            Add((AreaLevel.County, county, code), counts);
            if (site is { } id)
            {
                Add((AreaLevel.Site, id.ToString(), code), counts);
            }
        }

        void Add((AreaLevel, string, string) key, Counts counts) => sums[key] = sums.GetValueOrDefault(key) + counts;
    }
}

/// <summary>Counties add up to the city; townships and sites never to more than their county.</summary>
internal sealed class ChildrenSumToParents : TieOut
{
    public override string Code => "sums";

    public override string Title => "下级合计等于上级";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var looked = 0L;
        foreach (var run in await db.Set<MonthlyRun>().AsNoTracking().Where(x => x.State == RunState.Done).OrderBy(x => x.Month).ToListAsync(cancellation))
        {
            var cells = await db.Set<IndicatorCell>().AsNoTracking().Where(x => x.Run == run.Number).ToListAsync(cancellation);
            looked += cells.Count;
            var counties = Sum(cells, AreaLevel.County, cell => cell.CountyCode);
            var city = Sum(cells, AreaLevel.City, _ => "");
            wrong.AddRange(Sum(cells, AreaLevel.County, _ => "").Where(x => city.GetValueOrDefault(x.Key) != x.Value).Select(x => $"{run.Month} {x.Key.Rule}：各县合计不等于全市"));
            foreach (var level in (ReadOnlySpan<AreaLevel>)[AreaLevel.Township, AreaLevel.Site])
            {
                wrong.AddRange(Sum(cells, level, cell => cell.CountyCode).Where(x => Exceeds(x.Value, counties.GetValueOrDefault(x.Key)))
                    .Select(x => $"{run.Month} {x.Key.Rule} {x.Key.Area}：{(level == AreaLevel.Site ? "安置点" : "乡镇")}合计多于全县"));
            }
        }

        return TieOutResult.Of(looked, wrong);
    }

    private static Dictionary<(string Rule, string Area), Counts> Sum(List<IndicatorCell> cells, AreaLevel level, Func<IndicatorCell, string> area) => cells
        .Where(cell => cell.Level == level).GroupBy(cell => (cell.Code, area(cell)))
        .ToDictionary(x => x.Key, x => x.Aggregate(default(Counts), (sum, cell) => sum + Counts.Of(cell)));

    private static bool Exceeds(Counts part, Counts whole) =>
        part.Met > whole.Met || part.NotMet > whole.NotMet || part.NotApplicable > whole.NotApplicable || part.Unknown > whole.Unknown
        || part.Amount > whole.Amount || part.Against > whole.Against;
}

/// <summary>Every finished run is of its month alone, and its open work is of subjects it judged.</summary>
internal sealed class RunsHold : TieOut
{
    public override string Code => "runs";

    public override string Title => "每月只有一次有效运行，判定户数人数相符";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var runs = await db.Set<MonthlyRun>().AsNoTracking().Where(x => x.State == RunState.Done).ToListAsync(cancellation);
        wrong.AddRange(runs.GroupBy(x => x.Month).Where(x => x.Count() > 1).Select(x => $"{x.Key}有{x.Count()}次有效运行"));
        foreach (var run in runs)
        {
            var households = await db.Set<Judgement>().CountAsync(x => x.Run == run.Number && x.Subject == SubjectKind.Household.Code, cancellation);
            var people = await db.Set<Judgement>().CountAsync(x => x.Run == run.Number && x.Subject == SubjectKind.Person.Code, cancellation);
            var others = await db.Set<Judgement>().CountAsync(x => x.Run == run.Number, cancellation) - households - people;
            if ((households, people, others) != (run.Households, run.People, run.Others))
            {
                wrong.Add($"{run.Month}：记为{run.Households}户{run.People}人和其他{run.Others}条，判定有{households}户{people}人和其他{others}条");
            }
        }

        return TieOutResult.Of(runs.Count, wrong);
    }
}
