using System.Buffers.Binary;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>
/// Shows that the process of a job lives. On PostgreSQL it is a lock of the server, which lets go at once when the process ends,
/// however it ends; the embedded database has one process only.
/// </summary>
internal sealed class JobHold : IAsyncDisposable
{
    private readonly AnjuDb? db;
    private readonly long key;

    private JobHold(AnjuDb? db, long key) => (this.db, this.key) = (db, key);

    /// <summary>Null when another process has the job in hand.</summary>
    public static async Task<JobHold?> TakeAsync(Databases databases, Guid job, CancellationToken cancellation)
    {
        if (databases.Address.IsSqlite)
        {
            return new(null, 0);
        }

        var key = BinaryPrimitives.ReadInt64BigEndian(job.ToByteArray(bigEndian: true).AsSpan(8)); // the random half
        var db = databases.Open(Actor.System);
        var isTaken = false;
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            isTaken = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({key}) AS \"Value\"").SingleAsync(cancellation);
            return isTaken ? new(db, key) : null;
        }
        finally
        {
            if (!isTaken)
            {
                await db.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (db is not null)
        {
            await using (db)
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({key})");
            }
        }
    }
}
