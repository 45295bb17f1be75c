using System.Globalization;
using System.Linq.Expressions;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>How a work item stands against its due date.</summary>
public enum Light
{
    /// <summary>The due date has come, or is past.</summary>
    Red,

    /// <summary>Due within the days its worklist names.</summary>
    Yellow,
    Green,
}

public static class Lights
{
    public static string ChineseName(this Light light) => light switch
    {
        Light.Red => "红灯·已到期",
        Light.Yellow => "黄灯·临期",
        _ => "绿灯·未到期",
    };
}

/// <summary>Which work items are meant; nulls narrow nothing.</summary>
/// <param name="ClosedUpTo">Of closed items, those that the runs of this month's calendar year closed, up to the month.</param>
public sealed record WorkFilter(
    string? Rule = null, string? Lead = null, string? County = null, Guid? Site = null, Light? Light = null, bool Closed = false, Guid? Household = null,
    string? Township = null, Month? ClosedUpTo = null);

/// <summary>One page of a worklist. Keys are null at the ends.</summary>
public sealed record WorkSlice(IReadOnlyList<WorkItem> Items, int Total, string? Before, string? After);

/// <summary>How many open items a rule has put on a department's list, by light.</summary>
public sealed record WorkCount(string Rule, string Title, string Lead, int Red, int Yellow, int Green)
{
    public int All => Red + Yellow + Green;
}

/// <summary>Work items within the actor's scope: by due date, paged by key.</summary>
public sealed class Worklist(AnjuDb db, RuleBook rules, PlanPack pack, BusinessDate date)
{
    /// <summary>The last due date that is yellow today, with the rules whose work it holds for.</summary>
    private ILookup<DateOnly, string> SoonUpTo => field ??= rules.All.Where(rule => rule.Work is not null)
        .ToLookup(rule => rule.Work!.SoonUpTo(date.Today, pack.Parameters.At(date.ThisMonth)), rule => rule.Code);

    public Light LightOf(WorkItem item) => LightOf(item.Rule, item.DueOn);

    private Light LightOf(string rule, DateOnly dueOn) => dueOn <= date.Today ? Light.Red
        : SoonUpTo.Any(soon => dueOn <= soon.Key && soon.Contains(rule)) ? Light.Yellow
        : Light.Green;

    public IQueryable<WorkItem> Of(WorkFilter filter)
    {
        var items = db.Set<WorkItem>().AsNoTracking().Where(item => filter.Closed ? item.ClosedOn != null : item.ClosedOn == null);
        items = rules.ReadBy(db.Actor) is { } read ? items.Where(item => read.Contains(item.Rule)) : items;
        items = filter.Rule is { } rule ? items.Where(item => item.Rule == rule) : items;
        items = filter.Lead is { } lead ? items.Where(item => item.Lead == lead) : items;
        items = filter.County is { } county ? items.Where(item => item.CountyCode == county) : items;
        items = filter.Site is { } site ? items.Where(item => item.SiteId == site) : items;
        items = filter.Household is { } household ? items.Where(item => item.HouseholdId == household) : items;
        items = filter.Township is { } township ? items.Where(item => item.TownshipCode == township) : items;
        items = filter is { Closed: true, ClosedUpTo: { } month } ? ClosedIn(items, month) : items;
        return filter.Light is { } light && !filter.Closed ? WithLight(items, light) : items;
    }

    private IQueryable<WorkItem> ClosedIn(IQueryable<WorkItem> items, Month last)
    {
        var first = new Month(last.Year, 1);
        var runs = db.Set<MonthlyRun>().Where(run => run.Month >= first && run.Month <= last);
        return items.Where(item => runs.Any(run => run.Number == item.ClosedBy));
    }

    /// <param name="after">Key of the last item of the page before; <paramref name="before"/> likewise of the page behind.</param>
    public async Task<WorkSlice> PageAsync(WorkFilter filter, string? after, string? before, bool end, int size, CancellationToken cancellation)
    {
        var matching = Of(filter);
        var total = await matching.CountAsync(cancellation);
        var backwards = end || before is not null;
        var place = ReadKey(backwards ? before : after);
        var rows = await Ordered(Beyond(matching, place, backwards), backwards).Take(size + 1).ToListAsync(cancellation);
        var more = rows.Count > size;
        rows = [.. rows.Take(size)];
        if (backwards)
        {
            rows.Reverse();
        }

        var (hasBefore, hasAfter) = backwards ? (more, !end && place is not null) : (place is not null, more);
        return new(rows, total, hasBefore && rows.Count > 0 ? KeyOf(rows[0]) : null, hasAfter && rows.Count > 0 ? KeyOf(rows[^1]) : null);
    }

    /// <summary>Everything that matches, most urgent first.</summary>
    public IAsyncEnumerable<WorkItem> AllAsync(WorkFilter filter) => Ordered(Of(filter), backwards: false).AsAsyncEnumerable();

    /// <summary>Open items by rule and department, the most urgent first.</summary>
    public async Task<IReadOnlyList<WorkCount>> CountAsync(WorkFilter filter, CancellationToken cancellation)
    {
        var days = await Of(filter with { Closed = false })
            .GroupBy(item => new { item.Rule, item.Title, item.Lead, item.DueOn })
            .Select(group => new { group.Key.Rule, group.Key.Title, group.Key.Lead, group.Key.DueOn, Count = group.Count() })
            .ToListAsync(cancellation);
        return
        [
            .. days.GroupBy(day => (day.Rule, day.Title, day.Lead)).Select(group => new WorkCount(
                group.Key.Rule, group.Key.Title, group.Key.Lead,
                group.Where(day => LightOf(day.Rule, day.DueOn) == Light.Red).Sum(day => day.Count),
                group.Where(day => LightOf(day.Rule, day.DueOn) == Light.Yellow).Sum(day => day.Count),
                group.Where(day => LightOf(day.Rule, day.DueOn) == Light.Green).Sum(day => day.Count)))
                .OrderByDescending(x => x.Red).ThenByDescending(x => x.Yellow).ThenBy(x => x.Rule, StringComparer.Ordinal),
        ];
    }

    /// <summary>The runs that closed these items, by number.</summary>
    public async Task<Dictionary<int, MonthlyRun>> RunsOfAsync(IEnumerable<WorkItem> items, CancellationToken cancellation)
    {
        var runs = items.Select(item => item.ClosedBy).OfType<int>().Distinct().ToList();
        return await db.Set<MonthlyRun>().AsNoTracking().Where(run => runs.Contains(run.Number))
            .ToDictionaryAsync(run => run.Number, cancellation);
    }

    private IQueryable<WorkItem> WithLight(IQueryable<WorkItem> items, Light light)
    {
        var today = date.Today;
        return light switch
        {
            Light.Red => items.Where(item => item.DueOn <= today),
            Light.Yellow => items.Where(item => item.DueOn > today).Where(IsSoon()),
            _ => items.Where(item => item.DueOn > today).Where(Not(IsSoon())),
        };
    }

    /// <summary>Due within the days of its own worklist.</summary>
    private Expression<Func<WorkItem, bool>> IsSoon()
    {
        var item = Expression.Parameter(typeof(WorkItem), "item");
        var any = SoonUpTo.Select(soon => (Expression)Expression.AndAlso(
                Expression.Call(Expression.Constant(soon.ToList()), nameof(List<string>.Contains), null, Expression.Property(item, nameof(WorkItem.Rule))),
                Expression.LessThanOrEqual(Expression.Property(item, nameof(WorkItem.DueOn)), Expression.Constant(soon.Key))))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<WorkItem, bool>>(any, item);
    }

    private static Expression<Func<WorkItem, bool>> Not(Expression<Func<WorkItem, bool>> test) =>
        Expression.Lambda<Func<WorkItem, bool>>(Expression.Not(test.Body), test.Parameters);

    private static IQueryable<WorkItem> Beyond(IQueryable<WorkItem> items, (DateOnly Due, Guid Id)? place, bool backwards)
    {
        if (place is not { } key)
        {
            return items;
        }

        var (due, id) = key;
        return backwards
            ? items.Where(item => item.DueOn < due || (item.DueOn == due && item.Id < id))
            : items.Where(item => item.DueOn > due || (item.DueOn == due && item.Id > id));
    }

    private static IOrderedQueryable<WorkItem> Ordered(IQueryable<WorkItem> items, bool backwards) => backwards
        ? items.OrderByDescending(item => item.DueOn).ThenByDescending(item => item.Id)
        : items.OrderBy(item => item.DueOn).ThenBy(item => item.Id);

    private static string KeyOf(WorkItem item) => string.Create(CultureInfo.InvariantCulture, $"{item.DueOn:yyyyMMdd}.{item.Id:N}");

    private static (DateOnly Due, Guid Id)? ReadKey(string? key) =>
        key?.Split('.') is [var due, var id]
        && DateOnly.TryParseExact(due, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && Guid.TryParse(id, out var guid) ? (date, guid) : null;
}
