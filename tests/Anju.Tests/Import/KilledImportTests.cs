using System.Diagnostics;
using System.Net;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Import;

/// <summary>The real program, killed in the middle of an import: all rows or none, and the wizard goes on.</summary>
[OnBothDatabases]
public sealed class KilledImportTests : IAsyncLifetime
{
    private const int People = 4_000;
    private const int Kills = 3;

    private readonly Random random = new();
    private readonly List<string> killedAt = [];
    private TestDatabase? database;
    private byte[] file = [];
    private int people;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await WizardHost.DatabaseAsync();
        using var stream = new MemoryStream();
        people = DemoWorkbook.WriteClean(stream, WizardHost.City, People);
        file = stream.ToArray();
    }

    public ValueTask DisposeAsync() => database!.DisposeAsync();

    [Fact]
    public async Task A_server_killed_while_it_checks_and_writes_leaves_all_or_nothing_and_the_wizard_goes_on()
    {
        var cookies = await SignInAsync();
        var server = await ServeAsync();
        var wizard = WizardOn(server, cookies);
        try
        {
            await wizard.UploadAsync(file, "全市.xlsx");
            await wizard.BeginCheckAsync();
            (server, wizard) = await KillAndGoOnAsync(server, wizard, cookies, most: 800);
            Assert.Equal(0, await WizardHost.PeopleAsync(database!.Databases));
            var page = await wizard.WaitAsync();
            Assert.Equal(people, Wizard.Totals(page).Imported);

            for (var i = 0; i < Kills && !page.Contains("导入完成", StringComparison.Ordinal); i++)
            {
                await wizard.PageAsync("?step=confirm");
                await wizard.PostAsync("commit", ("reason", "全市核实"));
                (server, wizard) = await KillAndGoOnAsync(server, wizard, cookies, most: 1_500);
                page = await wizard.WaitAsync();
                Assert.Equal(page.Contains("导入完成", StringComparison.Ordinal) ? people : 0, await WizardHost.PeopleAsync(database!.Databases));
                Assert.True(await WizardTests.TieOutsAsync(database!.Databases), string.Join('；', killedAt));
            }

            page = page.Contains("导入完成", StringComparison.Ordinal) ? page : await CommitAsync(wizard);
            Assert.Contains("导入完成", page, StringComparison.Ordinal);
            Assert.Equal(people, await WizardHost.PeopleAsync(database!.Databases));
            Assert.True(await WizardTests.TieOutsAsync(database!.Databases));
        }
        finally
        {
            Kill(server);
        }
    }

    [Fact]
    public async Task An_import_command_killed_at_any_moment_leaves_all_or_nothing()
    {
        var path = Path.Combine(database!.Folder, "全市.xlsx");
        await File.WriteAllBytesAsync(path, file, Stop);
        for (var i = 0; i < Kills && await WizardHost.PeopleAsync(database.Databases) == 0; i++)
        {
            var command = AnjuProgram.Start(database, "import", "persons", path);
            _ = command.StandardError.ReadToEndAsync(Stop);
            // It takes about half a second to start; then it reads, judges and writes.
            await Task.Delay(random.Next(400, 3_000), Stop);
            Kill(command);
            await ReleasedAsync();
            Assert.Contains(await WizardHost.PeopleAsync(database.Databases), (int[])[0, people]);
            Assert.True(await WizardTests.TieOutsAsync(database.Databases));
        }

        var whole = await AnjuProgram.RunAsync(database, "import", "persons", path);
        Assert.Equal(0, whole.Code);
        Assert.Contains($"导入 {people}", whole.Output, StringComparison.Ordinal);
        Assert.Equal(people, await WizardHost.PeopleAsync(database.Databases));
        Assert.True(await WizardTests.TieOutsAsync(database.Databases));
    }

    private static async Task<string> CommitAsync(Wizard wizard)
    {
        await wizard.PageAsync("?step=confirm");
        return await wizard.CommitAsync("全市核实");
    }

    private async Task<((Process Process, Uri Address) Server, Wizard Wizard)> KillAndGoOnAsync(
        (Process Process, Uri Address) server, Wizard wizard, CookieContainer cookies, int most)
    {
        var after = random.Next(most);
        await Task.Delay(after, Stop);
        await using (var db = database!.Databases.Open(Actor.System))
        {
            killedAt.Add($"{(await db.Set<ImportSession>().AsNoTracking().SingleAsync(Stop)).State} {after} ms");
        }

        Kill(server);
        await ReleasedAsync();
        server = await ServeAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(killedAt[^1]);
        return (server, WizardOn(server, cookies, wizard.Address));
    }

    /// <summary>The server of the database notices that the other end is gone, and rolls back.</summary>
    private async Task ReleasedAsync()
    {
        if (database!.Address.IsSqlite)
        {
            return;
        }

        await using var db = database.Databases.Open(Actor.System);
        while ((await db.Database.SqlQuery<int>(
            $"SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()").ToListAsync(Stop))[0] > 0)
        {
            await Task.Delay(20, Stop);
        }
    }

    private async Task<(Process Process, Uri Address)> ServeAsync()
    {
        var process = AnjuProgram.Start(database!, "serve", "--urls", "http://127.0.0.1:0");
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.Split('：') is [.., var address] && Uri.TryCreate(address.Trim(), UriKind.Absolute, out var found))
            {
                _ = process.StandardOutput.ReadToEndAsync(Stop);
                _ = process.StandardError.ReadToEndAsync(Stop);
                return (process, found);
            }
        }

        throw new InvalidOperationException("The server did not start: " + await process.StandardError.ReadToEndAsync(Stop));
    }

    private static void Kill((Process Process, Uri Address) server) => Kill(server.Process);

    private static void Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static Wizard WizardOn((Process Process, Uri Address) server, CookieContainer cookies, string address = "") => new(
        new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = server.Address }) { Address = address };

    /// <summary>The keys lie in the data folder: who signed in to one process is signed in to the next.</summary>
    private async Task<CookieContainer> SignInAsync()
    {
        await using var app = AnjuHost.Build(new HostSettings(database!.Folder, database.Address, "http://127.0.0.1:0", Links: true));
        await app.StartAsync(Stop);
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new Uri(app.Urls.First()) };
        (await client.GetAsync(app.Services.GetRequiredService<SignInLinks>().For(await WizardHost.UserAsync(database.Databases, Role.CityLead)), Stop)).Dispose();
        return cookies;
    }
}
