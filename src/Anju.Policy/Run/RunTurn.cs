using Anju.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>
/// The right to run one month. One process has it at a time, whichever server or command line it is on, and loses it when
/// it dies: an advisory lock of PostgreSQL, or a locked file beside the database of SQLite.
/// </summary>
internal sealed class RunTurn : IAsyncDisposable
{
    /// <summary>Sets these locks apart from others on the same database.</summary>
    private const int MonthLocks = 0x416E_6A75;
    private const int QueueLocks = MonthLocks + 1;

    private readonly FileStream? file;
    private readonly AnjuDb? db;
    private readonly int key;

    private RunTurn(FileStream file) => this.file = file;

    private RunTurn(AnjuDb db, int key) => (this.db, this.key) = (db, key);

    /// <summary>Null when somebody has it.</summary>
    public static Task<RunTurn?> TakeAsync(Databases databases, Month month, CancellationToken cancellation) => databases.Address.IsSqlite
        ? Task.FromResult(TakeFile(databases.Address, month))
        : TakeLockAsync(databases, month, cancellation);

    /// <summary>Whether a run of the month is under way anywhere.</summary>
    public static async Task<bool> IsTakenAsync(Databases databases, Month month, CancellationToken cancellation)
    {
        await using var turn = await TakeAsync(databases, month, cancellation);
        return turn is null;
    }

    /// <summary>Makes the runs of different months begin and end one after the other. Held to the end of the open transaction, which is all SQLite needs.</summary>
    public static async Task QueueAsync(AnjuDb db, CancellationToken cancellation)
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({QueueLocks}, 0)", cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (file is not null)
        {
            await file.DisposeAsync();
        }

        if (db is not null)
        {
            // A connection that goes back to the pool would keep it.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MonthLocks}, {key})", CancellationToken.None);
            await db.DisposeAsync();
        }
    }

    private static RunTurn? TakeFile(DatabaseAddress address, Month month)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(address.Connection).DataSource))!;
        try
        {
            return new(new FileStream(Path.Combine(folder, $"run-{month}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<RunTurn?> TakeLockAsync(Databases databases, Month month, CancellationToken cancellation)
    {
        var db = databases.Open(Actor.System);
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            var key = month.Index;
            if (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({MonthLocks}, {key}) AS \"Value\"").SingleAsync(cancellation))
            {
                return new(db, key);
            }
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }

        await db.DisposeAsync();
        return null;
    }
}
