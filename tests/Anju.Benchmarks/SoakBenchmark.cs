using System.Diagnostics;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// Hours of a working day in one go (requirement G3): people reading lists, files and desks, exports, a workbook imported and taken
/// back, the month run again and again. Memory, open files, threads and the write-ahead log are looked at all the while: what they
/// are at the end is compared with what they were once everything had been done for the first time.
/// </summary>
internal static class SoakBenchmark
{
    private const string Copy = "soak_run";
    private const int Readers = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private sealed record Sample(double Memory, double Files, double Threads, double Log);

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        var options = new DemoOptions { Households = sizes.City };
        await ground.CopyAsync(await Registers.DemoAsync(ground, sizes.City), Copy);
        await using var app = AnjuHost.Build(new HostSettings(ground.DataOf(Copy), ground.Address(Copy), "http://127.0.0.1:0", options.Today, Links: true, Paces: PaceRules.Free));
        var databases = app.Services.GetRequiredService<Databases>();
        await DemoAccounts.EnsureAsync(databases, options, default);
        var users = await DemoAccounts.HoldersAsync(app.Services, default);
        await app.StartAsync();

        // A larger city holds this one: most of it is here, some of it otherwise, some is new.
        var workbook = Path.Combine(ground.Folder, $"soak_{sizes.City}.xlsx");
        await using (var file = File.Create(workbook))
        {
            DemoWorkbook.WriteClean(file, options with { Households = sizes.City * 3 }, Math.Min(6_000, sizes.City * 12));
        }

        report.Title($"Soak of {sizes.Minutes:0.##} minutes, {sizes.City:N0} households, {ground.Kind}");
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(sizes.Minutes));
        var (samples, asked, imported, months) = (new List<Sample>(), 0, 0, 0);
        var work = Enumerable.Range(0, Readers).Select(reader => Until(async () =>
        {
            await ReadAsync(app, users[reader % users.Count], reader, over.Token);
            Interlocked.Increment(ref asked);
            await Task.Delay(Pause, over.Token);
        }, over.Token)).ToList();
        work.Add(Until(async () =>
        {
            await ImportAndUndoAsync(app.Services, databases, workbook, over.Token);
            Interlocked.Increment(ref imported);
            await Task.Delay(Pause * 100, over.Token);
        }, over.Token));
        work.Add(Until(async () =>
        {
            await app.Services.GetRequiredService<RunMonth>().RunAsync(Month.Of(options.Today), options.Today, "测速", null, over.Token);
            Interlocked.Increment(ref months);
            await Task.Delay(Pause * 200, over.Token);
        }, over.Token));
        work.Add(Until(async () =>
        {
            samples.Add(Now(ground));
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(5, sizes.Minutes * 60 / 40)), over.Token);
        }, over.Token));
        await Task.WhenAll(work);
        report.Line($"{asked:N0} pages and files, {imported:N0} imports taken back, {months:N0} monthly runs, {samples.Count:N0} samples");

        var early = samples.Skip(samples.Count / 4).Take(Math.Max(1, samples.Count / 4)).ToList();
        var late = samples.TakeLast(Math.Max(1, samples.Count / 4)).ToList();
        Flat("memory", one => one.Memory, "MB", 1.15);
        Flat("open files", one => one.Files, "", 1.15);
        Flat("threads", one => one.Threads, "", 1.15);
        if (ground.Server is null)
        {
            Flat("write-ahead log", one => one.Log, "MB", 1.15);
        }

        await app.StopAsync();
        await ground.DropAsync(Copy);

        void Flat(string name, Func<Sample, double> of, string unit, double target)
        {
            var (before, after) = (Middle(early.Select(of)), Middle(late.Select(of)));
            report.AtMost($"{name}, last quarter of the second", before == 0 ? 1 : after / before, target, "×", $"{before:0.#} then {after:0.#} {unit}, at most {samples.Max(of):0.#}".Replace("  ", " ", StringComparison.Ordinal));
        }
    }

    /// <summary>Over and over; anything but the end of the time is a fault and ends the run.</summary>
    private static async Task Until(Func<Task> once, CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                await once();
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            // Broken off in the middle, as by a server that stops.
        }
    }

    private static async Task ReadAsync(Microsoft.AspNetCore.Builder.WebApplication app, Holder user, int turn, CancellationToken cancellation)
    {
        string[] addresses =
        [
            "/", "/households", "/persons", "/ledgers/employment-spell", "/work", "/indicators", "/policy/chapters/1", "/quality", "/service-desk", "/households?size=100", "/ledgers/site/export?format=xlsx",
            "/ledgers/work-relief/export?format=csv", "/cases", "/exports",
        ];

        // A session of its own each time: signing in and out is part of the day.
        using var client = await ListBenchmark.SignInAsync(app, user);
        foreach (var address in addresses.Skip(turn).Concat(addresses.Take(turn)))
        {
            using var answer = await client.GetAsync(address, cancellation);
            if ((int)answer.StatusCode >= 500)
            {
                throw new InvalidOperationException($"{address}: {answer.StatusCode}");
            }

            await answer.Content.CopyToAsync(Stream.Null, cancellation);
        }
    }

    private static async Task ImportAndUndoAsync(IServiceProvider services, Databases databases, string workbook, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(workbook);
        await using var db = databases.Open(Actor.System);
        var desk = ActivatorUtilities.CreateInstance<ImportDesk>(services, db);
        var run = await desk.ImportAsync(services.GetRequiredService<ImportTargets>().Find("person")!, Path.GetFileName(workbook), file, null, "测速", null, cancellation);
        if (!run.IsOk || run.Value.Tally is { New: 0, Changed: 0 })
        {
            throw new InvalidOperationException(run.Refusal?.Message ?? run.Value.Tally.ToString());
        }

        var batch = await db.Set<JournalBatch>().OrderByDescending(x => x.Sequence).FirstAsync(x => x.Origin == Origin.Import, cancellation);
        await using var again = databases.Open(Actor.System);
        var undone = await Undo.RunAsync(again, batch.Id, "测速", TimeProvider.System, cancellation);
        if (undone.Refusal is { } stays)
        {
            throw new InvalidOperationException(stays.Message);
        }
    }

    private static Sample Now(Ground ground)
    {
        using var self = Process.GetCurrentProcess();
        var log = Path.Combine(ground.DataOf(Copy), "anju.db-wal");
        var files = Directory.Exists("/proc/self/fd") ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : self.HandleCount;
        return new(self.WorkingSet64 / 1048576.0, files, self.Threads.Count, File.Exists(log) ? new FileInfo(log).Length / 1048576.0 : 0);
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : 0;
}
