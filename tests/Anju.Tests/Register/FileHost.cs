using System.Net;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Anju.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Register;

/// <summary>The whole product over a small demonstration city that stands still on one day, judged for its last month.</summary>
public sealed partial class FileHost : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2025, 11, 20);

    private TestDatabase database = null!;
    private WebApplication app = null!;

    internal IServiceProvider Services => app.Services;

    internal Databases Databases => Services.GetRequiredService<Databases>();

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.MigratedAsync();
        app = AnjuHost.Build(new HostSettings(database.Folder, database.Address, "http://127.0.0.1:0", Today, Links: true, Paces: PaceRules.Free));
        var filled = await DemoCity.FillAsync(Databases, new DemoOptions { Households = 60, HistoryMonths = 6, Today = Today }, TimeProvider.System, null, CancellationToken.None);
        Assert.True(filled.IsOk, filled.Refusal?.Message);
        var run = await Services.GetRequiredService<RunMonth>().RunAsync(Month.Of(Today), Today, "测试", null, CancellationToken.None);
        Assert.True(run.IsOk, run.Refusal?.Message);
        await using (var db = Databases.Open(Actor.System))
        {
            Given.Holder(db, "city", "市主管", "市专班", Role.CityLead);
            Given.Holder(db, "guiyang", "桂阳专干", "桂阳县专班", Role.CountyOfficer, "431021");
            Given.Holder(db, "auditor", "审计员", "市审计局", Role.Auditor);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await app.StartAsync();
    }

    /// <summary>A browser without script, signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string user)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        (await client.GetAsync(Services.GetRequiredService<SignInLinks>().For(user), TestContext.Current.CancellationToken)).Dispose();
        return client;
    }

    /// <summary>Fills in the form of a page as it stands and posts it.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, params (string Name, string Value)[] typed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var html = await client.GetStringAsync(page, cancellation);
        var form = html[html.IndexOf("<form class=\"form\"", StringComparison.Ordinal)..];
        var fields = Inputs().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)])
            .Select(input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value"), input.Value))
            .Where(input => input.Name.Length > 0 && (!input.Item3.Contains("type=\"radio\"", StringComparison.Ordinal) || input.Item3.Contains(" checked", StringComparison.Ordinal)))
            .Where(input => !input.Item3.Contains("type=\"checkbox\"", StringComparison.Ordinal))
            .ToDictionary(input => input.Name, input => WebUtility.HtmlDecode(input.Value));
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        return await client.PostAsync(page, new FormUrlEncodedContent(fields), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private static string Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Inputs();
}
