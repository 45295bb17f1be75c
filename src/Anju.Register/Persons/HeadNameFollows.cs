using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>A household shows the name of its head: it changes with the person's.</summary>
internal sealed class HeadNameFollows : ILedgerConsequence
{
    public async Task FollowAsync(AnjuDb db, Record? before, Record? after, CancellationToken cancellation)
    {
        if (after is Person { Relation: Relation.Head, Status: PersonStatus.Active } head
            && (before is not Person was || was.Name != head.Name || was.Relation != Relation.Head)
            && await db.Set<Household>().FirstOrDefaultAsync(x => x.Id == head.HouseholdId, cancellation) is { } household)
        {
            household.HeadName = head.Name;
        }
    }
}
