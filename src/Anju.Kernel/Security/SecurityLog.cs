namespace Anju.Kernel;

/// <summary>Keeps what happened. The event is stored when the call returns: nothing is shown or handed out before its trace is.</summary>
public sealed class SecurityLog(Databases databases, TimeProvider clock)
{
    /// <summary>Fills in time and id; who did it is the actor, unless the event names somebody (a failed sign-in).</summary>
    public async Task WriteAsync(SecurityEvent what, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        what.Id = Guid.CreateVersion7(now);
        what.At = now.UtcDateTime.AddTicks(-(now.Ticks % 10));
        if (what.ActorId.Length == 0)
        {
            (what.ActorId, what.ActorName, what.Organisation) = (actor.Id, actor.Name, actor.Organisation);
        }

        await using var db = databases.Open(Actor.System);
        db.Add(what);
        await db.SaveChangesAsync(cancellation);
    }
}
