using System.Globalization;
using System.Net;
using Npgsql;

namespace Anju.Kernel;

/// <summary>Something that makes a database unfit to be relied on, in a sentence that says what to do.</summary>
/// <param name="Refuses">Nobody should work on it; otherwise it is only told.</param>
public sealed record DatabaseFault(string Said, bool Refuses = true);

/// <summary>
/// What a database of real people must hold to (security requirement G2): what is acknowledged is on the disk, the product
/// works as somebody whom row security binds, and nobody listens on the way.
/// </summary>
public static class DatabaseSafety
{
    private const int WaitsForDisk = 2;

    private const string AskServer = """
        SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes'), current_setting('data_checksums'),
            me.rolsuper, me.rolbypassrls,
            EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND n.nspname = current_schema() AND pg_has_role(me.oid, c.relowner, 'USAGE'))
        FROM pg_roles me WHERE me.rolname = session_user
        """;

    /// <summary>Seen from the connection alone, before anything is sent over it.</summary>
    public static IEnumerable<DatabaseFault> OfAddress(DatabaseAddress address)
    {
        foreach (var connection in ((string?[])[address.IsSqlite ? null : address.Connection, address.Owner]).OfType<string>())
        {
            var server = new NpgsqlConnectionStringBuilder(connection);
            if (server.SslMode != SslMode.VerifyFull && server.Host!.Split(',').FirstOrDefault(host => !IsHere(host)) is { } far)
            {
                yield return new($"与数据库服务器 {far} 的连接没有核对证书，途中可能被窃听或冒充。请在连接字符串中写明 SSL Mode=VerifyFull（自签证书另加 Root Certificate）。");
            }
        }
    }

    /// <summary>Asked of the database itself.</summary>
    public static async Task<IReadOnlyList<DatabaseFault>> OfStoreAsync(AnjuDb db, CancellationToken cancellation)
    {
        if (!db.IsSqlite)
        {
            return await OfServerAsync(db, cancellation);
        }

        var (waits, log) = (await AskAsync(db, "PRAGMA synchronous", cancellation), await AskAsync(db, "PRAGMA journal_mode", cancellation));
        return int.Parse(waits, CultureInfo.InvariantCulture) >= WaitsForDisk && log == "wal" ? []
            : [new("内置数据库不能保证断电后数据不丢（synchronous、journal_mode）。数据文件夹所在的磁盘可能不支持，请换到本机磁盘。")];
    }

    private static async Task<IReadOnlyList<DatabaseFault>> OfServerAsync(AnjuDb db, CancellationToken cancellation)
    {
        await using var command = await BulkRead.CommandAsync(db, AskServer, [], cancellation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var faults = new List<DatabaseFault>();
        foreach (var (place, setting) in ((int, string)[])[(0, "synchronous_commit"), (1, "fsync"), (2, "full_page_writes")])
        {
            if (row.GetString(place) == "off")
            {
                faults.Add(new($"数据库的 {setting} 是 off，断电会丢失已经保存的数据。请改为 on。"));
            }
        }

        if (row.GetString(3) == "off")
        {
            faults.Add(new("数据库没有启用数据校验和，磁盘损坏可能读出错误的数据而不报错。请在停机时用 pg_checksums --enable 启用。", Refuses: false));
        }

        var why = row.GetBoolean(4) ? "是超级用户" : row.GetBoolean(5) ? "有 BYPASSRLS 权限" : row.GetBoolean(6) ? "是数据表的所有者" : null;
        if (why is not null)
        {
            faults.Add(new($"系统日常使用的数据库用户{why}，行级权限管不住它。请另建一个普通用户写在 --db（ANJU_DB）中，把现在的连接放到 ANJU_DB_OWNER，只用于建表和升级。"));
        }

        return faults;
    }

    private static async Task<string> AskAsync(AnjuDb db, string sql, CancellationToken cancellation)
    {
        await using var command = await BulkRead.CommandAsync(db, sql, [], cancellation);
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture)!;
    }

    /// <summary>A socket of this machine, or its own address.</summary>
    private static bool IsHere(string host) =>
        host is ['/' or '@', ..] or "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
