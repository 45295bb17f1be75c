using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Anju.Demo;
using Anju.Kernel;
using Npgsql;

namespace Anju.Web.Commands;

/// <summary>Options that every command has: where the data lies.</summary>
internal static class CommonOptions
{
    public static Option<string> Data { get; } = new("--data") { Description = "内置数据库与文件所在的文件夹", DefaultValueFactory = _ => "./data", Recursive = true };

    public static Option<string?> Database { get; } = new("--db") { Description = "PostgreSQL 连接字符串（Host=…）；也可用环境变量 ANJU_DB", Recursive = true };

    public static Option<string> Urls { get; } = new("--urls") { Description = "监听地址", DefaultValueFactory = _ => HostSettings.DefaultUrls };

    public static Option<string?> Proxies { get; } = new("--proxies") { Description = "可信反向代理的地址，逗号分隔（如 10.0.0.5,10.1.0.0/16）；也可用环境变量 ANJU_PROXIES" };

    static CommonOptions()
    {
        Database.Validators.Add(result => Check(result, IsConnection(Typed(result)), "--db 应是 PostgreSQL 连接字符串，例如 \"Host=127.0.0.1;Username=anju;Database=anju\"。"));
        Proxies.Validators.Add(result => Check(result, Networks(Typed(result)) is not null, "--proxies 应是 IP 地址或网段，例如 10.0.0.5,10.1.0.0/16。"));
        Urls.Validators.Add(result => Check(result, AreUrls(Typed(result)), $"--urls 应是 http:// 开头的地址，例如 {HostSettings.DefaultUrls}。"));
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
        var databases = new Databases(AddressOf(parsed), Product.Modules);
        await databases.MigrateAsync(cancellation);
        await using var db = databases.Open(Actor.System);
        var demo = await DemoCity.DateAsync(db, cancellation);
        return Settings(parsed) with { Today = demo, Demo = demo is not null };
    }

    /// <summary>What was typed and what the environment says, before anything is opened.</summary>
    public static HostSettings Settings(ParseResult parsed) => new(DataOf(parsed), AddressOf(parsed), parsed.GetValue(Urls) ?? HostSettings.DefaultUrls)
    {
        Proxies = Networks(parsed.GetValue(Proxies) ?? Environment.GetEnvironmentVariable("ANJU_PROXIES")) ?? throw new IOException("环境变量 ANJU_PROXIES 应是 IP 地址或网段，例如 10.0.0.5,10.1.0.0/16。"),
        Sso = Access.SingleSignOn.Of(Environment.GetEnvironmentVariable),
    };

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

    /// <summary>Null when one of them is no address.</summary>
    private static IReadOnlyList<IPNetwork>? Networks(string? text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var one))
            {
                networks.Add(new(one, one.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(part, out var network))
            {
                networks.Add(network);
            }
            else
            {
                return null;
            }
        }

        return networks;
    }

    private static bool AreUrls(string? text) => text is null || text.Split(';').All(url =>
        Uri.TryCreate(url.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https");
}
