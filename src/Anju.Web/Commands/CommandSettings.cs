using System.CommandLine;
using Anju.Kernel;

namespace Anju.Web.Commands;

/// <summary>Options that every command has: where the data lies.</summary>
internal static class CommonOptions
{
    public static Option<string> Data { get; } = new("--data") { Description = "内置数据库与文件所在的文件夹", DefaultValueFactory = _ => "./data", Recursive = true };

    public static Option<string?> Database { get; } = new("--db") { Description = "PostgreSQL 连接字符串（Host=…）；也可用环境变量 ANJU_DB", Recursive = true };

    public static Option<string> Urls { get; } = new("--urls") { Description = "监听地址", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    public static string DataOf(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(Data)!);

    public static DatabaseAddress AddressOf(ParseResult parsed) =>
        (parsed.GetValue(Database) ?? Environment.GetEnvironmentVariable("ANJU_DB")) is { Length: > 0 } server
            ? DatabaseAddress.Server(server)
            : DatabaseAddress.File(DataOf(parsed));
}
