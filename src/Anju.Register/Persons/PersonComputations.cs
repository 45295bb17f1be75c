using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// What follows today from people's own lines and their jobs, by the same definitions as the rules. Of those who left it is
/// only how old they were.
/// </summary>
internal sealed class PeopleToday(PlanPack pack, BusinessDate date) : Computation<Person>(
    nameof(Person.Age), nameof(Person.IsLabourer), nameof(Person.CurrentEmployment), nameof(Person.StablyEmployed))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<Person> lines, CancellationToken cancellation)
    {
        var parameters = pack.Parameters.At(date.ThisMonth);
        var facts = await OfAsync(db, lines, date.Today, cancellation);
        foreach (var person in lines)
        {
            person.Age = person.BirthDate is { } born && born <= (person.LeftOn ?? date.Today) ? PersonFacts.AgeOn(person.LeftOn ?? date.Today, born) : null;
            if (person.Status == PersonStatus.Active)
            {
                var known = facts[person.Id];
                person.IsLabourer = known.IsLabourer(parameters);
                person.CurrentEmployment = EmploymentOf(known, parameters);
                person.StablyEmployed = person.CurrentEmployment is CurrentEmployment.NoLabourer ? null : known.StableEmployment(parameters);
            }
        }
    }

    /// <summary>The facts about people that follow from their own lines and jobs; nothing of their households is in them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PersonFacts>> OfAsync(
        AnjuDb db, IReadOnlyList<Person> people, DateOnly day, CancellationToken cancellation)
    {
        var ids = people.Select(person => person.Id).ToList();
        var spells = await BulkRead.AmongAsync<EmploymentSpell>(db, nameof(EmploymentSpell.PersonId), ids, cancellation);
        return Of(people, spells, day);
    }

    public static IReadOnlyDictionary<Guid, PersonFacts> Of(IReadOnlyList<Person> people, IReadOnlyList<EmploymentSpell> spells, DateOnly day)
    {
        var together = new HouseholdFacts(
            new Household { Code = "" }, people, new Dictionary<Type, IReadOnlyList<Record>> { [typeof(EmploymentSpell)] = spells })
        {
            AsOf = day,
            JudgedOn = day,
        };
        return people.ToDictionary(person => person.Id, person => new PersonFacts(person, together) { AsOf = day, JudgedOn = day });
    }

    private static CurrentEmployment? EmploymentOf(PersonFacts person, Parameters parameters) => person switch
    {
        _ when person.IsEmployed(parameters) => CurrentEmployment.Employed,
        _ when person.EmploymentGap(parameters) is not null => person.IsSaidToWork == true ? CurrentEmployment.ToVerify : null,
        _ => person.IsLabourer(parameters) switch
        {
            true => CurrentEmployment.NotEmployed,
            false => CurrentEmployment.NoLabourer,
            null => null,
        },
    };
}

/// <summary>The newest step of the log that concerns a person in the household they are on the line of.</summary>
internal sealed class LastStepOfPeople() : Computation<Person>(nameof(Person.LastChange), nameof(Person.LastChangedOn))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<Person> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(person => person.Id).ToList();
        var steps = (await db.Set<MembershipChange>().AsNoTracking().Where(change => ids.Contains(change.PersonId))
            .Select(change => new { change.PersonId, change.HouseholdId, change.Kind, change.HappenedOn, change.ReportedOn, change.Id }).ToListAsync(cancellation))
            .ToLookup(change => (change.PersonId, change.HouseholdId));
        foreach (var person in lines)
        {
            var last = steps[(person.Id, person.HouseholdId)].OrderBy(change => change.HappenedOn).ThenBy(change => change.ReportedOn).ThenBy(change => change.Id).LastOrDefault();
            (person.LastChange, person.LastChangedOn) = (last?.Kind, last?.HappenedOn);
        }
    }
}

/// <summary>When the household was last verified: everybody of it was.</summary>
internal sealed class LastVerificationOfPeople(BusinessDate date) : Computation<Person>(nameof(Person.LastVerifiedOn))
{
    /// <summary>Nearly every household was verified in these months; the others are looked up in all.</summary>
    private const int RecentMonths = 3;

    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<Person> lines, CancellationToken cancellation)
    {
        var days = await LastAsync(db, [.. lines.Select(person => person.HouseholdId).Distinct()], date.ThisMonth.AddMonths(1 - RecentMonths), cancellation);
        var never = lines.Select(person => person.HouseholdId).Distinct().Where(home => !days.ContainsKey(home)).ToList();
        foreach (var (home, day) in never.Count == 0 ? [] : await LastAsync(db, never, default, cancellation))
        {
            days[home] = day;
        }

        foreach (var person in lines)
        {
            person.LastVerifiedOn = days.TryGetValue(person.HouseholdId, out var day) ? day : null;
        }
    }

    private static async Task<Dictionary<Guid, DateOnly>> LastAsync(AnjuDb db, List<Guid> homes, Month from, CancellationToken cancellation) =>
        await db.Set<MonthlyVerification>().Where(row => homes.Contains(row.HouseholdId) && row.Month >= from)
            .GroupBy(row => row.HouseholdId).Select(rows => new { Home = rows.Key, On = rows.Max(row => row.VerifiedOn) })
            .ToDictionaryAsync(x => x.Home, x => x.On, cancellation);
}
