using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

/// <summary>Writes the judged rows: households, persons, and the step that brings each new person onto the roll.</summary>
internal static class PersonsWrite
{
    /// <summary>A step is made when it is written: nothing else asks for it.</summary>
    private const int StepsAtOnce = 8_000;

    public static async Task<Result> RunAsync(PersonsBatch batch, Change change, CancellationToken cancellation)
    {
        await change.InsertAsync(NewHouseholds(batch), cancellation);
        var persons = batch.Persons.Where(row => row is { Imports: true, Outcome: RowOutcome.New }).Select(row => Enter(row, batch.Context.Today)).ToList();
        await change.InsertAsync(persons, cancellation);
        foreach (var some in persons.Chunk(StepsAtOnce))
        {
            await change.InsertAsync([.. some.Select(person => Step(person, batch.Context.Today))], cancellation);
        }

        var homes = batch.Homes.Where(home => home.Changed is not null && home.Rows.Exists(row => row.Imports)).Select(home => (home.Existing!, home.Changed!)).ToList();
        if (await change.UpdateAsync(homes, cancellation) is { Refusal: { } refusal })
        {
            return refusal;
        }

        // Heads that step down go first: a household has one head at any moment.
        var edits = Edits(batch).ToLookup(edit => edit.Before.Relation == Relation.Head && edit.After.Relation != Relation.Head);
        foreach (var group in (bool[])[true, false])
        {
            if (edits[group].ToList() is { Count: > 0 } some && await change.UpdateAsync(some, cancellation) is { Refusal: { } no })
            {
                return no;
            }
        }

        return Result.Ok;
    }

    private static List<Household> NewHouseholds(PersonsBatch batch)
    {
        var households = new List<Household>();
        foreach (var home in batch.Homes.Where(home => home.Existing is null && home.Rows.Exists(row => row is { Imports: true, Outcome: RowOutcome.New })))
        {
            home.Draft.CountyCode = home.County!;
            home.Draft.SiteId = home.SiteId;
            home.Draft.HeadName = home.Counted.FirstOrDefault(row => row.IsHead)?.Draft.Name;
            households.Add(home.Draft);
        }

        return households;
    }

    private static Person Enter(PersonRow row, DateOnly today)
    {
        var home = row.Home!;
        var person = row.Draft;
        person.HouseholdId = home.Id;
        person.CountyCode = home.County!;
        person.SiteId = home.SiteId;
        person.JoinedOn = home.Existing is null && home.Draft.MovedInOn is { } movedIn && movedIn <= today ? movedIn : today;
        if (person.JoinedOn < person.BirthDate)
        {
            person.JoinedOn = person.BirthDate.Value;
        }

        return person;
    }

    private static MembershipChange Step(Person person, DateOnly today) => new()
    {
        HouseholdId = person.HouseholdId,
        PersonId = person.Id,
        CountyCode = person.CountyCode,
        SiteId = person.SiteId,
        Kind = ChangeKind.Registered,
        HappenedOn = person.JoinedOn,
        ReportedOn = today,
    };

    /// <summary>Changed rows, and members of a household that has been given its site, who follow it.</summary>
    private static IEnumerable<(Person Before, Person After)> Edits(PersonsBatch batch)
    {
        var followers = new HashSet<Guid>();
        foreach (var home in batch.Homes.Where(home => home.Changed is not null && home.Existing!.SiteId != home.Changed.SiteId))
        {
            var inFile = home.Rows.Where(row => row is { Imports: true, Existing: not null }).ToDictionary(row => row.Existing!.Id);
            foreach (var member in home.Members ?? [.. inFile.Values.Select(row => row.Existing!)])
            {
                followers.Add(member.Id);
                var after = inFile.GetValueOrDefault(member.Id)?.Changed ?? RecordField.CloneOf(member);
                after.SiteId = home.Changed!.SiteId;
                yield return (member, after);
            }
        }

        foreach (var row in batch.Persons.Where(row => row is { Imports: true, Changed: not null } && !followers.Contains(row.Existing!.Id)))
        {
            yield return (row.Existing!, row.Changed!);
        }
    }
}
