using System.Net;
using Anju.Access;
using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Web;

/// <summary>What a server is started with.</summary>
/// <param name="Data">Folder of the embedded database, keys and files.</param>
/// <param name="Today">Stands still on this business date; null follows the clock.</param>
/// <param name="Demo">Every page says that nothing is real; accounts are entered by links that the terminal shows.</param>
/// <param name="Links">Accounts are entered by links although the pages do not call it a demonstration: for tests.</param>
/// <param name="Clock">The system's, but for tests.</param>
/// <param name="Paces">Those of people at work, but for tests.</param>
internal sealed record HostSettings(string Data, DatabaseAddress Database, string Urls = HostSettings.DefaultUrls, DateOnly? Today = null, bool Demo = false, bool Links = false,
    TimeProvider? Clock = null, PaceRules? Paces = null)
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>The proxies that people come through. What they say of the sender counts; what anybody else says does not.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>The government's single sign-on; null where there is none.</summary>
    public SingleSignOn? Sso { get; init; }

    public SignInRules SignIn { get; init; } = new();

    public ExportRules Exports { get; init; } = new();

    public IReadOnlyList<Uri> Addresses { get; } =
        [.. Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => new Uri(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal)))];

    /// <summary>People come by https, to the server itself or to the proxy before it.</summary>
    public bool IsHttps => Proxies.Count > 0 || Addresses.All(address => address.Scheme == Uri.UriSchemeHttps);

    /// <summary>Only this machine can reach it, and in the clear: somebody tries the product.</summary>
    public bool IsTrial => Proxies.Count == 0 && Addresses.All(address => address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
