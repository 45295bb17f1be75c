using System.CommandLine;
using System.CommandLine.Parsing;
using Anju.Demo;
using Anju.Kernel;
using Npgsql;

namespace Anju.Web.Commands;

/// <summary>Options that every command has: where the data lies.</summary>
internal static class CommonOptions
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public static Option<string> Data { get; } = new("--data") { Description = "内置数据库与文件所在的文件夹", DefaultValueFactory = _ => "./data", Recursive = true };

    public static Option<string?> Database { get; } = new("--db") { Description = "PostgreSQL 连接字符串（Host=…）；也可用环境变量 ANJU_DB", Recursive = true };

    public static Option<string> Urls { get; } = new("--urls") { Description = "监听地址", DefaultValueFactory = _ => DefaultUrls };

    static CommonOptions()
    {
        Database.Validators.Add(result => Check(result, IsConnection(Typed(result)), "--db 应是 PostgreSQL 连接字符串，例如 \"Host=127.0.0.1;Username=anju;Database=anju\"。"));
        Urls.Validators.Add(result => Check(result, AreUrls(Typed(result)), $"--urls 应是 http:// 开头的地址，例如 {DefaultUrls}。"));
    }

    /// <summary>A date written as 2025-11-20.</summary>
    public static Option<DateOnly?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "日期",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", out var date))
            {
                return date;
            }

            result.AddError($"{name} 应写成 2025-11-20 这样的日期。");
            return null;
        },
    };

    /// <summary>Data of a demonstration stand still on its business date, whichever command opens them.</summary>
    public static async Task<HostSettings> SettingsAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (data, address) = (DataOf(parsed), AddressOf(parsed));
        var databases = new Databases(address, Product.Modules);
        await databases.MigrateAsync(cancellation);
        await using var db = databases.Open(Actor.System);
        var demo = await DemoCity.DateAsync(db, cancellation);
        return new(data, address, parsed.GetValue(Urls) ?? DefaultUrls, demo, Demo: demo is not null);
    }

    public static string DataOf(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(Data)!);

    public static DatabaseAddress AddressOf(ParseResult parsed) =>
        (parsed.GetValue(Database) ?? Environment.GetEnvironmentVariable("ANJU_DB")) is { Length: > 0 } server
            ? IsConnection(server) ? DatabaseAddress.Server(server, DataOf(parsed)) with { Owner = Environment.GetEnvironmentVariable("ANJU_DB_OWNER") is { Length: > 0 } owner ? owner : null } : throw new IOException("环境变量 ANJU_DB 不是 PostgreSQL 连接字符串。")
            : DatabaseAddress.File(DataOf(parsed));

    private static string? Typed(OptionResult result) => result.Tokens is [var token] ? token.Value : null;

    private static void Check(OptionResult result, bool isRight, string wrong)
    {
        if (!isRight)
        {
            result.AddError(wrong);
        }
    }

    private static bool IsConnection(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) || new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static bool AreUrls(string? text) => text is null || text.Split(';').All(url =>
        Uri.TryCreate(url.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https");
}
