using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>What follows of a household from those who are on its roll today; nothing for one that is no more.</summary>
internal sealed class HouseholdsToday(PlanPack pack, BusinessDate date) : Computation<Household>(
    nameof(Household.Labourers), nameof(Household.AreaPerHead), nameof(Household.HeadNumber))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<Household> lines, CancellationToken cancellation)
    {
        var parameters = pack.Parameters.At(date.ThisMonth);
        var ids = lines.Select(household => household.Id).ToList();
        var people = await db.Set<Person>().AsNoTracking()
            .Where(person => ids.Contains(person.HouseholdId) && person.Status == PersonStatus.Active).ToListAsync(cancellation);
        var facts = PeopleToday.Of(people, [], date.Today);
        var homes = people.ToLookup(person => person.HouseholdId);
        foreach (var household in lines.Where(household => household.Status == HouseholdStatus.Active))
        {
            var members = homes[household.Id].ToList();
            var answers = members.ConvertAll(person => facts[person.Id].IsLabourer(parameters));

            household.HeadNumber = members.Find(person => person.Relation == Relation.Head)?.IdNumber;

            // Not a number that is too small: of those with blank fields nobody knows.
            household.Labourers = answers.Contains(null) ? null : answers.Count(answer => answer == true);
            household.AreaPerHead = household.DwellingArea is { } area && members.Count > 0 ? SquareMetres.From(area.InSquareMetres / members.Count) : null;
        }
    }
}
