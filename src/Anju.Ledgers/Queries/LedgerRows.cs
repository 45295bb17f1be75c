using System.Linq.Expressions;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>Reads the rows of one ledger; the typed half of <see cref="LedgerReader"/>.</summary>
internal abstract class LedgerRows
{
    public static LedgerRows Of(LedgerDefinition ledger) =>
        (LedgerRows)Activator.CreateInstance(typeof(LedgerRows<>).MakeGenericType(ledger.Type), ledger)!;

    /// <summary>The page asked for; null when the line it should begin at is gone.</summary>
    public abstract Task<LedgerPage?> PageAsync(AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query, CancellationToken cancellation);

    public abstract Task<BoundedCount> CountAsync(AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query, int bound, CancellationToken cancellation);

    /// <summary>What the lines are called, with their counties, in the ledger's own order; at most so many.</summary>
    public abstract Task<List<LineName>> NamesAsync(AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query, CancellationToken cancellation);

    /// <summary>All lines matching, in the ledger's own order, one after the other.</summary>
    public abstract IAsyncEnumerable<Record> StreamAsync(AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query);

    public abstract Task<Record?> FindAsync(AnjuDb db, Guid id, bool tracked, CancellationToken cancellation);

    /// <summary>Ids of the lines of this ledger that a typed text may mean.</summary>
    public abstract IQueryable<Guid> Search(AnjuDb db, LedgerCatalogue catalogue, string text);

    /// <summary>Ids of the lines with this code, or with this identity number.</summary>
    public abstract IQueryable<Guid> WithKey(AnjuDb db, string key);

    public abstract Task<List<Record>> AllOfAsync(AnjuDb db, IReadOnlyList<Guid> ids, CancellationToken cancellation);

    /// <summary>Tracked lines whose reference names the line given.</summary>
    public abstract Task<List<Record>> OwnedByAsync(AnjuDb db, LedgerColumn reference, Guid owner, CancellationToken cancellation);

    /// <summary>Untracked lines whose reference names one of those given, in no order.</summary>
    public abstract Task<List<Record>> OwnedAsync(AnjuDb db, LedgerColumn reference, IReadOnlyCollection<Guid> owners, CancellationToken cancellation);

    /// <summary>A text of the referred line that may be shown to anybody in scope, for each line of another ledger.</summary>
    public abstract Expression NameOf(AnjuDb db, Expression id);
}

/// <summary>A line as a drop-down offers it.</summary>
public sealed record LineName(Guid Id, string? Name, string CountyCode);

internal sealed class LedgerRows<T>(LedgerDefinition ledger) : LedgerRows
    where T : Record
{
    private readonly Finding<T> finding = new(ledger);

    public override async Task<LedgerPage?> PageAsync(
        AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query, CancellationToken cancellation)
    {
        var (line, backwards) = query.Place;
        var order = Orders.Of<T>(db, catalogue, ledger, query.Sort);
        var descending = Descending(query);
        var rows = Matching(db, catalogue, query);
        if (line is { } from)
        {
            if (await order.BeyondAsync(rows, db.Set<T>(), from, descending, backwards, cancellation) is not { } beyond)
            {
                return null;
            }

            rows = beyond;
        }

        var size = query.Size + 1;
        var ids = await order.Apply(rows, descending, backwards).Take(size).Select(x => x.Id).ToListAsync(cancellation);
        var more = ids.Count > query.Size;
        ids = more ? ids[..query.Size] : ids;
        if (backwards)
        {
            ids.Reverse();
        }

        // What is shown of them is read past the change tracker: the lines are wide, and nobody changes a list.
        var found = (await BulkRead.AmongAsync<T>(db, nameof(Record.Id), ids, cancellation)).ToDictionary(x => x.Id);
        Record[] lines = [.. ids.Select(id => found.GetValueOrDefault(id)).OfType<T>()];
        return new(lines, HasPrevious: backwards ? more : line is not null, HasNext: backwards ? line is not null : more);
    }

    public override async Task<BoundedCount> CountAsync(
        AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query, int bound, CancellationToken cancellation)
    {
        var stop = bound + 1;
        var lines = await Matching(db, catalogue, query).Take(stop).CountAsync(cancellation);
        return new(Math.Min(lines, bound), lines > bound);
    }

    public override Task<List<LineName>> NamesAsync(AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query, CancellationToken cancellation)
    {
        var name = ledger.Caption!.Property.Name;
        return Orders.Of<T>(db, catalogue, ledger, query.Sort).Apply(Matching(db, catalogue, query), Descending(query), backwards: false).Take(query.Size)
            .Select(x => new LineName(x.Id, EF.Property<string?>(x, name), EF.Property<string>(x, nameof(IScoped.CountyCode)))).ToListAsync(cancellation);
    }

    public override IAsyncEnumerable<Record> StreamAsync(AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query) =>
        Orders.Of<T>(db, catalogue, ledger, query.Sort).Apply(Matching(db, catalogue, query), Descending(query), backwards: false).AsAsyncEnumerable();

    public override async Task<Record?> FindAsync(AnjuDb db, Guid id, bool tracked, CancellationToken cancellation) =>
        await (tracked ? db.Set<T>() : db.Set<T>().AsNoTracking()).FirstOrDefaultAsync(x => x.Id == id, cancellation);

    public override IQueryable<Guid> Search(AnjuDb db, LedgerCatalogue catalogue, string text) =>
        db.Set<T>().Where(finding.Matching(db, catalogue, text, deep: false)).Select(x => x.Id);

    public override IQueryable<Guid> WithKey(AnjuDb db, string key) => db.Set<T>().Where(finding.WithKey(db, key)).Select(x => x.Id);

    public override async Task<List<Record>> AllOfAsync(AnjuDb db, IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        [.. await BulkRead.AmongAsync<T>(db, nameof(Record.Id), ids, cancellation)];

    public override async Task<List<Record>> OwnedByAsync(
        AnjuDb db, LedgerColumn reference, Guid owner, CancellationToken cancellation) =>
        [.. await db.Set<T>().Where(Conditions.Of<T>(new(reference, FilterTest.Is, [owner]))).ToListAsync(cancellation)];

    public override async Task<List<Record>> OwnedAsync(
        AnjuDb db, LedgerColumn reference, IReadOnlyCollection<Guid> owners, CancellationToken cancellation) =>
        [.. await BulkRead.AmongAsync<T>(db, reference.Name, owners, cancellation)];

    public override Expression NameOf(AnjuDb db, Expression id)
    {
        var other = Expression.Parameter(typeof(T), "r");
        var name = (ledger.CodeKey ?? ledger.Caption)!.Property;
        Expression<Func<IQueryable<T>>> source = () => db.Set<T>();
        var same = Expression.Lambda<Func<T, bool>>(
            Expression.Equal(Expression.Convert(Expression.Property(other, nameof(Record.Id)), typeof(Guid?)), Expression.Convert(id, typeof(Guid?))), other);
        var where = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(T)], source.Body, Expression.Quote(same));
        var select = Expression.Call(
            typeof(Queryable), nameof(Queryable.Select), [typeof(T), typeof(string)], where,
            Expression.Quote(Expression.Lambda<Func<T, string>>(Expression.Property(other, name), other)));
        return Expression.Call(typeof(Queryable), nameof(Queryable.FirstOrDefault), [typeof(string)], select);
    }

    private static bool Descending(LedgerQuery query) => query.Sort is null ? query.Ledger.NewestFirst ^ query.Descending : query.Descending;

    private IQueryable<T> Matching(AnjuDb db, LedgerCatalogue catalogue, LedgerQuery query)
    {
        var rows = InScope(db.Set<T>().AsNoTracking(), db.Actor.Scope);
        if (query.County is { } county)
        {
            rows = rows.Where(x => EF.Property<string>(x, nameof(IScoped.CountyCode)) == county);
        }

        if (query.Site is { } site)
        {
            rows = rows.Where(x => EF.Property<Guid?>(x, nameof(IScoped.SiteId)) == site);
        }

        if (query.Line is { } line)
        {
            rows = rows.Where(x => x.Id == line);
        }

        if (query.Search is { } text)
        {
            rows = rows.Where(finding.Matching(db, catalogue, text, deep: true));
        }

        foreach (var narrowed in query.Narrowed)
        {
            rows = rows.Where(x => narrowed.Lines.Contains(x.Id));
        }

        return query.Filters.Aggregate(rows, (narrower, filter) => narrower.Where(Conditions.Of<T>(filter)));
    }

    /// <summary>
    /// Says again, in plain conditions, what the query filter of the database says for every actor at once: with its
    /// "sees the whole city, or …" no index on the county can be used.
    /// </summary>
    private static IQueryable<T> InScope(IQueryable<T> rows, Scope scope)
    {
        if (scope.WholeCity || !typeof(IScoped).IsAssignableFrom(typeof(T)))
        {
            return rows;
        }

        var county = scope.County ?? "";
        rows = rows.Where(x => EF.Property<string>(x, nameof(IScoped.CountyCode)) == county);
        var sites = scope.Sites;
        return scope.WholeCounty || OpenInCountyAttribute.Is(typeof(T)) ? rows : rows.Where(x => sites.Contains(EF.Property<Guid?>(x, nameof(IScoped.SiteId))!.Value));
    }
}
