using System.Collections.Concurrent;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>How a started run stands: its last progress, and its end when it has one.</summary>
public sealed class StartedRun(Month month) : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public Month Month { get; } = month;

    public RunProgress Progress { get; internal set; }

    public Refusal? Refusal { get; internal set; }

    public bool Finished { get; internal set; }

    public bool Cancelled { get; internal set; }

    internal CancellationToken Token => stop.Token;

    public void Cancel() => stop.Cancel();

    public void Dispose() => stop.Dispose();
}

/// <summary>A run of a month whose row says that it is not finished, and that is none of this server's.</summary>
/// <param name="IsUnderWay">Another server, or the command line, is at it; otherwise it was broken off.</param>
public sealed record UnfinishedRun(MonthlyRun Run, int PartsDone, bool IsUnderWay);

/// <summary>Runs months behind the pages, one at a time for each month; pages ask how far it is.</summary>
public sealed class MonthRunner(RunMonth run, Databases databases, IEnumerable<IRunAftermath> aftermaths)
{
    private readonly ConcurrentDictionary<Month, StartedRun> started = new();

    public StartedRun? Of(Month month) => started.GetValueOrDefault(month);

    /// <summary>Starts a run, or joins the one of the month that is under way.</summary>
    public StartedRun Start(Month month, DateOnly judgedOn, string startedBy)
    {
        var fresh = new StartedRun(month);
        var current = started.AddOrUpdate(month, fresh, (_, before) => before.Finished ? fresh : before);
        if (current == fresh)
        {
            _ = Task.Run(() => RunAsync(fresh, judgedOn, startedBy), CancellationToken.None);
        }

        return current;
    }

    /// <summary>Stops the month's run wherever it is under way; nothing of it stays.</summary>
    public async Task CancelAsync(Month month, CancellationToken cancellation)
    {
        if (Of(month) is { Finished: false } own)
        {
            own.Cancel();
            return;
        }

        // Whoever is at it notices before the next part is written.
        await using var db = databases.Open(Actor.System);
        await db.Set<MonthlyRun>().Where(x => x.Month == month && (x.State == RunState.Running || x.State == RunState.Broken))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, RunState.Cancelled), cancellation);
    }

    /// <summary>The month's unfinished run that is none of this server's.</summary>
    public async Task<UnfinishedRun?> ElsewhereAsync(Month month, CancellationToken cancellation)
    {
        if (Of(month) is { Finished: false })
        {
            return null;
        }

        await using var db = databases.Open(Actor.System);
        var found = await db.Set<MonthlyRun>().AsNoTracking().Where(x => x.Month == month && (x.State == RunState.Running || x.State == RunState.Broken))
            .OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancellation);
        return found is null ? null : new(
            found, await db.Set<RunPart>().CountAsync(x => x.Run == found.Number, cancellation),
            found.State == RunState.Running && await RunTurn.IsTakenAsync(databases, month, cancellation));
    }

    private async Task RunAsync(StartedRun started, DateOnly judgedOn, string startedBy)
    {
        try
        {
            var result = await run.RunAsync(started.Month, judgedOn, startedBy, new Keeping(started), started.Token);
            started.Refusal = result.Refusal;
            foreach (var aftermath in result.IsOk ? aftermaths : [])
            {
                await aftermath.AfterAsync(result.Value, CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            started.Cancelled = true;
        }
        catch (Exception problem)
        {
            started.Refusal = new("RUN_FAILED", "运行中断。已判定的部分保留着，再次运行会接着做完；台账有变动时从头判定。");
            await Console.Error.WriteLineAsync(problem.ToString());
        }
        finally
        {
            started.Finished = true;
        }

        await SweepAsync();
    }

    /// <summary>The figures stand already; what the run put out of date is removed behind them.</summary>
    private async Task SweepAsync()
    {
        try
        {
            await run.SweepAsync(CancellationToken.None);
        }
        catch (Exception problem)
        {
            await Console.Error.WriteLineAsync(problem.ToString());
        }
    }

    private sealed class Keeping(StartedRun started) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => started.Progress = value;
    }
}
