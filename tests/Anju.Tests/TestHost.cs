using System.Net;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests;

/// <summary>
/// The whole product on a free port with a small invented city in a <see cref="TestDatabase"/>. People sign in through
/// sign-in links.
/// </summary>
public sealed partial class TestHost : IAsyncLifetime
{
    public static readonly DemoOptions City = new() { Households = 300, Seed = 7, HistoryMonths = 3 };

    private TestDatabase? database;
    private WebApplication? app;
    private IReadOnlyList<Holder> users = [];

    public IServiceProvider Services => app!.Services;

    public LedgerCatalogue Catalogue => Services.GetRequiredService<LedgerCatalogue>();

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.LikeAsync(nameof(TestHost), databases => DemoCity.FillAsync(databases, City, TimeProvider.System, null, CancellationToken.None));
        app = AnjuHost.Build(new HostSettings(database.Folder, database.Address, "http://127.0.0.1:0", City.Today, Links: true, Paces: PaceRules.Free));
        await DemoAccounts.EnsureAsync(database.Databases, City, CancellationToken.None);
        users = await DemoAccounts.HoldersAsync(Services, CancellationToken.None);
        await app.StartAsync();
    }

    /// <summary>A browser signed in as the first user of the role, in the county if one is named. Redirects are not followed.</summary>
    public async Task<HttpClient> SignInAsync(Role role, string? county = null)
    {
        var user = UserOf(role, county);
        var client = Anonymous();
        var answer = await client.GetAsync(Services.GetRequiredService<SignInLinks>().For(user.Id));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>The same of one named user of the demonstration, such as <c>22-auditor-outward-jobs</c> by its end.</summary>
    public async Task<HttpClient> SignInAsync(string user)
    {
        var client = Anonymous();
        var answer = await client.GetAsync(Services.GetRequiredService<SignInLinks>().For(users.Single(one => one.Id.EndsWith(user, StringComparison.Ordinal)).Id));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public HttpClient Anonymous() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app!.Urls.First()) };

    /// <summary>The register as the user of the role sees it.</summary>
    public AnjuDb OpenAs(Role role, string? county = null) => Services.GetRequiredService<Databases>().Open(ActorOf(role, county));

    public Actor ActorOf(Role role, string? county = null) => UserOf(role, county).Actor;

    public AnjuDb Open() => Services.GetRequiredService<Databases>().Open(Actor.System);

    /// <summary>Opens the page of a form and posts it back with some fields changed.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string address, params (string Name, string Value)[] changes) =>
        await PostAsync(client, address, await FieldsAsync(client, address), changes);

    public static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string address, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] changes) =>
        client.PostAsync(address, new FormUrlEncodedContent(fields
            .Where(field => !changes.Any(change => change.Name == field.Key))
            .Concat(changes.Select(change => KeyValuePair.Create(change.Name, change.Value)))));

    /// <summary>What a browser would post from the last form of the page if nothing was touched.</summary>
    public static async Task<List<KeyValuePair<string, string>>> FieldsAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Fields(await answer.Content.ReadAsStringAsync());
    }

    public static List<KeyValuePair<string, string>> Fields(string page)
    {
        var form = page[page.LastIndexOf("<form class=\"form\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = new List<KeyValuePair<string, string>>();
        foreach (Match input in Inputs().Matches(form))
        {
            var tag = input.Groups["tag"].Value;
            var name = Attribute(tag, "name");
            if (name is null || tag.Contains("disabled", StringComparison.Ordinal)
                || (Attribute(tag, "type") is "radio" or "checkbox" && !tag.Contains("checked", StringComparison.Ordinal)))
            {
                continue;
            }

            var value = tag.StartsWith("<select", StringComparison.Ordinal) ? Selected(input.Value)
                : tag.StartsWith("<textarea", StringComparison.Ordinal) ? WebUtility.HtmlDecode(input.Groups["inner"].Value)
                : Attribute(tag, "value") ?? "";
            fields.Add(new(name, value));
        }

        return fields;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    private Holder UserOf(Role role, string? county) => users.First(user => user.Role == role && (county is null || user.CountyCode == county));

    private static string Selected(string select) =>
        Options().Matches(select).FirstOrDefault(option => option.Value.Contains("selected", StringComparison.Ordinal)) is { } chosen
            ? Attribute(chosen.Value, "value") ?? ""
            : "";

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("(?<tag><input[^>]*>)|(?<tag><textarea[^>]*>)(?<inner>.*?)</textarea>|(?<tag><select[^>]*>).*?</select>", RegexOptions.Singleline)]
    private static partial Regex Inputs();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Options();
}
