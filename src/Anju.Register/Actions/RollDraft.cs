using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>
/// Changes of rolls as they are thought out, one event after the other, over copies of the households; written in an order
/// in which no household ever has two heads.
/// </summary>
/// <param name="today">When events are reported that do not say it.</param>
internal sealed class RollDraft(DateOnly today)
{
    private readonly List<Person> newcomers = [];
    private readonly List<MembershipChange> steps = [];
    private readonly Dictionary<Guid, DateOnly> withoutWork = [];

    public List<HomeInHand> Homes { get; } = [];

    /// <summary>Founds a household.</summary>
    public HomeInHand Found(Household household)
    {
        var home = new HomeInHand(household, [], []) { Before = null };
        Homes.Add(home);
        return home;
    }

    /// <summary>Somebody the register does not know yet.</summary>
    public void Register(HomeInHand home, Person person)
    {
        newcomers.Add(person);
        home.Everybody.Add(person);
        (person.CountyCode, person.SiteId) = (home.Household.CountyCode, home.Household.SiteId);
    }

    public void Enter(HomeInHand home, Person person, ChangeKind kind, Event on, Guid? from = null)
    {
        // Somebody who was away keeps the first day of belonging: the log tells of the absence.
        if (person.HouseholdId != home.Household.Id || person.LeftOn is null)
        {
            person.JoinedOn = on.HappenedOn;
        }

        (person.HouseholdId, person.Status, person.LeftOn) = (home.Household.Id, PersonStatus.Active, null);
        (person.CountyCode, person.SiteId) = (home.Household.CountyCode, home.Household.SiteId);
        Log(home, person.Id, kind, on, from);
    }

    public void Leave(HomeInHand home, Person person, ChangeKind kind, Event on, Guid? to = null)
    {
        if (to is null)
        {
            (person.Status, person.LeftOn) = (PersonStatus.Left, on.HappenedOn);
        }

        Log(home, person.Id, kind, on, to);
    }

    /// <summary>Jobs of the person that are still open end on the day of the event.</summary>
    public void EndWork(Person person, Event on) => withoutWork[person.Id] = on.HappenedOn;

    /// <summary>The household goes to another site, and <paramref name="people"/> with it: the log of either site says so.</summary>
    public void Resettle(HomeInHand home, ResettlementSite site, IEnumerable<Guid> people, Event on)
    {
        var ids = people.Order().ToList();
        ids.ForEach(person => Log(home, person, ChangeKind.SiteLeft, on, null));
        (home.Household.CountyCode, home.Household.SiteId, home.Household.TownshipCode) = (site.CountyCode, site.Id, site.TownshipCode ?? (site.CountyCode == home.Household.CountyCode ? home.Household.TownshipCode : null));
        foreach (var person in home.Everybody)
        {
            (person.CountyCode, person.SiteId) = (site.CountyCode, site.Id);
        }

        ids.ForEach(person => Log(home, person, ChangeKind.SiteEntered, on, null));
    }

    /// <summary>Every household bears the name of its head, and the log tells who became one. Once, when all events are thought through.</summary>
    /// <param name="on">The event by which a household has another head now.</param>
    public void SettleHeads(Event on)
    {
        foreach (var home in Homes)
        {
            home.Household.HeadName = home.Head?.Name ?? home.Household.HeadName;
            if (home is { Before: not null, Head: { } head } && home.HeadBefore != head.Id)
            {
                // Who joined after the day, and became head when the one before was found to have gone, was head from then.
                Log(home, head.Id, ChangeKind.HeadChanged, on, null, later: home.Since(head));
            }
        }
    }

    /// <summary>What the rules of the records say against anything that is to be written, by the names of the inputs, which are those of the fields.</summary>
    public IEnumerable<Refusal> Objections(LedgerCatalogue ledgers)
    {
        return
        [
            .. Homes.SelectMany(home => Check(home.Household, home.Before)),
            .. Homes.SelectMany(home => home.Edits).DistinctBy(edit => edit.After.Id).SelectMany(edit => Check(edit.After, edit.Before)),
            .. newcomers.SelectMany(person => Check(person)),
            .. steps.SelectMany(step => Check(step)).DistinctBy(refusal => (refusal.Field, refusal.Message)),
        ];

        IReadOnlyList<Refusal> Check<T>(T record, T? before = null)
            where T : Record => LineRules.Check(ledgers.Of<T>(), record, before, today);
    }

    public async Task<Refusal?> WriteAsync(AnjuDb db, LedgerCatalogue ledgers, Change change, CancellationToken cancellation)
    {
        await change.InsertAsync([.. Homes.Where(home => home.Before is null).Select(home => home.Household)], cancellation);
        var edits = Homes.SelectMany(home => home.Edits).ToLookup(Turn);
        if (await EditAsync(change, [.. Homes.Where(home => home.Before is not null).Select(home => (home.Before!, home.Household))], cancellation) is { } household)
        {
            return household;
        }

        for (var turn = 0; turn <= 2; turn++)
        {
            if (await EditAsync(change, [.. edits[turn]], cancellation) is { } person)
            {
                return person;
            }
        }

        await change.InsertAsync(newcomers, cancellation);
        await change.InsertAsync(steps, cancellation);
        return await EndWorkAsync(db, change, cancellation)
            ?? await new Belongings(db, ledgers, change).FollowAsync([.. Homes.Where(home => home.Before is not null)], [.. edits.SelectMany(x => x)], cancellation);
    }

    /// <summary>Nothing happens to anybody before birth.</summary>
    public Refusal? Unborn() => Homes.SelectMany(home => home.Everybody)
        .FirstOrDefault(person => steps.Exists(step => step.PersonId == person.Id && person.BirthDate > step.HappenedOn)) is { } person
            ? new("BEFORE_BIRTH", $"发生日期早于{person.Name}的出生日期（{person.BirthDate:yyyy-MM-dd}），请核对发生日期，或先更正出生日期。", "happenedOn")
            : null;

    private async Task<Refusal?> EndWorkAsync(AnjuDb db, Change change, CancellationToken cancellation)
    {
        var open = new List<EmploymentSpell>();
        foreach (var people in withoutWork.Keys.Chunk(500))
        {
            open.AddRange((await db.Set<EmploymentSpell>().AsNoTracking().Where(x => people.Contains(x.PersonId)).ToListAsync(cancellation))
                .Where(x => x.StartedOn <= withoutWork[x.PersonId] && !(x.EndedOn <= withoutWork[x.PersonId])));
        }

        return await EditAsync(
            change,
            open.ConvertAll(spell =>
            {
                var ended = RecordField.CloneOf(spell);
                ended.EndedOn = withoutWork[spell.PersonId];
                return (spell, ended);
            }),
            cancellation);
    }

    /// <summary>Who is no head goes first, then heads that go elsewhere, then those who become head where they are.</summary>
    private static int Turn((Person Before, Person After) edit) =>
        edit.After is not { Relation: Relation.Head, Status: PersonStatus.Active } ? 0
        : edit.Before.HouseholdId != edit.After.HouseholdId ? 1 : 2;

    private static async Task<Refusal?> EditAsync<T>(Change change, IReadOnlyList<(T, T)> edits, CancellationToken cancellation)
        where T : Record => (await change.UpdateAsync(edits, cancellation)).Refusal;

    private void Log(HomeInHand home, Guid person, ChangeKind kind, Event on, Guid? other, DateOnly? later = null)
    {
        var step = new MembershipChange
        {
            HouseholdId = home.Household.Id,
            PersonId = person,
            CountyCode = home.Household.CountyCode,
            SiteId = home.Household.SiteId,
            Kind = kind,
            HappenedOn = later > on.HappenedOn ? later.Value : on.HappenedOn,
            ReportedOn = on.ReportedOn ?? today,
            OtherHouseholdId = other,
            Proof = on.Proof,
            Note = on.Note,
        };
        steps.Add(step);
        home.Log.Add(step);
    }
}
