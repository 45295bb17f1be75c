using Anju.Access;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>Of the whole city, for the audit administrator, who sees no more of a household than its code.</summary>
internal sealed class HouseholdIds(Databases databases) : IHouseholdIds
{
    public async Task<(Guid Id, string CountyCode)?> OfCodeAsync(string code, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<Household>().Where(household => household.Code == code).Select(household => new { household.Id, household.CountyCode }).FirstOrDefaultAsync(cancellation)
            is { } found ? (found.Id, found.CountyCode) : null;
    }
}
