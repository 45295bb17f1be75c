using System.Collections.Concurrent;
using Anju.Kernel;
using Microsoft.Extensions.Hosting;

namespace Anju.Policy;

/// <summary>A trial under way or done.</summary>
public sealed class StartedTrial(WhatIfQuestion question) : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public WhatIfQuestion Question { get; } = question;

    public RunProgress Progress { get; internal set; }

    public Result<WhatIfAnswer>? Answer { get; internal set; }

    internal long Began { get; init; }

    internal Task Work { get; set; } = Task.CompletedTask;

    internal CancellationToken Token => stop.Token;

    /// <summary>Stops it; it has written nothing.</summary>
    public void Cancel() => stop.Cancel();

    public void Dispose() => stop.Dispose();
}

/// <summary>
/// Tries what-ifs behind the pages: small registers answer while the page waits, large ones are followed by their
/// progress. The same question of the same scope joins the trial that is there; answers are kept for some minutes.
/// </summary>
public sealed class WhatIfDesk(WhatIf whatIf, TimeProvider clock, IHostApplicationLifetime lifetime) : IDisposable
{
    private const int Kept = 32;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>How long a page waits for the answer before it shows progress.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, StartedTrial> trials = new();
    private readonly SemaphoreSlim one = new(1);

    public StartedTrial? Of(string key) => trials.GetValueOrDefault(key);

    /// <summary>Opaque name of a question within a scope, fit for an address.</summary>
    public static string KeyOf(WhatIfQuestion question, Scope scope)
    {
        var words = string.Join('|', question.Changes.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={x.Value}")
            .Prepend($"{question.Rule}|{question.Month}|{question.JudgedOn:O}|{scope.WholeCity}|{scope.County}|{string.Join(',', scope.Sites)}"));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(words)))[..32];
    }

    /// <summary>Starts or joins, and waits a moment for the answer.</summary>
    public async Task<StartedTrial> AskAsync(WhatIfQuestion question, Scope scope, CancellationToken cancellation)
    {
        Forget();
        var key = KeyOf(question, scope);
        var trial = trials.GetOrAdd(key, _ => new StartedTrial(question) { Began = clock.GetTimestamp() });
        lock (trial)
        {
            if (trial.Answer is null && trial.Work.IsCompleted)
            {
                trial.Work = Task.Run(() => TryAsync(trial, question, scope), CancellationToken.None);
            }
        }

        await Task.WhenAny(trial.Work, Task.Delay(Patience, cancellation));
        return trial;
    }

    /// <summary>Stops the trial of that name when it is one of the scope.</summary>
    public StartedTrial? Cancel(string key, Scope scope)
    {
        if (Of(key) is not { } trial || KeyOf(trial.Question, scope) != key)
        {
            return null;
        }

        trial.Cancel();
        return trial;
    }

    public void Dispose() => one.Dispose();

    private async Task TryAsync(StartedTrial trial, WhatIfQuestion question, Scope scope)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, trial.Token);
        limit.CancelAfter(Longest);
        try
        {
            await one.WaitAsync(limit.Token);
            try
            {
                trial.Answer = await whatIf.JudgeAsync(question, scope, new Keeping(trial), limit.Token);
            }
            finally
            {
                one.Release();
            }
        }
        catch (OperationCanceledException) when (trial.Token.IsCancellationRequested)
        {
            // Asking again begins anew.
            trials.TryRemove(KeyOf(question, scope), out _);
            trial.Answer = new Refusal("TRIAL_CANCELLED", "试算已取消，没有改动任何数据。");
        }
        catch (OperationCanceledException)
        {
            trial.Answer = new Refusal("TRIAL_TOO_LONG", "试算超过了十分钟，已停止。请稍后再试，或缩小范围。");
        }
        catch (Exception problem)
        {
            trial.Answer = new Refusal("TRIAL_FAILED", "这组取值无法试算，请检查后再试。");
            await Console.Error.WriteLineAsync(problem.ToString());
        }
    }

    private void Forget()
    {
        var old = trials.Where(x => x.Value.Answer is not null)
            .OrderByDescending(x => x.Value.Began)
            .Where((x, place) => place >= Kept || clock.GetElapsedTime(x.Value.Began) > KeptFor)
            .Select(x => x.Key).ToList();
        old.ForEach(key => trials.TryRemove(key, out _));
    }

    private sealed class Keeping(StartedTrial trial) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => trial.Progress = value;
    }
}
