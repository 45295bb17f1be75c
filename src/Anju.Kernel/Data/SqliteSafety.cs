using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Anju.Kernel;

/// <summary>
/// Every SQLite connection writes ahead and waits for the disk: <c>synchronous=NORMAL</c> loses acknowledged commits when
/// the power fails. Also gives readers a page cache that holds the indexes of a city.
/// </summary>
internal sealed class SqliteSafety : DbConnectionInterceptor
{
    private const string Settings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -24576; PRAGMA temp_store = MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
