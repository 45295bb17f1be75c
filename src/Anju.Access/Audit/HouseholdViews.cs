using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>Finds a household by its code, of whatever county; it gives the id and the county, nothing else.</summary>
public interface IHouseholdIds
{
    Task<(Guid Id, string CountyCode)?> OfCodeAsync(string code, CancellationToken cancellation);
}

/// <summary>Who saw what of one household.</summary>
/// <param name="Of">Events that name the household.</param>
/// <param name="Lists">Exports of lists that may have held it: of its county or of the whole city.</param>
public sealed record HouseholdViewsReport(string Code, DateOnly From, DateOnly To, IReadOnlyList<SecurityEvent> Of, IReadOnlyList<SecurityEvent> Lists);

/// <summary>
/// Answers a person who asks who has looked at the data of their household within twelve months (PIPL 44 and 45, requirement F7).
/// </summary>
public sealed class HouseholdViews(Databases databases, IHouseholdIds households, TimeProvider clock)
{
    public const int Months = 12;

    private static readonly SecurityEventKind[] Kinds = [SecurityEventKind.Viewed, SecurityEventKind.Unmasked, SecurityEventKind.Exported];

    /// <summary>Null when no household has the code.</summary>
    public async Task<HouseholdViewsReport?> FindAsync(string code, CancellationToken cancellation)
    {
        if (await households.OfCodeAsync(code, cancellation) is not { } household)
        {
            return null;
        }

        var to = BusinessDate.DateOf(clock.GetUtcNow().UtcDateTime);
        var from = to.AddMonths(-Months);
        await using var db = databases.Open(Actor.System);
        var events = db.Set<SecurityEvent>().AsNoTracking().Where(x => x.Day >= from && Kinds.Contains(x.Kind));
        var of = await events.Where(x => x.HouseholdId == household.Id).OrderByDescending(x => x.Sequence).ToListAsync(cancellation);
        var lists = await events.Where(x => x.Kind == SecurityEventKind.Exported && x.HouseholdId == null && (x.CountyCode == null || x.CountyCode == household.CountyCode))
            .OrderByDescending(x => x.Sequence).ToListAsync(cancellation);
        return new(code, from, to, of, lists);
    }
}
