using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Anju.Tests;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Anju.Browser.Tests.Product;

/// <summary>The whole product over a small invented city, judged for its last two months, on either database.</summary>
internal sealed partial class DemoServer : IAsyncDisposable
{
    /// <summary>A larger city holds this one: its workbooks bring these households again and some more.</summary>
    public static readonly DemoOptions City = new() { Households = 1_500, HistoryMonths = 4 };

    private readonly TestDatabase database;
    private readonly WebApplication app;
    private readonly IReadOnlyList<Holder> users;

    private DemoServer(TestDatabase database, WebApplication app, IReadOnlyList<Holder> users)
    {
        this.database = database;
        this.app = app;
        this.users = users;
    }

    public static Month Latest => Month.Of(City.Today);

    public string Root => app.Urls.First();

    public IServiceProvider Services => app.Services;

    public AnjuDb Open() => database.Databases.Open(Actor.System);

    public static async Task<DemoServer> StartAsync(bool onServer)
    {
        var database = await TestDatabase.LikeAsync(nameof(DemoServer), FillAsync, onServer);
        var app = AnjuHost.Build(new HostSettings(database.Folder, database.Address, "http://127.0.0.1:0", City.Today, Demo: true, Paces: PaceRules.Free));
        await DemoAccounts.EnsureAsync(database.Databases, City, CancellationToken.None);
        await app.StartAsync();
        return new(database, app, await DemoAccounts.HoldersAsync(app.Services, CancellationToken.None));
    }

    /// <summary>A page of somebody of the role, signed in, <paramref name="width"/> CSS pixels wide.</summary>
    public async Task<IPage> SignInAsync(Chromium chromium, Role role, int width, string? county = null, bool script = true)
    {
        var page = await chromium.OpenAsync(Root, width, script);
        var user = users.First(one => one.Role == role && (county is null || one.CountyCode == county));
        await page.GotoAsync(Services.GetRequiredService<SignInLinks>().For(user.Id));
        return page;
    }

    /// <summary>Keeps a picture where ANJU_SCREENSHOTS says, for the eyes of whoever reads the run.</summary>
    public static async Task PictureAsync(IPage page, string name, bool whole = true)
    {
        if (Environment.GetEnvironmentVariable("ANJU_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, NotInNames().Replace(name, "-") + ".png"), FullPage = whole });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task FillAsync(Databases databases)
    {
        await DemoCity.FillAsync(databases, City, TimeProvider.System, null, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("anju-fill-");
        await using (var host = AnjuHost.Build(new HostSettings(folder.FullName, databases.Address, "http://127.0.0.1:0", City.Today)))
        {
            var months = host.Services.GetRequiredService<RunMonth>();
            await months.RunAsync(Latest.Previous, Latest.First.AddDays(9), "演示", null, CancellationToken.None);
            await months.RunAsync(Latest, City.Today, "演示", null, CancellationToken.None);
        }

        folder.Delete(recursive: true);
    }

    [GeneratedRegex("[^A-Za-z0-9-]+")]
    private static partial Regex NotInNames();
}
