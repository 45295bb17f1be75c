using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>
/// Figures as one actor may see them, read from the cells of a month's finished run and never counted anew. Figures of
/// areas beyond the actor's scope do not exist here: city totals are for the city's people only.
/// </summary>
public sealed class Figures(AnjuDb db, IndicatorBook book, PlanPack pack)
{
    private Scope Scope => db.Actor.Scope;

    public Area City => new(AreaLevel.City, pack.Divisions.City.Code.Value);

    /// <summary>The largest area the actor answers for; null for somebody with several sites, or with nothing.</summary>
    public Area? Own => Scope switch
    {
        { WholeCity: true } => City,
        { County: { } county, WholeCounty: true } => Area.County(county),
        { County: not null, Sites: [var site] } => Area.Site(site),
        _ => null,
    };

    /// <summary>The finished run of a month, or of the newest month that has one.</summary>
    public Task<MonthlyRun?> RunAsync(Month? month, CancellationToken cancellation) => db.Set<MonthlyRun>().AsNoTracking()
        .Where(run => run.State == RunState.Done && (month == null || run.Month == month))
        .OrderByDescending(run => run.Month).FirstOrDefaultAsync(cancellation);

    public Task<List<MonthlyRun>> RunsAsync(Month from, Month to, CancellationToken cancellation) => db.Set<MonthlyRun>().AsNoTracking()
        .Where(run => run.State == RunState.Done && run.Month >= from && run.Month <= to)
        .OrderBy(run => run.Month).ToListAsync(cancellation);

    /// <summary>Whether the actor may see figures of the area.</summary>
    /// <param name="county">The county that a township or site lies in.</param>
    public bool MaySee(Area area, string county) => area.Level switch
    {
        AreaLevel.City => Scope.WholeCity,
        AreaLevel.Site => Guid.TryParse(area.Code, out var site) && Scope.Covers(county, site),
        _ => Scope.WholeCity || (Scope.WholeCounty && Scope.County is not null && Scope.County == county),
    };

    /// <summary>Every indicator for one area; empty when there are no figures, or none for this actor.</summary>
    public async Task<IReadOnlyList<Reading>> OfAsync(MonthlyRun run, Area area, CancellationToken cancellation)
    {
        var cells = await CountsAsync(run, area.Level, area.Code, cancellation);
        return cells.TryGetValue(area.Code, out var found) ? await ReadAsync(run, area, found, cancellation) : [];
    }

    /// <summary>The answers to every rule by area of one level, within scope; of one county's if one is named.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, Counts>>> LevelAsync(
        MonthlyRun run, AreaLevel level, string? county, CancellationToken cancellation) =>
        await CountsAsync(run, level, null, cancellation, county);

    /// <summary>The answers to one rule by area of one level, within scope.</summary>
    public async Task<IReadOnlyDictionary<string, Counts>> RuleAsync(MonthlyRun run, string rule, AreaLevel level, CancellationToken cancellation) =>
        (await Cells(level).Where(cell => cell.Run == run.Number && cell.Code == rule).ToListAsync(cancellation))
            .Where(MaySee).ToDictionary(cell => cell.Area, Counts.Of);

    /// <summary>Indicators over the months that have a finished run, oldest first.</summary>
    public async Task<ILookup<Indicator, Reading>> SeriesAsync(
        IReadOnlyList<Indicator> indicators, Area area, Month last, int months, CancellationToken cancellation)
    {
        var runs = (await RunsAsync(last.AddMonths(1 - months), last, cancellation)).ToDictionary(run => run.Number, run => run.Month);
        var numbers = runs.Keys.ToList();
        var codes = indicators.Select(x => x.Rule).ToList();
        var small = SmallBelow(last);
        var cells = await Cells(area.Level)
            .Where(cell => numbers.Contains(cell.Run) && codes.Contains(cell.Code) && cell.Area == area.Code).ToListAsync(cancellation);
        return cells.Where(MaySee)
            .SelectMany(cell => indicators.Where(x => x.Rule == cell.Code).Select(x => new Reading(x, area, runs[cell.Run], Counts.Of(cell), small)))
            .OrderBy(x => x.Month).ToLookup(x => x.Indicator);
    }

    /// <summary>
    /// Below this many judged subjects there is no rate, only counts [A42]. Counts themselves are hidden nowhere: these
    /// ledgers hold none of the restricted data of A52.
    /// </summary>
    public int SmallBelow(Month month) => pack.Parameters.At(month).Int("statistics.pooling-below");

    /// <summary>A reading of cells that were read for many areas at once.</summary>
    public Reading Read(Indicator indicator, MonthlyRun run, Area area, IReadOnlyDictionary<string, Counts> counts) =>
        new(indicator, area, run.Month, counts.GetValueOrDefault(indicator.Rule), SmallBelow(run.Month));

    private async Task<IReadOnlyList<Reading>> ReadAsync(
        MonthlyRun run, Area area, IReadOnlyDictionary<string, Counts> counts, CancellationToken cancellation)
    {
        var readings = new List<Reading>();
        var read = book.ReadBy(db.Actor);
        foreach (var indicator in book.All.Where(indicator => read?.Contains(indicator.Rule) != false))
        {
            var reading = Read(indicator, run, area, counts);
            readings.Add(indicator.Kind == IndicatorKind.Days
                ? reading with { Cleared = await ClearedAsync(indicator.Rule, run.Month, area, cancellation) }
                : reading);
        }

        return readings;
    }

    private async Task<Dictionary<string, IReadOnlyDictionary<string, Counts>>> CountsAsync(
        MonthlyRun run, AreaLevel level, string? area, CancellationToken cancellation, string? county = null)
    {
        var cells = await Cells(level)
            .Where(cell => cell.Run == run.Number && (area == null || cell.Area == area) && (county == null || cell.CountyCode == county))
            .ToListAsync(cancellation);
        return cells.Where(MaySee).GroupBy(cell => cell.Area)
            .ToDictionary(cells => cells.Key, cells => (IReadOnlyDictionary<string, Counts>)cells.ToDictionary(cell => cell.Code, Counts.Of));
    }

    private IQueryable<IndicatorCell> Cells(AreaLevel level)
    {
        var (all, county) = (Scope.WholeCity, Scope.County ?? "");
        var cells = db.Set<IndicatorCell>().AsNoTracking().Where(cell => cell.Level == level && (all || cell.CountyCode == county));
        return book.ReadBy(db.Actor) is { } read ? cells.Where(cell => read.Contains(cell.Code)) : cells;
    }

    private bool MaySee(IndicatorCell cell) => MaySee(new(cell.Level, cell.Area), cell.CountyCode);

    private async Task<Cleared> ClearedAsync(string rule, Month month, Area area, CancellationToken cancellation)
    {
        var first = new Month(month.Year, 1);
        var site = area.Level == AreaLevel.Site ? Guid.Parse(area.Code) : (Guid?)null;
        var county = area.Level == AreaLevel.County ? area.Code : null;
        var township = area.Level == AreaLevel.Township ? area.Code : null;
        var closed = await (
            from item in db.Set<WorkItem>()
            join run in db.Set<MonthlyRun>() on item.ClosedBy equals run.Number
            where item.Rule == rule && run.Month >= first && run.Month <= month
                && (site == null || item.SiteId == site) && (county == null || item.CountyCode == county)
                && (township == null || item.TownshipCode == township)
            select new { item.OpenedOn, item.ClosedOn }).ToListAsync(cancellation);
        return new(closed.Count, closed.Sum(x => x.ClosedOn!.Value.DayNumber - x.OpenedOn.DayNumber));
    }
}
