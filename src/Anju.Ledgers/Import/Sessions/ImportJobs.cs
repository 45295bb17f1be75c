using System.Collections.Concurrent;
using Anju.Kernel;
using Anju.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Anju.Ledgers;

/// <summary>
/// Checks and commits in the background, one at a time on this node. The session's row says who is at work: a job that died
/// with its process is taken over, at once when the database knows of its end, else when its lease has run out, and can write
/// nothing after that.
/// </summary>
public sealed partial class ImportJobs(
    Databases databases, IServiceProvider services, TimeProvider clock, ILogger<ImportJobs> log) : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim one = new(1);
    private readonly ConcurrentDictionary<Guid, Running> running = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>Starts a check unless one is under way.</summary>
    public Task<bool> CheckAsync(ImportSession session, Actor actor, CancellationToken cancellation) =>
        StartAsync(session, actor, ImportState.Checking, [ImportState.Recognised, ImportState.Checked, ImportState.Refused], Check, cancellation);

    /// <summary>Starts the commit of a checked session.</summary>
    public Task<bool> CommitAsync(ImportSession session, Actor actor, string reason, CancellationToken cancellation) => StartAsync(
        session, actor, ImportState.Committing, [ImportState.Checked], (desk, job, stopping) => Commit(desk, job, reason, stopping), cancellation);

    /// <summary>Called when somebody looks at a session: takes over from a job whose process is gone.</summary>
    public async Task<ImportSession> ResumeAsync(ImportSession session, Actor actor, CancellationToken cancellation)
    {
        if (session.LeaseUntil is null || running.ContainsKey(session.Id) || await LivesAsync(session, cancellation))
        {
            return session;
        }

        switch (session.State)
        {
            case ImportState.Checking:
                await StartAsync(session, actor, ImportState.Checking, [ImportState.Checking], Check, cancellation);
                break;
            case ImportState.Committing:
                await FinishAsync(session.Id, session.Fence, row => row
                    .SetProperty(one => one.State, ImportState.Checked)
                    .SetProperty(one => one.Fence, session.Fence + 1)
                    .SetProperty(one => one.Notice, "上次写入时系统中断，没有写入任何数据。请核对预览后再次确认导入。"));
                break;
            default:
                return session;
        }

        await using var db = databases.Open(actor);
        return await db.Set<ImportSession>().AsNoTracking().FirstAsync(row => row.Id == session.Id, cancellation);
    }

    /// <summary>The embedded database has one process: a job that is not ours is that of a process that ended.</summary>
    private async Task<bool> LivesAsync(ImportSession session, CancellationToken cancellation)
    {
        if (databases.Address.IsSqlite || session.LeaseUntil < clock.GetUtcNow().UtcDateTime)
        {
            return false;
        }

        await using var hold = await JobHold.TakeAsync(databases, session.Id, cancellation);
        return hold is null;
    }

    /// <summary>How far the session's job has come; null when this node has none.</summary>
    public ProgressEvent? ProgressOf(Guid session) => running.TryGetValue(session, out var job) ? job.Progress.Shown : null;

    public void Cancel(Guid session)
    {
        if (running.TryGetValue(session, out var job))
        {
            job.Stop.Cancel();
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        one.Dispose();
        stop.Dispose();
    }

    /// <summary>Stops the jobs and waits until each has said so in its session.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running.Values.Select(job => job.Work));
        one.Dispose();
        stop.Dispose();
    }

    private async Task<bool> StartAsync(
        ImportSession session, Actor actor, ImportState state, ImportState[] from, Func<ImportDesk, Running, CancellationToken, Task> work, CancellationToken cancellation)
    {
        // Known here before the row says so: nobody who looks in between takes it for the job of a process that ended.
        var job = new Running(session, actor, CancellationTokenSource.CreateLinkedTokenSource(stop.Token));
        if (!running.TryAdd(session.Id, job))
        {
            return false;
        }

        var hold = (JobHold?)null;
        var isTaken = false;
        try
        {
            hold = await JobHold.TakeAsync(databases, session.Id, cancellation);
            isTaken = hold is not null && await TakeAsync(session, actor, state, from, cancellation);
        }
        finally
        {
            if (!isTaken)
            {
                running.TryRemove(session.Id, out _);
                job.Stop.Dispose();
                await (hold?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }

        if (isTaken)
        {
            job.Work = Task.Run(() => RunAsync(job, hold!, work), CancellationToken.None);
        }

        return isTaken;
    }

    private async Task<bool> TakeAsync(ImportSession session, Actor actor, ImportState state, ImportState[] from, CancellationToken cancellation)
    {
        var fence = session.Fence + 1;
        await using var db = databases.Open(actor);
        var taken = await db.Set<ImportSession>()
            .Where(row => row.Id == session.Id && row.Fence == session.Fence && from.Contains(row.State))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, state)
                    .SetProperty(row => row.Fence, fence)
                    .SetProperty(row => row.Notice, (string?)null)
                    .SetProperty(row => row.LeaseUntil, clock.GetUtcNow().UtcDateTime + Lease),
                cancellation);
        session.Fence = fence;
        return taken == 1;
    }

    private async Task RunAsync(Running job, JobHold hold, Func<ImportDesk, Running, CancellationToken, Task> work)
    {
        // While it writes, a job has the embedded database for itself; and there nobody asks for the lease.
        await using var renewal = databases.Address.IsSqlite ? null : new Timer(_ => _ = RenewAsync(job), null, Lease / 3, Lease / 3);
        try
        {
            await one.WaitAsync(job.Stop.Token);
            try
            {
                await using var db = databases.Open(job.Actor);
                await work(ActivatorUtilities.CreateInstance<ImportDesk>(services, db), job, job.Stop.Token);
            }
            finally
            {
                one.Release();
            }
        }
        catch (OperationCanceledException) when (job.Stop.IsCancellationRequested)
        {
            await FailAsync(job, stop.IsCancellationRequested ? "处理到一半时系统停机，没有写入任何数据。请接着做：重新检查，或核对预览后再次确认。" : "已停止，没有写入任何数据。");
        }
        catch (Exception problem)
        {
            LogFault(log, problem, job.Session.Id);
            await FailAsync(job, "处理时出现系统错误，没有写入任何数据。请重试；如果再次出现，请联系管理员。");
        }
        finally
        {
            running.TryRemove(job.Session.Id, out _);
            job.Stop.Dispose();
            await hold.DisposeAsync();
        }
    }

    private Task Check(ImportDesk desk, Running job, CancellationToken cancellation) => Check(desk, job, null, cancellation);

    private async Task Check(ImportDesk desk, Running job, string? notice, CancellationToken cancellation)
    {
        var checkedRun = await desk.CheckAsync(job.Session, job.Progress, cancellation);
        var session = job.Session;
        if (checkedRun.IsOk)
        {
            await FinishAsync(session.Id, session.Fence, row => Counted(row, session).SetProperty(x => x.State, ImportState.Checked).SetProperty(x => x.Notice, notice));
        }
        else
        {
            await RefuseAsync(session, ImportState.Refused, checkedRun.Refusal.Message);
        }
    }

    private async Task Commit(ImportDesk desk, Running job, string reason, CancellationToken cancellation)
    {
        var session = job.Session;
        var written = await desk.CommitAsync(
            session,
            reason,
            job.Progress,
            async (db, batch) => await db.Set<ImportSession>().Where(row => row.Id == session.Id && row.Fence == session.Fence).ExecuteUpdateAsync(
                row => row.SetProperty(x => x.State, ImportState.Committed)
                    .SetProperty(x => x.BatchId, batch)
                    .SetProperty(x => x.Reason, reason)
                    .SetProperty(x => x.FinishedAt, clock.GetUtcNow().UtcDateTime)
                    .SetProperty(x => x.LeaseUntil, (DateTime?)null),
                cancellation) == 1,
            cancellation);
        if (written is { Refusal.Code: "PREVIEW_OUTDATED" })
        {
            await Check(desk, job, written.Refusal.Message, cancellation);
        }
        else if (written.Refusal is { } refusal)
        {
            await RefuseAsync(session, ImportState.Checked, refusal.Message);
        }
    }

    private static Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ImportSession> Counted(
        Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ImportSession> row, ImportSession counted) => row
        .SetProperty(x => x.Imported, counted.Imported).SetProperty(x => x.Rejected, counted.Rejected)
        .SetProperty(x => x.Held, counted.Held).SetProperty(x => x.Skipped, counted.Skipped)
        .SetProperty(x => x.New, counted.New).SetProperty(x => x.Changed, counted.Changed).SetProperty(x => x.Unchanged, counted.Unchanged)
        .SetProperty(x => x.Fixed, counted.Fixed).SetProperty(x => x.Warned, counted.Warned)
        .SetProperty(x => x.Suspected, counted.Suspected).SetProperty(x => x.Digest, counted.Digest);

    private Task RefuseAsync(ImportSession session, ImportState state, string notice) =>
        FinishAsync(session.Id, session.Fence, row => row.SetProperty(x => x.State, state).SetProperty(x => x.Notice, notice));

    private Task FailAsync(Running job, string notice) => FinishAsync(
        job.Session.Id,
        job.Session.Fence,
        row => row.SetProperty(x => x.State, job.Session.Digest is null ? ImportState.Recognised : ImportState.Checked).SetProperty(x => x.Notice, notice));

    /// <summary>Ends what is under way; of a commit that came through after all nothing is taken back.</summary>
    private async Task FinishAsync(Guid session, int fence, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ImportSession>> set)
    {
        await using var db = databases.Open(Actor.System);
        var underWay = db.Set<ImportSession>()
            .Where(row => row.Id == session && row.Fence == fence && (row.State == ImportState.Checking || row.State == ImportState.Committing));
        await underWay.ExecuteUpdateAsync(
            row =>
            {
                set(row);
                row.SetProperty(x => x.LeaseUntil, (DateTime?)null);
            },
            CancellationToken.None);
    }

    private async Task RenewAsync(Running job)
    {
        await using var db = databases.Open(Actor.System);
        await db.Set<ImportSession>().Where(row => row.Id == job.Session.Id && row.Fence == job.Session.Fence && row.LeaseUntil != null)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.LeaseUntil, clock.GetUtcNow().UtcDateTime + Lease), CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Session} failed")]
    private static partial void LogFault(ILogger log, Exception problem, Guid session);

    private sealed class Running(ImportSession session, Actor actor, CancellationTokenSource stop)
    {
        public ImportSession Session { get; } = session;

        public Actor Actor { get; } = actor;

        public CancellationTokenSource Stop { get; } = stop;

        public Task Work { get; set; } = Task.CompletedTask;

        public ImportProgress Progress { get; } = new();
    }
}
