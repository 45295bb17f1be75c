using System.Collections.Concurrent;
using Anju.Kernel;
using Microsoft.Extensions.Hosting;

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

/// <summary>Runs months behind the pages, one at a time for each month; pages ask how far it is.</summary>
public sealed class MonthRunner(RunMonth run, IHostApplicationLifetime lifetime)
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

    private async Task RunAsync(StartedRun started, DateOnly judgedOn, string startedBy)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(started.Token, lifetime.ApplicationStopping);
        try
        {
            var progress = new Keeping(started);
            var result = await run.RunAsync(started.Month, judgedOn, startedBy, progress, either.Token);
            started.Refusal = result.Refusal;
        }
        catch (OperationCanceledException)
        {
            started.Cancelled = true;
        }
        catch (Exception problem)
        {
            started.Refusal = new("RUN_FAILED", "运行中断，已完成的部分保留，可以再次运行继续。");
            await Console.Error.WriteLineAsync(problem.ToString());
        }
        finally
        {
            started.Finished = true;
        }
    }

    private sealed class Keeping(StartedRun started) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => started.Progress = value;
    }
}
