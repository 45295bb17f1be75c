using System.Reflection;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace Anju.Kernel;

/// <summary>What a change wrote: the batch in the journal and how many records it touched; zero when nothing changed.</summary>
public readonly record struct Written(Guid BatchId, int Records);

/// <summary>
/// The one path by which records are written: a transaction with a journal batch at its end. Tracked changes of the
/// context and bulk rows may be mixed. Disposed without <see cref="CommitAsync"/>, nothing of it stays.
/// </summary>
public sealed class Change : IAsyncDisposable
{
    private const int Flush = 1_000;

    private static readonly MethodInfo OwnStored = typeof(Change).GetMethods(BindingFlags.NonPublic | BindingFlags.Instance)
        .Single(method => method is { Name: nameof(OwnStoredAsync), IsGenericMethodDefinition: true });

    private readonly AnjuDb db;
    private readonly IDbContextTransaction transaction;
    private readonly JournalBatch batch;
    private readonly Chain chain = new();
    private readonly FieldText text = new();
    private readonly List<JournalEntry> pending = [];
    private readonly List<NameGram> outworn = [];
    private readonly List<NameGram> names = [];
    private readonly Parents parents;

    private Change(AnjuDb db, IDbContextTransaction transaction, JournalBatch batch)
    {
        this.db = db;
        this.transaction = transaction;
        this.batch = batch;
        parents = new(db);
    }

    public Guid BatchId => batch.Id;

    public static async Task<Change> BeginAsync(
        AnjuDb db, Origin origin, string reason, TimeProvider clock, CancellationToken cancellation, Guid? undoes = null)
    {
        if (db.OpenChange is not null)
        {
            throw new InvalidOperationException("A change is already open on this context.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var batch = new JournalBatch
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            At = now.AddTicks(-(now.Ticks % 10)), // PostgreSQL keeps microseconds; the hash must not hold more.
            ActorId = db.Actor.Id,
            ActorName = db.Actor.Name,
            Organisation = db.Actor.Organisation,
            Origin = origin,
            Reason = reason,
            Undoes = undoes,
        };
        return db.OpenChange = new Change(db, await db.Database.BeginTransactionAsync(cancellation), batch);
    }

    /// <summary>Adds rows in bulk. Their ids are kept, their versions become 1.</summary>
    public async Task InsertAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Record
    {
        foreach (var row in rows)
        {
            row.Version = 1;
        }

        await RestoreAsync(rows, cancellation);
    }

    /// <summary>Puts removed rows back, with their ids, at the versions they carry.</summary>
    internal async Task RestoreAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Record
    {
        var shape = Shape.Of<T>(db);
        MakeIds(rows);

        // In the order of their index: an insert that jumps about in it costs several times as much. Worked out meanwhile.
        var grams = Task.Run(() => NameGram.InOrder(rows), cancellation);
        await JournalAsync(
            rows,
            row =>
            {
                Own(row);
                parents.Note(row);
                NoteWhole(shape, row);
            },
            cancellation);
        await BulkInsert.WriteAsync(db, await grams, cancellation);
    }

    /// <summary>Removes rows in bulk. Throws what the database throws when something still refers to one of them.</summary>
    public async Task RemoveAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Record
    {
        var shape = Shape.Of<T>(db);
        foreach (var row in rows)
        {
            Own(row);
            Rename(row, null);
            Note(shape, row, JournalAction.Remove, text.Whole(shape, row), null, row.Version + 1);
            await FlushAsync(cancellation);
        }

        foreach (var ids in rows.Select(row => row.Id).Chunk(500))
        {
            // Within the filters: a row that says it is the actor's and is stored as somebody else's stays.
            if (await Writable<T>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation) != ids.Length)
            {
                await OwnStoredAsync<T>(ids, cancellation);
            }
        }
    }

    /// <summary>
    /// Writes edited rows in bulk. Each pair is the row as it was read and as it shall be; what did not change is left
    /// out. Refused as a whole when a row has changed in the meantime.
    /// </summary>
    public async Task<Result<int>> UpdateAsync<T>(IReadOnlyList<(T Before, T After)> edits, CancellationToken cancellation)
        where T : Record
    {
        var shape = Shape.Of<T>(db);
        var changed = new List<T>();
        foreach (var (before, after) in edits)
        {
            Own(before);
            Own(after);
            var columns = shape.Facts.Where(column => !Equals(column.Get(before), column.Get(after))).ToList();
            if (columns.Count == 0)
            {
                continue;
            }

            after.Version = before.Version + 1;
            parents.Note(after);
            changed.Add(after);
            Rename(before, after);
            Note(
                shape,
                after,
                JournalAction.Edit,
                text.Some(columns.Select(column => (column, column.Get(before)))),
                text.Some(columns.Select(column => (column, column.Get(after)))));
            await FlushAsync(cancellation);
        }

        if (changed.Count == 0)
        {
            return 0;
        }

        return await BulkInsert.ReplaceAsync(db, changed, cancellation) == changed.Count ? changed.Count : Refusals.Conflict;
    }

    /// <summary>Saves tracked changes, appends the journal and commits; a refusal leaves the database as it was.</summary>
    public async Task<Result<Written>> CommitAsync(CancellationToken cancellation)
    {
        try
        {
            Sealing.SealTracked(db);
            var tracked = db.ChangeTracker.Entries<Record>().ToList();
            await OwnStoredAsync(tracked, cancellation);
            foreach (var entry in tracked)
            {
                NoteTracked(entry);
            }

            await db.SaveChangesAsync(cancellation);
            await parents.CheckAsync(cancellation);
            if (batch.Entries == 0)
            {
                await transaction.CommitAsync(cancellation);
                return new Written(batch.Id, 0);
            }

            await AppendAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new Written(batch.Id, batch.Entries);
        }
        catch (Exception problem) when (Refusals.From(problem) is { } refusal)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            return refusal;
        }
    }

    public async ValueTask DisposeAsync()
    {
        db.OpenChange = null;
        chain.Dispose();
        text.Dispose();
        await transaction.DisposeAsync();
    }

    private void NoteTracked(EntityEntry<Record> entry)
    {
        var shape = Shape.Of(db, entry.Metadata.ClrType);
        switch (entry.State)
        {
            case EntityState.Added:
                Own(entry.Entity);
                parents.Note(entry.Entity);
                entry.Entity.Version = 1;
                Rename(null, entry.Entity);
                Note(shape, entry.Entity, JournalAction.Add, null, text.Whole(shape, entry.Entity));
                break;
            case EntityState.Modified:
                var was = db.Original(entry);
                var changed = shape.Facts.Where(column => !Equals(column.Get(was), column.Get(entry.Entity))).ToList();
                if (changed.Count == 0)
                {
                    entry.State = EntityState.Unchanged;
                    break;
                }

                Own(was);
                Own(entry.Entity);
                parents.Note(entry);
                entry.Entity.Version++;
                Rename((Record)was, entry.Entity);
                Note(
                    shape,
                    entry.Entity,
                    JournalAction.Edit,
                    text.Some(changed.Select(column => (column, column.Get(was)))),
                    text.Some(changed.Select(column => (column, column.Get(entry.Entity)))));
                break;
            case EntityState.Deleted:
                Own(db.Original(entry));
                Rename(entry.Entity, null);
                Note(shape, entry.Entity, JournalAction.Remove, text.Whole(shape, entry.Entity), null, entry.Entity.Version + 1);
                break;
            default:
                break;
        }
    }

    /// <summary>The ownership guard: a record outside the actor's scope is never written, whatever path it came by.</summary>
    private void Own(object record)
    {
        if ((record is IScoped scoped && !db.Actor.Scope.Covers(scoped)) || !GuardedAttribute.IsOpen(record.GetType(), db.Actor))
        {
            throw new OutOfScopeException();
        }
    }

    /// <summary>
    /// What the database says of who owns the rows, whatever the objects in hand say: one made from an id and a county of
    /// the actor's own is not a way to another county's row.
    /// </summary>
    private async Task OwnStoredAsync(IReadOnlyList<EntityEntry<Record>> tracked, CancellationToken cancellation)
    {
        if (db.Actor.Scope.WholeCity)
        {
            return;
        }

        foreach (var type in tracked.Where(entry => entry.State is EntityState.Modified or EntityState.Deleted).GroupBy(entry => entry.Metadata.ClrType))
        {
            foreach (var ids in type.Select(entry => entry.Entity.Id).Chunk(500))
            {
                await (Task)OwnStored.MakeGenericMethod(type.Key).Invoke(this, [ids, cancellation])!;
            }
        }
    }

    private async Task OwnStoredAsync<T>(Guid[] ids, CancellationToken cancellation)
        where T : Record
    {
        if (typeof(IScoped).IsAssignableFrom(typeof(T))
            && await db.PastWallsAsync(() => db.Set<T>().IgnoreQueryFilters().CountAsync(row => ids.Contains(row.Id), cancellation), cancellation) != await Writable<T>().CountAsync(row => ids.Contains(row.Id), cancellation))
        {
            throw new OutOfScopeException();
        }
    }

    /// <summary>Within the filters; of what everybody of a county may read, only what is the actor's own.</summary>
    private IQueryable<T> Writable<T>()
        where T : Record
    {
        var scope = db.Actor.Scope;
        return scope.WholeCity || scope.WholeCounty || !OpenInCountyAttribute.Is(typeof(T))
            ? db.Set<T>()
            : db.Set<T>().Where(row => scope.Sites.Contains(EF.Property<Guid?>(row, nameof(IScoped.SiteId))!.Value));
    }

    private JournalEntry Entry(Shape shape, Record record, JournalAction action, int version, byte[]? after = null) => new()
    {
        BatchId = batch.Id,
        Ordinal = ++batch.Entries,
        Ledger = shape.Table,
        RecordId = record.Id,
        Version = version,
        Action = action,
        CountyCode = (record as IScoped)?.CountyCode,
        HouseholdId = (record as IOfHousehold)?.HouseholdId,
        AfterBytes = after,
    };

    /// <summary>A row that is added in bulk: its text goes to the digest, and sealed to the entry, without becoming a string in between.</summary>
    private void NoteWhole(Shape shape, Record record)
    {
        var bytes = text.WholeBytes(shape, record);
        var entry = Entry(shape, record, JournalAction.Add, record.Version, shape.Encrypted.Count > 0 ? SealedText.Seal(db.Keys, shape, record, bytes) : bytes.ToArray());
        chain.Add(entry, bytes);
        pending.Add(entry);
    }

    private void Note(Shape shape, Record record, JournalAction action, string? before, string? after, int? version = null)
    {
        var entry = Entry(shape, record, action, version ?? record.Version);
        (entry.Before, entry.After) = (before, after);
        chain.Add(entry);
        if (shape.Encrypted.Count > 0)
        {
            // The digest is of the clear text, so that it outlasts keys; what is stored holds no encrypted field in clear.
            Sealing.Seal(db.Keys, shape, record);
            (entry.Before, entry.After) = (SealedText.Seal(db.Keys, shape, record, before), SealedText.Seal(db.Keys, shape, record, after));
        }

        pending.Add(entry);
    }

    private void Rename(Record? before, Record? after)
    {
        var (old, name) = ((before as ISearchable)?.SearchedName, (after as ISearchable)?.SearchedName);
        if (old == name)
        {
            return;
        }

        if (before is not null)
        {
            outworn.AddRange(NameGram.Of(before, old));
        }

        if (after is not null)
        {
            names.AddRange(NameGram.Of(after, name));
        }
    }

    /// <summary>A record makes its id when first asked for it: before two threads do, of which each would be told another one.</summary>
    private static void MakeIds(IEnumerable<Record> rows)
    {
        foreach (var row in rows)
        {
            _ = row.Id;
        }
    }

    /// <summary>
    /// Writes rows and their entries in their order. Of many, one thread puts the fields into words and hashes them while
    /// this one writes, a portion of rows and a portion of entries in turn, so that neither waits for the other.
    /// Less than a portion is pending when it begins: there are never more portions of entries than of rows.
    /// </summary>
    private async Task JournalAsync<T>(IReadOnlyList<T> rows, Action<T> note, CancellationToken cancellation)
        where T : Record
    {
        if (rows.Count <= Flush)
        {
            foreach (var row in rows)
            {
                note(row);
            }

            await FlushAsync(cancellation);
            await BulkInsert.WriteAsync(db, rows, cancellation);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var worded = Channel.CreateBounded<List<JournalEntry>>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var wording = Task.Run(() => WordAsync(rows, note, worded.Writer, stop.Token), CancellationToken.None);
        try
        {
            foreach (var portion in rows.Chunk(Flush))
            {
                // The words first: putting rows into words has sealed them.
                var entries = await worded.Reader.WaitToReadAsync(cancellation) && worded.Reader.TryRead(out var some) ? some : [];
                await BulkInsert.WriteAsync(db, portion, cancellation);
                await BulkInsert.WriteAsync(db, entries, cancellation);
                foreach (var row in portion)
                {
                    // In words and in its table: kept for all rows at once, what was sealed would be half as much again as the rows.
                    row.Sealed = null;
                }
            }

            await worded.Reader.Completion;
        }
        finally
        {
            await stop.CancelAsync();
            await wording;
        }
    }

    /// <summary>What goes wrong reaches the reader; what does not fill a portion stays pending.</summary>
    private async Task WordAsync<T>(IReadOnlyList<T> rows, Action<T> note, ChannelWriter<List<JournalEntry>> worded, CancellationToken cancellation)
    {
        Exception? problem = null;
        try
        {
            foreach (var row in rows)
            {
                note(row);
                if (pending.Count >= Flush)
                {
                    await worded.WriteAsync([.. pending], cancellation);
                    pending.Clear();
                }
            }
        }
        catch (Exception thrown)
        {
            problem = thrown;
        }

        worded.Complete(problem);
    }

    private async Task FlushAsync(CancellationToken cancellation, int from = Flush)
    {
        if (pending.Count >= from)
        {
            await BulkInsert.WriteAsync(db, pending, cancellation);
            pending.Clear();
        }
    }

    private async Task AppendAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation, from: 1);
        await NameGram.RemoveAsync(db, outworn, cancellation);
        await BulkInsert.WriteAsync(db, names, cancellation);

        // Locks the row until the commit: batches join the chain one after the other.
        await db.Set<JournalHead>().ExecuteUpdateAsync(set => set.SetProperty(head => head.Sequence, head => head.Sequence + 1), cancellation);
        var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancellation);
        batch.Sequence = head.Sequence;
        batch.Previous = head.Hash;
        Chain.Sign(batch, chain.Digest(), db.Keys);
        await BulkInsert.WriteAsync(db, [batch], cancellation);
        await db.Set<JournalHead>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Hash, batch.Hash), cancellation);
    }
}

/// <summary>A write reached a record outside the actor's scope. Answered like an unknown id.</summary>
public sealed class OutOfScopeException() : Exception("The record is outside the actor's scope.");
