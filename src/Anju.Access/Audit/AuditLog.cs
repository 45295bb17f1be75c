using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>A page of a log, the newest first.</summary>
/// <param name="Newer">Sequence that newer pages lie before; null on the first page.</param>
/// <param name="Older">Sequence that older pages lie after; null on the last page.</param>
public sealed record LogPage<T>(IReadOnlyList<T> Lines, int Total, long? Newer, long? Older);

/// <summary>Where in a log a page lies: behind or before a sequence, or at the end.</summary>
public readonly record struct LogPlace(long? After, long? Before, bool End)
{
    public static LogPlace Read(string? after, string? before, string? end) =>
        new(long.TryParse(after, out var behind) ? behind : null, long.TryParse(before, out var ahead) ? ahead : null, end == "true");
}

/// <summary>The logs as the audit administrator reads them: codes and ids, nothing of the register (requirement F5).</summary>
public sealed class AuditLog(Databases databases)
{
    public async Task<LogPage<SecurityEvent>> EventsAsync(AuditFilter filter, LogPlace place, int size, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var events = filter.Of(db.Set<SecurityEvent>().AsNoTracking());
        return await PageAsync(events, place, size, cancellation);
    }

    /// <summary>Batches of the journal: who changed how much when, and why; not what.</summary>
    public async Task<LogPage<JournalBatch>> ChangesAsync(DateOnly? from, DateOnly? to, string? who, Origin? origin, LogPlace place, int size, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var batches = db.Set<JournalBatch>().AsNoTracking();
        if (from is { } begin && BusinessDate.BeginOf(begin) is var first)
        {
            batches = batches.Where(x => x.At >= first);
        }

        if (to is { } end && BusinessDate.BeginOf(end.AddDays(1)) is var next)
        {
            batches = batches.Where(x => x.At < next);
        }

        if (who is not null)
        {
            batches = batches.Where(x => x.ActorId == who || x.ActorName.Contains(who));
        }

        if (origin is { } door)
        {
            batches = batches.Where(x => x.Origin == door);
        }

        return await PageAsync(batches, place, size, cancellation);
    }

    /// <summary>All events asked for, the oldest first, a portion at a time.</summary>
    public async IAsyncEnumerable<SecurityEvent> AllAsync(AuditFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await foreach (var one in filter.Of(db.Set<SecurityEvent>().AsNoTracking()).OrderBy(x => x.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            yield return one;
        }
    }

    private static async Task<LogPage<T>> PageAsync<T>(IQueryable<T> all, LogPlace place, int size, CancellationToken cancellation)
        where T : class, ISequenced
    {
        IQueryable<T> Older(long than) => all.Where(x => x.Sequence < than);
        IQueryable<T> Newer(long than) => all.Where(x => x.Sequence > than);
        var upwards = place.End || (place.Before is not null && place.After is null);
        var asked = place switch
        {
            { After: { } after } => Older(after),
            { Before: { } before, End: false } => Newer(before),
            _ => all,
        };
        var total = await all.CountAsync(cancellation);
        var lines = await (upwards ? asked.OrderBy(x => x.Sequence) : asked.OrderByDescending(x => x.Sequence)).Take(size).ToListAsync(cancellation);
        if (upwards)
        {
            lines.Reverse();
        }

        return lines is not [var first, ..]
            ? new(lines, total, null, null)
            : new(
                lines,
                total,
                await Newer(first.Sequence).AnyAsync(cancellation) ? first.Sequence : null,
                await Older(lines[^1].Sequence).AnyAsync(cancellation) ? lines[^1].Sequence : null);
    }
}
