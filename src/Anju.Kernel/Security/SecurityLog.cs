using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>
/// Keeps what happened. The event is stored when the call returns: nothing is shown or handed out before its trace is.
/// Events that come at the same moment are appended together by whichever call has its turn, so that many people at work
/// cost one commit. Used by any thread.
/// </summary>
public sealed partial class SecurityLog(Databases databases, TimeProvider clock) : IDisposable
{
    private const int AtOnce = 500;
    private const int LongestDetail = 500;
    private const int LongestName = 100;

    private readonly ConcurrentQueue<Waiting> queue = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Fills in time, id and place in the chain; who did it is the actor, unless the event names somebody (a failed sign-in).</summary>
    public async Task WriteAsync(SecurityEvent what, Actor actor, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (what.ActorId.Length == 0)
        {
            (what.ActorId, what.ActorName, what.Organisation) = (actor.Id, actor.Name, actor.Organisation);
        }

        what.Address = what.Address.Length == 0 ? actor.Address : what.Address;
        what.ActorId = Cut(what.ActorId, LongestName);
        what.ActorName = Cut(what.ActorName, LongestName);
        what.Subject = Cut(OneLine(what.Subject), LongestName);
        what.Detail = Cut(LongNumbers().Replace(OneLine(what.Detail), "***"), LongestDetail);

        var waiting = new Waiting(what);
        queue.Enqueue(waiting);

        // Whoever has the turn appends for the others too, and goes on when its own request is broken off.
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            while (!waiting.Done.Task.IsCompleted)
            {
                await AppendAsync();
            }
        }
        finally
        {
            turn.Release();
        }

        await waiting.Done.Task;
    }

    public void Dispose() => turn.Dispose();

    private async Task AppendAsync()
    {
        var some = new List<Waiting>();
        while (some.Count < AtOnce && queue.TryDequeue(out var next))
        {
            some.Add(next);
        }

        try
        {
            await using var db = databases.Open(Actor.System);
            await using var transaction = await db.Database.BeginTransactionAsync();

            // Locks the row until the commit: other processes append after it.
            await db.Set<SecurityHead>().ExecuteUpdateAsync(set => set.SetProperty(head => head.Sequence, head => head.Sequence + some.Count));
            var head = await db.Set<SecurityHead>().SingleAsync();
            var (sequence, hash) = (head.Sequence - some.Count, head.Hash);
            foreach (var one in some.Select(waiting => waiting.Event))
            {
                var now = clock.GetUtcNow();
                one.Id = Guid.CreateVersion7(now);
                one.At = now.UtcDateTime.AddTicks(-(now.Ticks % 10));
                one.Day = BusinessDate.DateOf(one.At);
                one.Sequence = ++sequence;
                SecurityChain.Sign(one, hash, db.Keys);
                hash = one.Hash;
                db.Add(one);
            }

            head.Hash = hash;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            some.ForEach(waiting => waiting.Done.SetResult());
        }
        catch (Exception problem)
        {
            some.ForEach(waiting => waiting.Done.TrySetException(problem));
        }
    }

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;

    /// <summary>What people type makes no second line in whatever shows the log (requirement F2).</summary>
    private static string OneLine(string text) => ControlSigns().Replace(text, " ");

    [GeneratedRegex(@"\p{C}+", RegexOptions.None, 1_000)]
    private static partial Regex ControlSigns();

    /// <summary>Identity numbers, phones, bank cards that somebody types as a reason.</summary>
    [GeneratedRegex(@"\d{7,}[xX]?", RegexOptions.None, 1_000)]
    private static partial Regex LongNumbers();

    /// <summary>An event and whoever waits for it.</summary>
    private sealed record Waiting(SecurityEvent Event)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
