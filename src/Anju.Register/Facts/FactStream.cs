using Anju.Kernel;

namespace Anju.Register;

/// <summary>
/// One ledger's records that rules of a month may look at, read in order of household. Found by type: a ledger whose
/// records rules need adds one of these beside itself.
/// </summary>
public abstract class FactStream
{
    public abstract Type Type { get; }

    /// <summary>
    /// There is about a line for each household or more: it is read row by row as the households go by, on PostgreSQL with a connection of
    /// its own. Of any other ledger a part's lines are read at once before, all such ledgers over one connection.
    /// </summary>
    public virtual bool IsLarge => false;

    /// <summary>What of records in memory belongs to the month; a list of exactly <see cref="Type"/>.</summary>
    internal abstract IReadOnlyList<Record> Select(IEnumerable<Record> records, Month month);

    /// <summary>Which rows those are in the database, for a stretch of households whose bounds are <c>{0}</c> and <c>{1}</c>.</summary>
    internal abstract (string Where, object[] Values) Within(string range, object[] bounds, Month month);

    internal abstract Task<Cursor> OpenAsync(AnjuDb db, string range, object[] bounds, Month month, CancellationToken cancellation);

    /// <summary>What of a few households belongs to the month, by household; each list is of exactly <see cref="Type"/>.</summary>
    internal abstract Task<ILookup<Guid, Record>> AmongAsync(AnjuDb db, IReadOnlyCollection<Guid> households, Month month, CancellationToken cancellation);

    /// <summary>A list of exactly <see cref="Type"/>.</summary>
    internal abstract IReadOnlyList<Record> ListOf(IEnumerable<Record> records);

    /// <summary>A reader standing before the records of the next household, or of the next line of another ledger.</summary>
    internal abstract class Cursor : IAsyncDisposable
    {
        /// <summary>The records of this owner; owners must be asked for in ascending order of id as the database sorts it.</summary>
        public abstract IReadOnlyList<Record> Of(Guid owner);

        public abstract ValueTask DisposeAsync();
    }
}

/// <inheritdoc cref="FactStream"/>
public abstract class FactStream<T> : FactStream
    where T : Record, IOfHousehold
{
    public override Type Type => typeof(T);

    /// <summary>By default every record.</summary>
    protected virtual FactWindow<T> Window(Month month) => new();

    internal override IReadOnlyList<Record> Select(IEnumerable<Record> records, Month month) => records.Cast<T>().Where(Window(month).Holds).ToArray();

    internal override (string Where, object[] Values) Within(string range, object[] bounds, Month month)
    {
        var (where, values) = Window(month).Sql;
        for (var i = 0; i < bounds.Length; i++)
        {
            range = range.Replace("{" + i + "}", "@p" + (values.Length + i), StringComparison.Ordinal);
        }

        return ($"{where} AND {range}", [.. values, .. bounds]);
    }

    internal override async Task<Cursor> OpenAsync(AnjuDb db, string range, object[] bounds, Month month, CancellationToken cancellation)
    {
        var (where, values) = Within(range, bounds, month);
        var rows = new Rows<T>(await BulkRead.OpenAsync<T>(db, where, "\"household_id\"", values, cancellation), record => record.HouseholdId!.Value);
        if (IsLarge)
        {
            return rows;
        }

        await using (rows)
        {
            return rows.ReadOut();
        }
    }

    internal override async Task<ILookup<Guid, Record>> AmongAsync(AnjuDb db, IReadOnlyCollection<Guid> households, Month month, CancellationToken cancellation) =>
        (await BulkRead.AmongAsync<T>(db, nameof(IOfHousehold.HouseholdId), households, cancellation)).Where(Window(month).Holds)
            .OrderBy(record => record.Id).ToLookup(record => record.HouseholdId!.Value, record => (Record)record);

    internal override IReadOnlyList<Record> ListOf(IEnumerable<Record> records) => records.Cast<T>().ToArray();
}

/// <summary>Rows of one ledger in order of the line they belong to, handed over line by line.</summary>
internal sealed class Rows<T>(RowReader<T> reader, Func<T, Guid> ownerOf) : FactStream.Cursor
    where T : Record
{
    private readonly List<T> found = [];
    private T? next;
    private bool begun;

    public override IReadOnlyList<Record> Of(Guid owner)
    {
        if (!begun)
        {
            begun = true;
            Advance();
        }

        while (next is not null && ownerOf(next).CompareTo(owner) < 0)
        {
            Advance();
        }

        if (next is null || ownerOf(next) != owner)
        {
            return Array.Empty<T>();
        }

        found.Clear();
        while (next is not null && ownerOf(next) == owner)
        {
            found.Add(next);
            Advance();
        }

        if (found.Count > 1)
        {
            found.Sort((left, right) => left.Id.CompareTo(right.Id));
        }

        return found.ToArray();
    }

    /// <summary>All of them at once, so that the connection is free again.</summary>
    public FactStream.Cursor ReadOut()
    {
        var all = new Dictionary<Guid, List<T>>();
        while (reader.Next() is { } line)
        {
            var owner = ownerOf(line);
            if (!all.TryGetValue(owner, out var lines))
            {
                all.Add(owner, lines = []);
            }

            lines.Add(line);
        }

        return new Held(all);
    }

    public override ValueTask DisposeAsync() => reader.DisposeAsync();

    private void Advance() => next = reader.Next();

    /// <summary>Rows that were read before.</summary>
    private sealed class Held(Dictionary<Guid, List<T>> all) : FactStream.Cursor
    {
        public override IReadOnlyList<Record> Of(Guid owner)
        {
            if (!all.TryGetValue(owner, out var lines))
            {
                return Array.Empty<T>();
            }

            lines.Sort((left, right) => left.Id.CompareTo(right.Id));
            return lines.ToArray();
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
