using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>Reads ledgers for one actor, within scope and field access: what list, form, export and API all go through.</summary>
public sealed class LedgerReader(
    AnjuDb db, LedgerCatalogue catalogue, FieldAccess access, IDivisionNames divisions, IEnumerable<ILedgerNarrowing> narrowings)
{
    /// <summary>Lists count to here and then say 超过 1 万.</summary>
    public const int CountBound = 10_000;

    public FieldAccess Access => access;

    public LedgerCatalogue Catalogue => catalogue;

    /// <summary>
    /// Understands the parameters of an address. Refused, in words for the person: unknown parameters, columns that the
    /// person may not read, values that are none of the column's.
    /// </summary>
    public async Task<Result<LedgerQuery>> AskAsync(
        LedgerDefinition ledger, IEnumerable<KeyValuePair<string, string>> address, CancellationToken cancellation)
    {
        var asked = address.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToList();
        var narrowed = new List<Narrowed>();
        foreach (var narrowing in narrowings.Where(x => asked.Any(pair => pair.Key == x.Parameters[0])))
        {
            var own = asked.Where(pair => narrowing.Parameters.Contains(pair.Key)).DistinctBy(pair => pair.Key).ToDictionary();
            asked.RemoveAll(pair => narrowing.Parameters.Contains(pair.Key));
            var lines = await narrowing.NarrowAsync(db, ledger, own, cancellation);
            if (!lines.IsOk)
            {
                return lines.Refusal;
            }

            narrowed.Add(lines.Value with { Parameters = narrowing.Parameters });
        }

        return await new AddressReading(db, catalogue, access, divisions, ledger).ReadAsync(asked, narrowed, cancellation);
    }

    /// <summary>Filters above the ledger's list that are none of its own columns: the parameter, and the column whose places are offered.</summary>
    public IEnumerable<(string Parameter, LedgerColumn Column)> PlacesOffered(LedgerDefinition ledger) =>
        from narrowing in narrowings
        let column = narrowing.OfferedOn(ledger, catalogue)
        where column is not null
        select (narrowing.Parameters[0], column);

    /// <summary>The page asked for, or a refusal when the line it should begin at has been removed.</summary>
    public async Task<Result<LedgerPage>> PageAsync(LedgerQuery query, CancellationToken cancellation) =>
        await query.Ledger.Rows.PageAsync(db, catalogue, query, cancellation) is { } page
            ? page
            : new Refusal("PLACE_GONE", "您翻到的那一行已被删除，请从第一页重新查看。", "after");

    /// <summary>What the lines of a ledger with counties are called, for a drop-down; as many as the query's size.</summary>
    internal Task<List<LineName>> NamesAsync(LedgerQuery query, CancellationToken cancellation) =>
        query.Ledger.Rows.NamesAsync(db, catalogue, query, cancellation);

    public Task<BoundedCount> CountAsync(LedgerQuery query, CancellationToken cancellation) => CountAsync(query, CountBound, cancellation);

    /// <summary>Counts to the bound and no further.</summary>
    public Task<BoundedCount> CountAsync(LedgerQuery query, int bound, CancellationToken cancellation) => query.Ledger.Rows.CountAsync(db, catalogue, query, bound, cancellation);

    /// <summary>All matching lines in the order asked for; memory does not grow with them.</summary>
    public IAsyncEnumerable<Record> StreamAsync(LedgerQuery query) => query.Ledger.Rows.StreamAsync(db, catalogue, query);

    /// <summary>Null for an unknown id and for one outside the actor's scope alike.</summary>
    public Task<Record?> FindAsync(LedgerDefinition ledger, Guid id, CancellationToken cancellation) =>
        ledger.Rows.FindAsync(db, id, tracked: false, cancellation);

    /// <summary>
    /// Lines that a typed text may mean: the beginning of a code, a part of a name, or a whole identity number. At most
    /// <paramref name="most"/>, in the ledger's own order.
    /// </summary>
    public async Task<IReadOnlyList<Referred>> SearchAsync(LedgerDefinition ledger, string text, int most, CancellationToken cancellation)
    {
        var ids = await ledger.Rows.Search(db, catalogue, text.Trim()).Take(most).ToListAsync(cancellation);
        return await ReferredAsync(ledger, ids, cancellation);
    }

    /// <summary>The line that a whole code names, in either case of letters; null when there is none within scope.</summary>
    public async Task<Guid?> CodedAsync(LedgerDefinition ledger, string code, CancellationToken cancellation)
    {
        foreach (var written in new[] { code, code.ToUpperInvariant() }.Distinct())
        {
            if (await ledger.Rows.WithKey(db, written).Take(1).ToListAsync(cancellation) is [var only])
            {
                return only;
            }
        }

        return null;
    }

    /// <summary>The lines that the references of <paramref name="lines"/> name.</summary>
    public Task<References> ReferencesAsync(LedgerDefinition ledger, IReadOnlyCollection<Record> lines, CancellationToken cancellation) =>
        ReferencesAsync(ledger.Columns.Where(column => column.Refers is not null).SelectMany(column => lines.Select(line => (column, column.Get(line)))), cancellation);

    /// <summary>The lines that journal entries name, before and after.</summary>
    internal Task<References> ReferencesAsync(IEnumerable<HistoryEntry> entries, CancellationToken cancellation) => ReferencesAsync(
        entries.SelectMany(entry => entry.Fields).Where(field => field.Column.Refers is not null)
            .SelectMany(field => new[] { (field.Column, field.Before), (field.Column, field.After) }),
        cancellation);

    private async Task<References> ReferencesAsync(IEnumerable<(LedgerColumn Column, object? Id)> named, CancellationToken cancellation)
    {
        var found = new References();
        foreach (var columns in named.GroupBy(one => one.Column.Refers!, one => one.Id))
        {
            var ids = columns.OfType<Guid>().Distinct();
            foreach (var some in ids.Chunk(500))
            {
                found.Add(await ReferredAsync(catalogue.Of(columns.Key), some, cancellation));
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<Referred>> ReferredAsync(
        LedgerDefinition ledger, IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? [] : [.. (await ledger.Rows.AllOfAsync(db, ids, cancellation)).Select(line => Referred.Of(ledger, line))];
}

/// <summary>A line that another line names: its code and number as stored, and the words people know it by.</summary>
public sealed record Referred(Guid Id, LedgerDefinition Ledger, string? Code, string? Number, string? Caption)
{
    /// <summary>How the lines are known: by their own caption and code, or else by those of the line they belong to.</summary>
    public static async Task<IReadOnlyList<Referred>> NamedAsync(
        AnjuDb db, LedgerCatalogue catalogue, LedgerDefinition ledger, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var lines = ids.Count == 0 ? [] : await ledger.Rows.AllOfAsync(db, ids, cancellation);
        if (ledger.Caption is not null || ledger.Owner is not { } owner)
        {
            return [.. lines.Select(line => Of(ledger, line))];
        }

        var owners = lines.Select(line => owner.Get(line)).OfType<Guid>().Distinct().ToList();
        var known = (await NamedAsync(db, catalogue, catalogue.Of(owner.Refers!), owners, cancellation)).ToDictionary(x => x.Id);
        return [.. lines.Select(line => Of(ledger, line) with { Caption = owner.Get(line) is Guid id && known.TryGetValue(id, out var one) ? one.Caption ?? one.Code : null })];
    }

    internal static Referred Of(LedgerDefinition ledger, Record line) => new(
        line.Id,
        ledger,
        ledger.CodeKey?.Get(line) as string,
        ledger.NumberKey?.Get(line) as string,
        ledger.Caption?.Get(line) as string);

    /// <summary>What stands in a sheet for it; the number only for those who may read it.</summary>
    public string Key(FieldAccess access) => Code ?? (Number is { } number ? access.Shown(Ledger.NumberKey!, number) : "");
}

/// <summary>Referred lines by id.</summary>
public sealed class References
{
    private readonly Dictionary<Guid, Referred> byId = [];

    public Referred? this[object? id] => id is Guid known ? byId.GetValueOrDefault(known) : null;

    public void Add(IEnumerable<Referred> lines)
    {
        foreach (var line in lines)
        {
            byId[line.Id] = line;
        }
    }
}
