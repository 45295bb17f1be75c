using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// The product, published for this kind of machine, from the start of its process to the last byte of the first page a signed-in person sees, the
/// city's dashboard over an existing database; and how large what was published is. Beside it stands the same program when
/// it only says its version: the runtime's own start.
/// </summary>
internal static class StartBenchmark
{
    private const string Copy = "start_run";
    private static readonly DemoOptions Demo = new();

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        report.Title($"Start of the published product, {ground.Kind}");
        var published = Path.Combine(ground.Folder, "published");
        await PublishAsync(published);
        var size = Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1e6;
        report.AtMost("size of what is published", size, 60, "MB");

        await ground.CopyAsync(await Registers.DemoAsync(ground, sizes.City), Copy);
        var cookies = await PrepareAsync(ground);
        var (start, bare) = (new List<(double Wall, double Processor)>(), new List<double>());
        for (var round = 0; round <= sizes.Rounds; round++)
        {
            start.Add(await OnceAsync(ground, published, cookies));
            var begun = Stopwatch.GetTimestamp();
            using var version = Process.Start(new ProcessStartInfo(Program(published), "--version") { RedirectStandardOutput = true })!;
            await version.WaitForExitAsync();
            bare.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }

        report.Line($"the runtime's own start: {bare.Min():0.00} s");
        report.AtMost(
            "start to first page", start.Min(x => x.Wall), 2, "s",
            $"median {start.Select(x => x.Wall).Order().ElementAt(start.Count / 2):0.00} s, processor {start.Min(x => x.Processor):0.00} s");
        await ground.DropAsync(Copy);
    }

    private static async Task PublishAsync(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Anju.slnx")))
        {
            root = root.Parent;
        }

        var project = Path.Combine((root ?? throw new InvalidOperationException("Run it inside the repository.")).FullName, "src", "Anju.Web");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "-v", "q", "-r", RuntimeInformation.RuntimeIdentifier, "--no-self-contained", "-o", folder]) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException(said);
        }
    }

    /// <summary>A judged month, the accounts, and somebody signed in, as an earlier day left them.</summary>
    private static async Task<CookieContainer> PrepareAsync(Ground ground)
    {
        await using var app = AnjuHost.Build(new HostSettings(ground.DataOf(Copy), ground.Address(Copy), "http://127.0.0.1:0", Demo.Today, Links: true));
        await app.Services.GetRequiredService<RunMonth>().RunAsync(Month.Of(Demo.Today), Demo.Today, "测速", null, default);
        await DemoAccounts.EnsureAsync(app.Services.GetRequiredService<Databases>(), Demo, default);
        var users = await DemoAccounts.HoldersAsync(app.Services, default);
        await app.StartAsync();
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = new Uri(app.Urls.First()) };
        await client.GetAsync(app.Services.GetRequiredService<SignInLinks>().For(users.First(user => user.Role == Role.CityLead).Id));
        await app.StopAsync();
        return cookies;
    }

    private static async Task<(double Wall, double Processor)> OnceAsync(Ground ground, string published, CookieContainer cookies)
    {
        var address = new Uri("http://127.0.0.1:" + FreePort());
        string[] database = ground.Server is null ? [] : ["--db", ground.Address(Copy).Connection];
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        var begun = Stopwatch.GetTimestamp();
        using var server = Process.Start(new ProcessStartInfo(
            Program(published), ["serve", "--data", ground.DataOf(Copy), "--urls", address.ToString(), .. database]) { RedirectStandardOutput = true, Environment = { [MasterKey.FileSetting] = ground.MasterKeyFile } })!;
        try
        {
            var page = await FirstPageAsync(client, server);
            var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            return page.Contains("稳定就业", StringComparison.Ordinal) ? (took, server.TotalProcessorTime.TotalSeconds) : throw new InvalidOperationException("The first page is not the dashboard.");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<string> FirstPageAsync(HttpClient client, Process server)
    {
        while (!server.HasExited)
        {
            try
            {
                return await client.GetStringAsync("/");
            }
            catch (HttpRequestException notYet) when (notYet.HttpRequestError == HttpRequestError.ConnectionError)
            {
                await Task.Delay(5);
            }
        }

        throw new InvalidOperationException("The server ended before its first page.");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program(string published) => Path.Combine(published, OperatingSystem.IsWindows() ? "Anju.Web.exe" : "Anju.Web");
}
