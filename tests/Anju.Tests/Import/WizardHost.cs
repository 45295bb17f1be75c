using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Import;

/// <summary>The whole product on a register that has sites, accounts and no people; it can be started again on the same data.</summary>
public sealed class WizardHost : IAsyncLifetime
{
    public const string Guiyang = "431021";
    public const string Yizhang = "431022";

    public static readonly DemoOptions City = new() { Households = 2_000 };

    private readonly Dictionary<string, CookieContainer> signedIn = [];
    private TestDatabase? database;
    private WebApplication? app;

    public Databases Databases => database!.Databases;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TestDatabase> DatabaseAsync() => await TestDatabase.LikeAsync(nameof(WizardHost), FillAsync);

    public async ValueTask InitializeAsync()
    {
        database = await DatabaseAsync();
        await StartAsync();
    }

    public async Task RestartAsync()
    {
        await app!.DisposeAsync();
        await StartAsync();
    }

    /// <summary>A browser without script, signed in as the officer of a county. Redirects are not followed.</summary>
    internal async Task<Wizard> OfficerAsync(string county = Guiyang) => new(await SignInAsync(Role.CountyOfficer, county));

    public async Task<HttpClient> SignInAsync(Role role, string? county = null)
    {
        var user = await UserAsync(Databases, role, county);
        var isNew = signedIn.TryAdd(user, new CookieContainer());
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = signedIn[user] }) { BaseAddress = new Uri(app!.Urls.First()) };
        if (isNew)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(app.Services.GetRequiredService<SignInLinks>().For(user), Stop)).StatusCode);
        }

        return client;
    }

    public static async Task<string> UserAsync(Databases databases, Role role, string? county = null)
    {
        await using var db = databases.Open(Actor.System);
        return (await db.Set<Post>().FirstAsync(post => post.Role == role && post.CountyCode == county, Stop)).UserId;
    }

    public Task<int> PeopleAsync() => PeopleAsync(Databases);

    public static async Task<int> PeopleAsync(Databases databases)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<Person>().CountAsync(Stop);
    }

    /// <summary>Rows of every table but those of the wizard itself and the traces of signing in.</summary>
    public async Task<Dictionary<string, long>> CountsAsync()
    {
        await using var db = Databases.Open(Actor.System);
        var counts = new Dictionary<string, long>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Where(table => !table.StartsWith("import", StringComparison.OrdinalIgnoreCase) && table is not ("user_session" or "security_event")))
        {
            await using var count = await BulkRead.CommandAsync(db, $"SELECT COUNT(*) FROM \"{table}\"", [], Stop);
            counts[table] = Convert.ToInt64(await count.ExecuteScalarAsync(Stop), System.Globalization.CultureInfo.InvariantCulture);
        }

        return counts;
    }

    public async Task ChangeSessionsAsync(Func<ImportSession, bool> which, Action<ImportSession> change)
    {
        await using var db = Databases.Open(Actor.System);
        foreach (var session in (await db.Set<ImportSession>().ToListAsync(Stop)).Where(which))
        {
            change(session);
        }

        await db.SaveChangesAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        await database!.DisposeAsync();
    }

    private async Task StartAsync()
    {
        app = AnjuHost.Build(new HostSettings(database!.Folder, database.Address, "http://127.0.0.1:0", City.Today, Links: true, Paces: PaceRules.Free));
        await app.StartAsync();
    }

    private static async Task FillAsync(Databases databases)
    {
        await DemoAccounts.EnsureAsync(databases, City, CancellationToken.None);
        await using var db = databases.Open(Actor.System);
        await using var change = await Change.BeginAsync(db, Origin.Demo, "安置点", TimeProvider.System, CancellationToken.None);
        await change.InsertAsync([.. DemoCity.Generate(City).Select(batch => batch.Site)], CancellationToken.None);
        await change.CommitAsync(CancellationToken.None);
    }
}

/// <summary>One import through its pages, as somebody does it who sees only what the pages show.</summary>
internal sealed partial class Wizard(HttpClient client)
{
    private string token = "";

    public string Address { get; set; } = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Uploads, and gives the page that answers.</summary>
    public async Task<string> UploadAsync(byte[] file, string name = "花名册.xlsx", string ledger = "person", string? county = null)
    {
        await ReadAsync($"/import/{ledger}");
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(token), "__RequestVerificationToken");
        if (county is not null)
        {
            form.Add(new StringContent(county), "county");
        }

        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "file", name);
        using var answer = await client.PostAsync($"/import/{ledger}/upload", form, Stop);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Address = answer.Headers.Location!.ToString();
        return await ReadAsync(Address);
    }

    /// <summary>Uploads and checks without touching a column; gives the preview.</summary>
    public async Task<string> CheckAsync(byte[] file, string name = "花名册.xlsx", string ledger = "person", string? county = null)
    {
        Assert.Contains("开始检查", await UploadAsync(file, name, ledger, county), StringComparison.Ordinal);
        return await ColumnsAsync();
    }

    public async Task<string> ColumnsAsync(params (string Name, string Value)[] changes)
    {
        await BeginCheckAsync(changes);
        return await WaitAsync();
    }

    public async Task BeginCheckAsync(params (string Name, string Value)[] changes)
    {
        var fields = await TestHost.FieldsAsync(client, Address + "?step=columns");
        using var answer = await TestHost.PostAsync(client, Address + "/columns", fields, changes);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async Task<string> CommitAsync(string reason = "2025年11月全员核实表")
    {
        await PostAsync("commit", ("reason", reason));
        return await WaitAsync();
    }

    /// <summary>Posts with the token of the page last read; gives the page that it leads to.</summary>
    public async Task<string> PostAsync(string step, params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync(step, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await ReadAsync(answer.Headers.Location!.ToString());
    }

    public Task<HttpResponseMessage> SendAsync(string step, params (string Name, string Value)[] fields) => client.PostAsync(
        $"{Address}/{step}",
        new FormUrlEncodedContent(fields.Append((Name: "__RequestVerificationToken", Value: token)).Select(field => KeyValuePair.Create(field.Name, field.Value))),
        Stop);

    public Task<string> PageAsync(string query = "") => ReadAsync(Address + query);

    /// <summary>The page of the session once nothing is under way any more.</summary>
    public async Task<string> WaitAsync()
    {
        for (var until = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromSeconds(60);)
        {
            var page = await ReadAsync(Address);
            if (!page.Contains(">停止</button>", StringComparison.Ordinal))
            {
                return page;
            }

            await Task.Delay(25, Stop);
        }

        throw new TimeoutException("The import did not come to an end.");
    }

    /// <summary>读取 = 导入 + 退回 + 待定 + 跳过, as the page says it.</summary>
    public static (int Read, int Imported, int Rejected, int Held, int Skipped) Totals(string page)
    {
        var found = Sum().Match(page);
        Assert.True(found.Success, page);
        var numbers = Enumerable.Range(1, 5).Select(i => int.Parse(found.Groups[i].Value, System.Globalization.NumberStyles.AllowThousands)).ToArray();
        return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    /// <summary>Blank rows, as the page tells of them beside the sum.</summary>
    public static int Blank(string page) =>
        BlankRows().Match(page) is { Success: true } found ? int.Parse(found.Groups[1].Value, System.Globalization.NumberStyles.AllowThousands) : 0;

    /// <summary>The row of a table with a link to the address.</summary>
    public static string RowOf(string page, string address) =>
        page.Split("<tr").Single(row => row.Contains($"href=\"{address}\"", StringComparison.Ordinal)).Split("</tr>")[0];

    /// <summary>Rows shown by the pager of the preview.</summary>
    public async Task<int> ShownAsync(string filter)
    {
        var page = await PageAsync("?step=preview&" + filter);
        return page.Contains("没有符合条件的行", StringComparison.Ordinal) ? 0 : int.Parse(Total().Match(page).Groups[1].Value, System.Globalization.NumberStyles.AllowThousands);
    }

    public async Task<byte[]> DownloadAsync(string what)
    {
        using var answer = await client.GetAsync($"{Address}/{what}", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Stop);
    }

    public async Task<HttpStatusCode> StatusAsync() => (await client.GetAsync(Address, Stop)).StatusCode;

    public async Task<string> ReadAsync(string address)
    {
        using var answer = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        token = Token().Match(page) is { Success: true } found ? found.Groups[1].Value : token;
        return WebUtility.HtmlDecode(page);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex(@"读取 ([\d,]+) = 导入 ([\d,]+) \+ 退回 ([\d,]+) \+ 待定 ([\d,]+) \+ 跳过 ([\d,]+)")]
    private static partial Regex Sum();

    [GeneratedRegex(@"另有 ([\d,]+) 个空行")]
    private static partial Regex BlankRows();

    [GeneratedRegex(@"共\s*([\d,]+)\s*行")]
    private static partial Regex Total();
}
