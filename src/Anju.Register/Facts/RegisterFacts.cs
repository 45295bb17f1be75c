using System.Data;
using Anju.Kernel;
using Anju.Policy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// Reads the register for judging: households and every fact stream in order of household id, merged as they go by, in
/// one snapshot. Memory holds one household at a time.
/// </summary>
internal sealed class RegisterFacts(Databases databases, Modules modules) : IFactSource
{
    private readonly IReadOnlyList<FactStream> streams = modules.Create<FactStream>();

    public async Task<IReadOnlyList<FactPart>> PartsAsync(int size, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await using var command = await BulkRead.CommandAsync(db, "SELECT \"id\" FROM \"household\" ORDER BY \"id\"", [], cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var starts = new List<Guid>();
        for (var row = 0; await reader.ReadAsync(cancellation); row++)
        {
            if (row % size == 0)
            {
                starts.Add(reader.GetGuid(0));
            }
        }

        return [.. starts.Select((from, i) => new FactPart(i, i == 0 ? null : from, i + 1 < starts.Count ? starts[i + 1] : null))];
    }

    public async Task ReadAsync(FactPart part, Month month, DateOnly judgedOn, Action<Facts> each, CancellationToken cancellation)
    {
        await using var snapshot = await Snapshot.TakeAsync(databases, cancellation);
        var (range, bounds) = Range(part, "household_id");
        var cursors = new List<(Type Type, FactStream.Cursor Cursor)>();
        try
        {
            foreach (var stream in streams)
            {
                cursors.Add((stream.Type, await stream.OpenAsync(await snapshot.OpenAsync(cancellation), range, bounds, month, cancellation)));
            }

            var db = await snapshot.OpenAsync(cancellation);
            var (households, householdBounds) = Range(part, "id");
            households = households.Replace("{0}", "@p0", StringComparison.Ordinal).Replace("{1}", "@p1", StringComparison.Ordinal);
            var sites = await SitesAsync(db, households, householdBounds, cancellation);
            await using var reader = await BulkRead.OpenAsync<Household>(db, households, "\"id\"", householdBounds, cancellation);
            var asOf = judgedOn < month.Last ? judgedOn : month.Last;
            for (var row = 0; reader.Next() is { } household; row++)
            {
                if (row % 256 == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                var records = cursors.ToDictionary(x => x.Type, x => x.Cursor.Of(household.Id));
                each(new HouseholdFacts(household, [.. records[typeof(Person)].Cast<Person>()], records)
                {
                    AsOf = asOf,
                    JudgedOn = judgedOn,
                    Site = household.SiteId is { } site ? sites.GetValueOrDefault(site) : null,
                });
            }
        }
        finally
        {
            foreach (var (_, cursor) in cursors)
            {
                await cursor.DisposeAsync();
            }
        }
    }

    /// <summary>The facts of one household; null when there is none of that id.</summary>
    public async Task<HouseholdFacts?> OfHouseholdAsync(Guid id, Month month, DateOnly judgedOn, CancellationToken cancellation)
    {
        HouseholdFacts? found = null;
        await ReadAsync(new FactPart(0, id, After(id)), month, judgedOn, facts => found = (HouseholdFacts)facts, cancellation);
        return found;
    }

    private static async Task<Dictionary<Guid, ResettlementSite>> SitesAsync(
        AnjuDb db, string households, object[] bounds, CancellationToken cancellation)
    {
        var sites = new Dictionary<Guid, ResettlementSite>();
        var here = $"\"id\" IN (SELECT \"site_id\" FROM \"household\" WHERE {households})";
        await foreach (var site in BulkRead.StreamAsync<ResettlementSite>(db, here, "\"id\"", bounds, cancellation))
        {
            sites.Add(site.Id, site);
        }

        return sites;
    }

    internal static (string Range, object[] Bounds) Range(FactPart part, string column) => (part.From, part.To) switch
    {
        ({ } from, { } to) => ($"\"{column}\" >= {{0}} AND \"{column}\" < {{1}}", [from, to]),
        ({ } from, null) => ($"\"{column}\" >= {{0}}", [from]),
        (null, { } to) => ($"\"{column}\" < {{0}}", [to]),
        _ => ("1 = 1", []),
    };

    private static Guid After(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        for (var i = 15; i >= 0 && unchecked(++bytes[i]) == 0; i--)
        {
        }

        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>
    /// Contexts that all see the same moment: one read transaction on SQLite, one exported snapshot on PostgreSQL, where
    /// each open stream needs a connection of its own.
    /// </summary>
    private sealed class Snapshot : IAsyncDisposable
    {
        private readonly Databases databases;
        private readonly List<AnjuDb> open = [];
        private string? name;

        private Snapshot(Databases databases) => this.databases = databases;

        public static async Task<Snapshot> TakeAsync(Databases databases, CancellationToken cancellation)
        {
            var snapshot = new Snapshot(databases);
            var first = databases.Open(Actor.System);
            snapshot.open.Add(first);
            await first.Database.OpenConnectionAsync(cancellation);
            if (first.IsSqlite)
            {
                await first.Database.UseTransactionAsync(((SqliteConnection)first.Database.GetDbConnection()).BeginTransaction(deferred: true), cancellation);
                return snapshot;
            }

            await first.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await using var export = await BulkRead.CommandAsync(first, "SELECT pg_export_snapshot()", [], cancellation);
            snapshot.name = (string)(await export.ExecuteScalarAsync(cancellation))!;
            return snapshot;
        }

        public async Task<AnjuDb> OpenAsync(CancellationToken cancellation)
        {
            if (name is null)
            {
                return open[0];
            }

            var db = databases.Open(Actor.System);
            open.Add(db);
            await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await using var join = await BulkRead.CommandAsync(db, $"SET TRANSACTION SNAPSHOT '{name}'", [], cancellation);
            await join.ExecuteNonQueryAsync(cancellation);
            return db;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var db in open)
            {
                await db.DisposeAsync();
            }
        }
    }
}
