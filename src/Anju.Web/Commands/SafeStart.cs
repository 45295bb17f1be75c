using Anju.Kernel;

namespace Anju.Web.Commands;

/// <summary>
/// What a server refuses to be started with (security requirement G2), a sentence for each. Plain http that only this
/// machine reaches is for trying the product and asks for none of it; nor do the invented people of a demonstration.
/// </summary>
internal static class SafeStart
{
    private const UnixFileMode OfOthers = (UnixFileMode)0b000_111_111;

    private static readonly string[] Environments = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    /// <summary>Before anything is opened or sent.</summary>
    /// <param name="environment">Null for that of the process.</param>
    public static IReadOnlyList<string> Before(HostSettings settings, Func<string, string?>? environment = null) =>
        settings.IsTrial ? [] : [.. OfEnvironment(environment ?? Environment.GetEnvironmentVariable), .. OfAddresses(settings), .. OfKeys(settings), .. DatabaseSafety.OfAddress(settings.Database).Select(fault => fault.Said)];

    /// <summary>Of the database, once it is there; what does not refuse is for telling.</summary>
    public static async Task<IReadOnlyList<DatabaseFault>> OfDatabaseAsync(HostSettings settings, CancellationToken cancellation)
    {
        if (settings.IsTrial || settings.Demo)
        {
            return [];
        }

        await using var db = new Databases(settings.Database, Product.Modules).Open(Actor.System);
        return await DatabaseSafety.OfStoreAsync(db, cancellation);
    }

    private static IEnumerable<string> OfEnvironment(Func<string, string?> environment)
    {
        if (Environments.FirstOrDefault(name => environment(name) is { } value && value.Equals("Development", StringComparison.OrdinalIgnoreCase)) is { } named)
        {
            yield return $"环境变量 {named} 是 Development，出错时会把程序内部信息显示给使用者。请去掉它。";
        }

        if (environment("ASPNETCORE_FORWARDEDHEADERS_ENABLED") is { } on && on.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            yield return "环境变量 ASPNETCORE_FORWARDEDHEADERS_ENABLED 让任何人都能冒充来源地址。请去掉它，用 --proxies 写明反向代理的地址。";
        }
    }

    private static IEnumerable<string> OfAddresses(HostSettings settings) => settings.Addresses
        .Where(address => address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && settings.Proxies.Count == 0)
        .Select(address => $"{address.Scheme}://{address.Authority} 用明文对外服务，口令和证件号码会在网络上被看到。请改用 https://，或由反向代理转发并用 --proxies 写明它的地址。");

    private static IEnumerable<string> OfKeys(HostSettings settings)
    {
        var folder = Path.Combine(settings.Data, "keys");
        if (!OperatingSystem.IsWindows() && Directory.Exists(folder) && (File.GetUnixFileMode(folder) & OfOthers) != 0)
        {
            yield return $"密钥文件夹 {folder} 别的用户也能进入。请执行 chmod 700 {folder}。";
        }
    }
}
