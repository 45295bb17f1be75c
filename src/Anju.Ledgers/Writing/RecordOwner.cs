using System.Reflection;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// Whose a line is. A line that must name another (a job its person, a person the household) takes county, site and
/// household from it: nobody types them, and they follow when the owner moves. Forms, API and import all set them here.
/// </summary>
public static class RecordOwner
{
    private const string HouseholdId = nameof(IOfHousehold.HouseholdId);

    /// <summary>The person does not choose this column: it comes from the owner.</summary>
    public static bool Sets(LedgerDefinition ledger, LedgerColumn column) =>
        ledger.Owner is not null && column.Name is nameof(IScoped.CountyCode) or nameof(IScoped.SiteId) && column != ledger.Owner;

    /// <summary>True when the line changed by it.</summary>
    public static bool Apply(LedgerDefinition ledger, Record line, Record owner)
    {
        var changed = false;
        if (line is IKeepsPlace { KeepsPlace: true })
        {
            return false;
        }

        if (line is CountyRecord carried && owner is IScoped scoped)
        {
            changed = carried.CountyCode != scoped.CountyCode || carried.SiteId != scoped.SiteId;
            carried.CountyCode = scoped.CountyCode;
            carried.SiteId = scoped.SiteId;
        }

        if (ledger.Owner?.Name != HouseholdId
            && ledger.Type.GetProperty(HouseholdId, BindingFlags.Public | BindingFlags.Instance) is { } property
            && (owner as IOfHousehold)?.HouseholdId is { } household)
        {
            changed |= !Equals(property.GetValue(line), household);
            property.SetValue(line, household);
        }

        return changed;
    }

    /// <summary>Sets the carriers of many lines; false for a line whose owner does not exist or is out of the actor's scope.</summary>
    public static async Task<IReadOnlyList<bool>> ApplyAsync(
        AnjuDb db, LedgerCatalogue catalogue, LedgerDefinition ledger, IReadOnlyList<Record> lines, CancellationToken cancellation)
    {
        if (ledger.Owner is not { } column)
        {
            return [.. lines.Select(_ => true)];
        }

        var owners = new Dictionary<Guid, Record>();
        foreach (var ids in lines.Select(column.Get).OfType<Guid>().Distinct().Chunk(500))
        {
            foreach (var owner in await catalogue.Of(column.Refers!).Rows.AllOfAsync(db, ids, cancellation))
            {
                owners[owner.Id] = owner;
            }
        }

        return [.. lines.Select(line =>
        {
            var found = owners.TryGetValue((Guid)column.Get(line)!, out var owner);
            if (found)
            {
                Apply(ledger, line, owner!);
            }

            return found;
        })];
    }

    /// <summary>Gives everything that belongs to a line its new county, site and household, and what belongs to that, in the open change.</summary>
    internal static async Task FollowAsync(AnjuDb db, LedgerCatalogue catalogue, Record owner, CancellationToken cancellation)
    {
        foreach (var ledger in catalogue.All.Where(x => x.Owner?.Refers == owner.GetType()))
        {
            foreach (var line in await ledger.Rows.OwnedByAsync(db, ledger.Owner!, owner.Id, cancellation))
            {
                if (Apply(ledger, line, owner))
                {
                    await FollowAsync(db, catalogue, line, cancellation);
                }
            }
        }
    }
}
