using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Anju.Kernel;

/// <summary>
/// Every SQLite connection writes ahead and waits for the disk: <c>synchronous=NORMAL</c> loses acknowledged commits when
/// the power fails. Also gives readers a page cache that holds the indexes of a city, and a new file pages of 8 KB: rows of the
/// register and of its journal are long, and on half as many pages an import takes an eighth less time. A file made with other
/// pages keeps them.
/// </summary>
internal sealed class SqliteSafety : DbConnectionInterceptor
{
    private const string Settings =
        "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -20480; PRAGMA temp_store = MEMORY;";

    /// <summary>The connections behind the pool that have been set: one taken from it again still is.</summary>
    private static readonly ConditionalWeakTable<object, object> Set = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (Set.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        Set.Add(handle, Settings);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
