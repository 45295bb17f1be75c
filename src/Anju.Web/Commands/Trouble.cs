using System.Net.Sockets;
using Anju.Kernel;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Anju.Web.Commands;

/// <summary>What a command can run into outside of itself, in words that say what to do.</summary>
internal static class Trouble
{
    private const int SqliteBusy = 5;
    private const int SqliteFull = 13;

    /// <summary>Null for a fault of the program, whose trace must not be lost.</summary>
    public static string? Of(Exception problem) => problem switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => "数据库拒绝登录，请核对连接字符串（--db 或 ANJU_DB）中的用户名和密码。",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "数据库服务器上没有这个数据库，请先建好，或核对连接字符串（--db 或 ANJU_DB）中的 Database。",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => "数据库用户的权限不够，请用有建表权限的用户。",
        KnownTroubleException => problem.Message,
        PostgresException => null,
        NpgsqlException or SocketException => "连不上数据库服务器。请确认它已启动、地址和端口正确（--db 或 ANJU_DB），然后重试。",
        SqliteException { SqliteErrorCode: SqliteBusy } => "数据文件正被另一个程序使用。请等它做完，或先停止它，然后重试。",
        SqliteException { SqliteErrorCode: SqliteFull } => "磁盘已满，没有写完。请腾出空间后重试。",
        SqliteException { SqliteErrorCode: 14 or 26 or 11 or 8 } => "打不开数据文件 anju.db：它已损坏、不可写，或不是本系统的数据。请核对 --data，或换一个文件夹。",
        KeyTroubleException => problem.Message,
        AddressInUseException => "监听地址已被占用，请用 --urls 换一个端口，例如 --urls http://127.0.0.1:5081。",
        IOException { InnerException: AddressInUseException } => Of(problem.InnerException),
        UnauthorizedAccessException or IOException => $"读写文件时出错，请核对路径、权限和磁盘空间：{problem.Message}",
        InvalidOperationException or Microsoft.EntityFrameworkCore.DbUpdateException when problem.InnerException is { } inner => Of(inner),
        AggregateException { InnerException: { } inner } => Of(inner),
        _ => null,
    };
}
