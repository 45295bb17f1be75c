using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>
/// What other ledgers hold of a person goes where the person goes, and everything of a household to the site and county it
/// moves to; the log of a household stays with the household.
/// </summary>
internal sealed class Belongings(AnjuDb db, LedgerCatalogue ledgers, Change change)
{
    private static readonly MethodInfo Typed = typeof(Belongings).GetMethod(nameof(TypedAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    public async Task<Refusal?> FollowAsync(
        IReadOnlyList<HomeInHand> homes, IReadOnlyList<(Person Before, Person After)> people, CancellationToken cancellation)
    {
        var movedHomes = homes.Where(home => Moved(home.Before!, home.Household)).ToDictionary(home => home.Household.Id, home => (Record)home.Household);
        var movedPeople = people.Where(x => x.Before.HouseholdId != x.After.HouseholdId || Moved(x.Before, x.After)).ToDictionary(x => x.After.Id, x => (Record)x.After);
        return await FollowAsync(movedHomes, movedPeople, cancellation);
    }

    /// <param name="movedHomes">Households whose belongings may still carry an older place, by id.</param>
    /// <param name="movedPeople">People whose belongings may still carry an older household or place, by id.</param>
    public async Task<Refusal?> FollowAsync(Dictionary<Guid, Record> movedHomes, Dictionary<Guid, Record> movedPeople, CancellationToken cancellation)
    {
        if (movedHomes.Count + movedPeople.Count == 0)
        {
            return null;
        }

        foreach (var ledger in ledgers.All.Where(x => x.Type != typeof(Person) && x.Owner is not null))
        {
            var owners = ledger.Owner!.Refers == typeof(Household) ? movedHomes : ledger.Owner.Refers == typeof(Person) ? movedPeople : [];
            if (owners.Count > 0
                && await (Task<Refusal?>)Typed.MakeGenericMethod(ledger.Type).Invoke(this, [ledger, owners, cancellation])! is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task<Refusal?> TypedAsync<T>(LedgerDefinition ledger, Dictionary<Guid, Record> owners, CancellationToken cancellation)
        where T : Record
    {
        var (ids, owner) = (owners.Keys.ToList(), ledger.Owner!.Name);
        var rows = await db.Set<T>().AsNoTracking().Where(x => ids.Contains(EF.Property<Guid>(x, owner))).ToListAsync(cancellation);
        var edits = rows.ConvertAll(row => (Before: row, After: RecordField.CloneOf(row)));
        edits.ForEach(edit => RecordOwner.Apply(ledger, edit.After, owners[(Guid)ledger.Owner!.Get(edit.After)!]));
        return (await change.UpdateAsync(edits, cancellation)).Refusal;
    }

    private static bool Moved(CountyRecord before, CountyRecord after) => before.CountyCode != after.CountyCode || before.SiteId != after.SiteId;
}
