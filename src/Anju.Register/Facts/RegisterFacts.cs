using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using System.Threading.Channels;
using Anju.Kernel;
using Anju.Policy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// Reads the register for judging: households and every fact stream in order of household id, merged as they go by.
/// Memory holds one household at a time.
/// </summary>
internal sealed class RegisterFacts(Databases databases, Modules modules) : IFactSource
{
    private const int PartsTogether = 4;

    private readonly IReadOnlyList<FactStream> streams = modules.Create<FactStream>();
    private readonly IReadOnlyDictionary<string, RecordReader> records = RecordReader.All(modules);
    private readonly CountyReader counties = new(modules);

    public async Task<IFactSnapshot> TakeAsync(CancellationToken cancellation) =>
        await Snapshot.TakeAsync(databases, streams, records, counties, Environment.ProcessorCount, cancellation);

    /// <summary>The facts of one household; null when there is none of that id.</summary>
    public async Task<HouseholdFacts?> OfHouseholdAsync(Guid id, Month month, DateOnly judgedOn, CancellationToken cancellation)
    {
        await using var snapshot = await Snapshot.TakeAsync(databases, streams, records, counties, readers: 1, cancellation);
        HouseholdFacts? found = null;
        await snapshot.ReadAsync(new FactPart(0, SubjectKind.Household.Code, id, After(id)), month, judgedOn, facts => found = (HouseholdFacts)facts, cancellation);
        return found;
    }

    /// <summary>The facts of lines of another ledger that were read already.</summary>
    public Task<IReadOnlyList<Facts>> OfLinesAsync(
        AnjuDb db, SubjectKind kind, IReadOnlyList<Record> lines, Month month, DateOnly judgedOn, CancellationToken cancellation) =>
        records[kind.Code].OfAsync(db, lines, month, judgedOn, cancellation);

    /// <summary>The facts of counties, within the actor's scope.</summary>
    public Task<IReadOnlyList<CountyFacts>> OfCountiesAsync(AnjuDb db, Month month, DateOnly judgedOn, CancellationToken cancellation) =>
        counties.ReadAsync(db, month, judgedOn, cancellation);

    /// <summary>A range with its bounds as the parameters of a statement of their own.</summary>
    internal static string Numbered(string range) => range.Replace("{0}", "@p0", StringComparison.Ordinal).Replace("{1}", "@p1", StringComparison.Ordinal);

    internal static (string Range, object[] Bounds) Range(FactPart part, string column) => (part.From, part.To) switch
    {
        ({ } from, { } to) => ($"\"{column}\" >= {{0}} AND \"{column}\" < {{1}}", [from, to]),
        ({ } from, null) => ($"\"{column}\" >= {{0}}", [from]),
        (null, { } to) => ($"\"{column}\" < {{0}}", [to]),
        _ => ("1 = 1", []),
    };

    /// <summary>
    /// Lines to a part, so that parts are alike in size and their number divides among two or four cores: the same on
    /// every machine, because a run's digest goes by its parts.
    /// </summary>
    private static int LargestPart(int lines, int size)
    {
        var parts = ((lines + size - 1) / size) is var few && few > 1 ? (few + PartsTogether - 1) / PartsTogether * PartsTogether : 1;
        return Math.Max(1, (lines + parts - 1) / parts);
    }

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
    /// The register at one moment. PostgreSQL exports the snapshot of one transaction and every stream joins it with a
    /// connection of its own. SQLite has nothing to export: as many read transactions as there will be readers are begun
    /// together, and again until the journal stands at the same entry in all of them.
    /// </summary>
    private sealed class Snapshot : IFactSnapshot
    {
        /// <summary>Each reader on PostgreSQL needs a connection for every large stream; a server has a hundred by default.</summary>
        private const int MostReaders = 8;
        private const int Attempts = 50;

        private readonly Databases databases;
        private readonly IReadOnlyList<FactStream> streams;
        private readonly IReadOnlyDictionary<string, RecordReader> records;
        private readonly CountyReader counties;
        private readonly List<AnjuDb> held = [];
        private readonly Channel<AnjuDb> free = Channel.CreateUnbounded<AnjuDb>();

        /// <summary>Connections at the moment of the snapshot that a part has done with: the next one need not begin new ones.</summary>
        private readonly ConcurrentBag<AnjuDb> spare = [];
        private string? exported;

        private Snapshot(Databases databases, IReadOnlyList<FactStream> streams, IReadOnlyDictionary<string, RecordReader> records, CountyReader counties) =>
            (this.databases, this.streams, this.records, this.counties) = (databases, streams, records, counties);

        public string State { get; private set; } = "";

        public int Readers => held.Count;

        public static async Task<Snapshot> TakeAsync(
            Databases databases, IReadOnlyList<FactStream> streams, IReadOnlyDictionary<string, RecordReader> records, CountyReader counties, int readers,
            CancellationToken cancellation)
        {
            readers = Math.Min(readers, MostReaders);
            for (var attempt = 1; ; attempt++)
            {
                var snapshot = new Snapshot(databases, streams, records, counties);
                try
                {
                    // Where somebody writes without a pause, one reader alone is at one moment by itself.
                    if (await snapshot.BeginAsync(attempt < Attempts ? readers : 1, cancellation))
                    {
                        return snapshot;
                    }
                }
                catch
                {
                    await snapshot.DisposeAsync();
                    throw;
                }

                await snapshot.DisposeAsync();
            }
        }

        public async Task<IReadOnlyList<FactPart>> PartsAsync(int size, IReadOnlyCollection<SubjectKind> subjects, CancellationToken cancellation)
        {
            var db = await free.Reader.ReadAsync(cancellation);
            try
            {
                var parts = new List<FactPart>();
                foreach (var kind in subjects.Select(kind => kind.IsOfHouseholds ? SubjectKind.Household : kind).Distinct())
                {
                    if (kind == SubjectKind.County)
                    {
                        parts.Add(new(parts.Count, kind.Code, null, null)); // a handful
                        continue;
                    }

                    var table = kind == SubjectKind.Household ? "household" : records[kind.Code].Table;
                    var starts = await StartsAsync(db, table, size, cancellation);
                    parts.AddRange(starts.Select((from, i) => new FactPart(parts.Count + i, kind.Code, i == 0 ? null : from, i + 1 < starts.Count ? starts[i + 1] : null)).ToList());
                }

                return parts;
            }
            finally
            {
                free.Writer.TryWrite(db);
            }
        }

        /// <summary>The first line of each part.</summary>
        private static async Task<List<Guid>> StartsAsync(AnjuDb db, string table, int size, CancellationToken cancellation)
        {
            await using var counting = await BulkRead.CommandAsync(db, $"SELECT count(*) FROM \"{table}\"", [], cancellation);
            var most = LargestPart(Convert.ToInt32(await counting.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture), size);
            await using var command = await BulkRead.CommandAsync(db, $"SELECT \"id\" FROM \"{table}\" ORDER BY \"id\"", [], cancellation);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var starts = new List<Guid>();
            for (var row = 0; await reader.ReadAsync(cancellation); row++)
            {
                if (row % most == 0)
                {
                    starts.Add(reader.GetGuid(0));
                }
            }

            return starts;
        }

        public async Task ReadAsync(FactPart part, Month month, DateOnly judgedOn, Action<Facts> each, CancellationToken cancellation)
        {
            var db = await free.Reader.ReadAsync(cancellation);
            var (joined, isRead) = (new List<AnjuDb>(), false);
            try
            {
                await ReadAsync(db, joined, part, month, judgedOn, each, cancellation);
                isRead = true;
            }
            finally
            {
                foreach (var other in joined)
                {
                    if (isRead)
                    {
                        spare.Add(other);
                    }
                    else
                    {
                        await other.DisposeAsync(); // in the midst of something
                    }
                }

                free.Writer.TryWrite(db);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var db in held.Concat(spare))
            {
                await db.DisposeAsync();
            }
        }

        private async Task ReadAsync(AnjuDb db, List<AnjuDb> joined, FactPart part, Month month, DateOnly judgedOn, Action<Facts> each, CancellationToken cancellation)
        {
            if (part.Subject == SubjectKind.Household.Code)
            {
                await ReadHouseholdsAsync(db, joined, part, month, judgedOn, each, cancellation);
                return;
            }

            if (part.Subject == SubjectKind.County.Code)
            {
                foreach (var county in await counties.ReadAsync(db, month, judgedOn, cancellation))
                {
                    each(county);
                }

                return;
            }

            var reader = records[part.Subject];
            var (range, bounds) = Range(part, "id");
            var sites = await SitesAsync(db, reader.Table, Numbered(range), bounds, cancellation);
            await reader.ReadAsync(db, () => BesideAsync(db, joined, cancellation), part, month, judgedOn, sites, each, cancellation);
        }

        private async Task ReadHouseholdsAsync(
            AnjuDb db, List<AnjuDb> joined, FactPart part, Month month, DateOnly judgedOn, Action<Facts> each, CancellationToken cancellation)
        {
            var (range, bounds) = Range(part, "household_id");
            var cursors = new List<(Type Type, FactStream.Cursor Cursor)>();
            try
            {
                AnjuDb? shared = null;
                foreach (var stream in streams)
                {
                    var own = stream.IsLarge ? await BesideAsync(db, joined, cancellation) : shared ??= await BesideAsync(db, joined, cancellation);
                    cursors.Add((stream.Type, await stream.OpenAsync(own, range, bounds, month, cancellation)));
                }

                var (households, householdBounds) = Range(part, "id");
                households = Numbered(households);
                var twins = await Twins.FindAsync(db, Numbered(range), bounds, judgedOn, cancellation);
                var sites = await SitesAsync(db, "household", households, householdBounds, cancellation);
                await using var reader = await BulkRead.OpenAsync<Household>(db, households, "\"id\"", householdBounds, cancellation);
                var asOf = Facts.TakenAt(month, judgedOn);
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
                        Twins = twins,
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

        /// <summary>False when somebody wrote between the beginnings of two of the readers.</summary>
        private async Task<bool> BeginAsync(int readers, CancellationToken cancellation)
        {
            for (var i = 0; i < readers; i++)
            {
                var db = exported is null ? databases.Open(Actor.System) : await JoinAsync(cancellation);
                held.Add(db);
                if (exported is null)
                {
                    await BeginFirstAsync(db, cancellation);
                }

                var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancellation);
                var state = $"{head.Sequence}:{head.Hash}";
                if (i > 0 && state != State)
                {
                    return false;
                }

                State = state;
                free.Writer.TryWrite(db);
            }

            return true;
        }

        private async Task BeginFirstAsync(AnjuDb db, CancellationToken cancellation)
        {
            await db.Database.OpenConnectionAsync(cancellation);
            if (db.IsSqlite)
            {
                await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true), cancellation);
                return;
            }

            await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await using var export = await BulkRead.CommandAsync(db, "SELECT pg_export_snapshot()", [], cancellation);
            exported = (string)(await export.ExecuteScalarAsync(cancellation))!;
        }

        /// <summary>A connection for one more stream at the same moment; SQLite reads several on one.</summary>
        private async Task<AnjuDb> BesideAsync(AnjuDb db, List<AnjuDb> joined, CancellationToken cancellation)
        {
            if (exported is null)
            {
                return db;
            }

            joined.Add(spare.TryTake(out var begun) ? begun : await JoinAsync(cancellation));
            return joined[^1];
        }

        private async Task<AnjuDb> JoinAsync(CancellationToken cancellation)
        {
            var db = databases.Open(Actor.System);
            try
            {
                await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
                await using var join = await BulkRead.CommandAsync(db, $"SET TRANSACTION SNAPSHOT '{exported}'", [], cancellation);
                await join.ExecuteNonQueryAsync(cancellation);
                return db;
            }
            catch
            {
                await db.DisposeAsync();
                throw;
            }
        }

        private static async Task<Dictionary<Guid, ResettlementSite>> SitesAsync(
            AnjuDb db, string table, string lines, object[] bounds, CancellationToken cancellation)
        {
            var sites = new Dictionary<Guid, ResettlementSite>();
            var here = $"\"id\" IN (SELECT \"site_id\" FROM \"{table}\" WHERE {lines})";
            await foreach (var site in BulkRead.StreamAsync<ResettlementSite>(db, here, "\"id\"", bounds, cancellation))
            {
                sites.Add(site.Id, site);
            }

            return sites;
        }
    }
}
