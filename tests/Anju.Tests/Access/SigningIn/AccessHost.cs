using System.Net;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Kernel;
using Anju.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Anju.Tests.Access;

/// <summary>A clock that a test moves.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>
/// The whole product as an operator starts it: no links, no accounts but the first three administrators, whose one-time
/// codes are in hand. Time stands until a test moves it.
/// </summary>
internal sealed partial class AccessHost : IAsyncDisposable
{
    public const string Password = "Yun-shan 27 hu";

    /// <summary>As the product's own, but that hashing a password takes no time: a test of hashing names its own rules.</summary>
    private static readonly SignInRules Quick = new() { PasswordRounds = 1_000 };

    private readonly TestDatabase database;
    private readonly WebApplication app;

    private AccessHost(TestDatabase database, WebApplication app, TestClock clock) => (this.database, this.app, Clock) = (database, app, clock);

    public TestClock Clock { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>One-time codes by sign-in name.</summary>
    public Dictionary<string, string> Codes { get; } = [];

    /// <summary>Keys of authenticators by sign-in name.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <param name="with">Changes what the server is started with.</param>
    public static async Task<AccessHost> StartAsync(Func<HostSettings, HostSettings>? with = null)
    {
        var database = await TestDatabase.MigratedAsync();
        var clock = new TestClock(new(2025, 11, 20, 2, 0, 0, TimeSpan.Zero));
        var settings = new HostSettings(database.Folder, database.Address, "http://127.0.0.1:0", Clock: clock) { SignIn = Quick };
        var app = AnjuHost.Build(with is null ? settings : with(settings));
        await app.StartAsync();
        var host = new AccessHost(database, app, clock);
        foreach (var (name, _, code) in (await app.Services.GetRequiredService<FirstAdministrators>().OpenAsync(CancellationToken.None)).Value)
        {
            host.Codes[name] = code;
        }

        return host;
    }

    public Uri Address => new(app.Urls.First());

    public AnjuDb OpenAsOwner() => database.Databases.OpenAsOwner();

    public AnjuDb Open() => database.Databases.Open(Actor.System);

    /// <summary>A browser that follows redirects, with cookies of its own.</summary>
    public Browser Browser()
    {
        var cookies = new CookieContainer();
        return new(new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = Address }, cookies);
    }

    public async Task<UserAccount> AccountAsync(string signInName)
    {
        await using var db = Open();
        return await db.Set<UserAccount>().AsNoTracking().FirstAsync(account => account.SignInName == signInName);
    }

    /// <summary>The code an authenticator shows now, or so many steps away.</summary>
    public string CodeOf(string signInName, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(Keys[signInName])).ComputeTotp(Clock.Now.UtcDateTime.AddSeconds(30 * steps));

    /// <summary>Goes from the one-time code to a session: a password, an authenticator, its first code.</summary>
    public async Task<Browser> EnrolAsync(string signInName, string password = Password)
    {
        var browser = Browser();
        await browser.SendAsync("/sign-in/first", ("name", signInName), ("code", Codes[signInName]));
        Assert.EndsWith("/sign-in/password", browser.Path, StringComparison.Ordinal);
        await browser.SendAsync(null, ("password", password), ("again", password));
        Assert.EndsWith("/sign-in/authenticator", browser.Path, StringComparison.Ordinal);
        Keys[signInName] = Key().Match(browser.Page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        await browser.SendAsync(null, ("code", CodeOf(signInName)));
        Assert.DoesNotContain("/sign-in", browser.Path, StringComparison.Ordinal);
        return browser;
    }

    /// <summary>Password and code; moves on one step first, since each code counts once.</summary>
    public async Task<Browser> SignInAsync(string signInName, string password = Password)
    {
        Clock.Now += TimeSpan.FromSeconds(30);
        var browser = Browser();
        await browser.SendAsync("/sign-in", ("name", signInName), ("password", password));
        await browser.SendAsync(null, ("code", CodeOf(signInName)));
        return browser;
    }

    public async Task<List<SecurityEvent>> EventsAsync(SecurityEventKind kind)
    {
        await using var db = Open();
        return await db.Set<SecurityEvent>().AsNoTracking().Where(what => what.Kind == kind).OrderBy(what => what.At).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    [GeneratedRegex("密钥</dt>\\s*<dd>\\s*<code>([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();
}

/// <summary>A browser without script: where it stands, what it shows, and sending the form that is shown.</summary>
internal sealed partial class Browser(HttpClient client, CookieContainer cookies)
{
    public HttpStatusCode Status { get; private set; }

    public string Path { get; private set; } = "/";

    public string Page { get; private set; } = "";

    public HttpClient Client => client;

    /// <summary>The same person's, that stops at the first answer.</summary>
    public HttpClient Halting() => new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = client.BaseAddress };

    public async Task<Browser> OpenAsync(string address)
    {
        client.DefaultRequestHeaders.Accept.Clear();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await ShowAsync(await client.GetAsync(address));
        return this;
    }

    /// <summary>Opens the page, or stays on the one shown, and posts its form with the fields typed.</summary>
    /// <param name="form">Name of the form, where there are several.</param>
    public async Task<Browser> SendAsync(string? address, IEnumerable<(string Name, string Value)> typed, string? form = null)
    {
        if (address is not null)
        {
            await OpenAsync(address);
        }

        var fields = FieldsOf(Page, form);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        await ShowAsync(await client.PostAsync(Path, new FormUrlEncodedContent(fields)));
        return this;
    }

    public Task<Browser> SendAsync(string? address, params (string Name, string Value)[] typed) => SendAsync(address, typed, null);

    private async Task ShowAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            (Status, Path, Page) = (answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery, await answer.Content.ReadAsStringAsync());
        }
    }

    private static Dictionary<string, string> FieldsOf(string page, string? form)
    {
        var forms = Forms().Matches(page).Select(found => found.Value).Where(text => text.Contains("class=\"form\"", StringComparison.Ordinal));
        var chosen = forms.First(text => form is null || text.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        return Inputs().Matches(chosen)
            .Select(input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value")))
            .Where(input => input.Name.Length > 0).DistinctBy(input => input.Name)
            .ToDictionary(input => input.Name, input => WebUtility.HtmlDecode(input.Value));
    }

    private static string Attribute(string tag, string name) => Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<(?:input|textarea|select)[^>]*>")]
    private static partial Regex Inputs();
}
