using System.Data.Common;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>A session that stands: who, in which post, since when.</summary>
/// <param name="Emergency">Another county that is looked into at this moment.</param>
public sealed record OpenSession(UserSession Session, UserAccount Account, Post? Post, EmergencyAccess? Emergency)
{
    /// <summary>Whether the person has proved who they are within the time that sensitive work asks for.</summary>
    public bool IsFresh(TimeProvider clock, SignInRules rules) => clock.GetUtcNow().UtcDateTime - Session.ConfirmedAt <= rules.Fresh;
}

/// <summary>
/// Sessions lie in the database: account, post and session are read anew at every request, so that a disabled account,
/// an ended post or a sign-out counts from the next request on, on every web node (requirements A9, A10).
/// </summary>
public sealed class Sessions(Databases databases, TimeProvider clock, BusinessDate date, SignInRules rules, SecurityLog log)
{
    private const string Idle = "长时间没有操作";
    private const string Longest = "登录已满最长时间";

    private static readonly TimeSpan Glance = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session in the first post held, and ends the oldest one when there are too many.</summary>
    public async Task<UserSession> BeginAsync(UserAccount account, SignInWay way, string address, string device, CancellationToken cancellation)
    {
        var today = date.Today;
        await using var db = databases.Open(Actor.System);
        var posts = (await db.Set<Post>().AsNoTracking().Where(post => post.UserId == account.Id && post.State == PostState.Held).ToListAsync(cancellation)).ToLookup(post => RowCode.Holds(db, post));
        foreach (var tampered in posts[false])
        {
            await log.WriteAsync(
                new()
                {
                    Kind = SecurityEventKind.Denied, Succeeded = false, ActorId = account.Id, ActorName = account.Name, Address = address,
                    Subject = "post", RecordId = tampered.Id, Detail = "任职记录被绕过系统改动过，不予采用",
                },
                Actor.System,
                cancellation);
        }

        var session = new UserSession
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserId = account.Id,
            PostId = posts[true].Where(post => post.IsHeldOn(today)).OrderBy(post => post.From).ThenBy(post => post.Id).FirstOrDefault()?.Id,
            Way = way,
            Stamp = account.SecurityStamp,
            BeganAt = Now,
            SeenAt = Now,
            ConfirmedAt = Now,
            Address = address,
            Device = device,
        };
        db.Add(session);
        await db.SaveChangesAsync(cancellation);
        foreach (var old in (await OfAsync(account.Id, cancellation)).Skip(rules.Parallel))
        {
            await EndAsync(old.Id, "在别处登录过多", cancellation);
        }

        return session;
    }

    /// <summary>The session, or null when it has ended or must end now.</summary>
    public async Task<OpenSession?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var found = await (
            from session in db.Set<UserSession>().AsNoTracking()
            join account in db.Set<UserAccount>().AsNoTracking() on session.UserId equals account.Id
            join post in db.Set<Post>().AsNoTracking() on session.PostId equals post.Id into posts
            from post in posts.DefaultIfEmpty()
            join emergency in db.Set<EmergencyAccess>().AsNoTracking() on session.EmergencyId equals emergency.Id into emergencies
            from emergency in emergencies.DefaultIfEmpty()
            where session.Id == id && session.EndedAt == null
            select new { session, account, post, emergency }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        if (EndOf(found.session, found.account, RowCode.Holds(db, found.account)) is { } reason)
        {
            await EndAsync(id, reason, cancellation);
            return null;
        }

        if (Now - found.session.SeenAt > Glance)
        {
            await SeeAsync(db, id, cancellation);
        }

        return new(
            found.session,
            found.account,
            found.post?.IsHeldOn(date.Today) == true && RowCode.Holds(db, found.post) ? found.post : null,
            found.emergency?.IsOpenAt(Now) == true && found.emergency.UserId == found.account.Id && RowCode.Holds(db, found.emergency) ? found.emergency : null);
    }

    /// <summary>Somebody ended it, the person or the administration; one that only ran out is taken up again where it was.</summary>
    public async Task<bool> WasEndedAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<UserSession>().AnyAsync(session => session.Id == id && session.EndedAt != null && session.EndedBy != Idle && session.EndedBy != Longest, cancellation);
    }

    /// <summary>The open sessions of a person, the newest first.</summary>
    public async Task<IReadOnlyList<UserSession>> OfAsync(string userId, CancellationToken cancellation)
    {
        var (idle, longest) = (Now - rules.Idle, Now - rules.Longest);
        await using var db = databases.Open(Actor.System);
        return await db.Set<UserSession>().AsNoTracking()
            .Where(session => session.UserId == userId && session.EndedAt == null && session.SeenAt > idle && session.BeganAt > longest)
            .OrderByDescending(session => session.BeganAt).ThenByDescending(session => session.Id).ToListAsync(cancellation);
    }

    public async Task EndAsync(Guid id, string reason, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var ended = await db.Set<UserSession>().Where(session => session.Id == id && session.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, Now).SetProperty(session => session.EndedBy, reason), cancellation);
        if (ended == 1)
        {
            var user = await db.Set<UserSession>().AsNoTracking().Where(session => session.Id == id)
                .Join(db.Set<UserAccount>(), session => session.UserId, account => account.Id, (session, account) => account).FirstAsync(cancellation);
            await log.WriteAsync(
                new() { Kind = SecurityEventKind.SessionEnded, Succeeded = true, ActorId = user.Id, ActorName = user.Name, Detail = reason }, Actor.System, cancellation);
        }
    }

    /// <summary>Ends all sessions of a person but one.</summary>
    public async Task EndAllAsync(string userId, string reason, CancellationToken cancellation, Guid? but = null)
    {
        foreach (var session in (await OfAsync(userId, cancellation)).Where(session => session.Id != but))
        {
            await EndAsync(session.Id, reason, cancellation);
        }
    }

    /// <summary>The session in which the person changed a secret goes on under the new stamp.</summary>
    public async Task KeepAsync(Guid id, string stamp, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await db.Set<UserSession>().Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(session => session.Stamp, stamp), cancellation);
    }

    public async Task ConfirmAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await db.Set<UserSession>().Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, Now), cancellation);
    }

    /// <summary>Goes on in another post of the same person; false when it is not theirs or not held today.</summary>
    public async Task<bool> ActInAsync(UserSession session, Guid postId, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<Post>().AsNoTracking().FirstOrDefaultAsync(post => post.Id == postId && post.UserId == session.UserId, cancellation) is not { } post || !post.IsHeldOn(date.Today) || !RowCode.Holds(db, post))
        {
            return false;
        }

        await db.Set<UserSession>().Where(x => x.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.PostId, postId).SetProperty(x => x.EmergencyId, (Guid?)null), cancellation);
        return true;
    }

    /// <summary>Nobody waits for it: while an import has the embedded file to itself, the next request notes it.</summary>
    private async Task SeeAsync(AnjuDb db, Guid id, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(Patience);
        try
        {
            await db.Set<UserSession>().Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, Now), cancellation);
        }
        catch (DbException) when (db.IsSqlite)
        {
        }
    }

    private string? EndOf(UserSession session, UserAccount account, bool holds) =>
        !holds ? "账号被绕过系统改动过"
        : account.Disabled ? "账号已停用"
        : session.Stamp != account.SecurityStamp ? "口令或第二因素已变动"
        : Now - session.BeganAt > rules.Longest ? Longest
        : Now - session.SeenAt > rules.Idle ? Idle
        : null;
}
