using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>
/// What every action on the roll has in common: the households are locked, compared with what the person saw, edited in
/// copies, and written as one change with the log, in an order in which no household ever has two heads.
/// </summary>
internal sealed class RollChange : IAsyncDisposable
{
    private readonly Occasion occasion;
    private readonly Change change;
    private readonly List<HomeInHand> homes = [];
    private readonly List<Person> newcomers = [];
    private readonly List<MembershipChange> steps = [];

    private RollChange(Occasion occasion, Change change) => (this.occasion, this.change) = (occasion, change);

    public static async Task<Result<RollChange>> BeginAsync(Occasion occasion, string reason, IReadOnlyList<Seen> households, CancellationToken cancellation)
    {
        var roll = new RollChange(occasion, await Change.BeginAsync(occasion.Db, occasion.Origin, reason, occasion.Clock, cancellation));
        foreach (var seen in households.OrderBy(x => x.Household))
        {
            if (await roll.LockAsync(seen, cancellation) is { } refusal)
            {
                await roll.DisposeAsync();
                return refusal;
            }
        }

        return roll;
    }

    public HomeInHand this[Guid household] => homes.First(home => home.Household.Id == household);

    /// <summary>Founds a household.</summary>
    public HomeInHand Found(Household household)
    {
        var home = new HomeInHand(household, [], []) { Before = null };
        homes.Add(home);
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
        Log(home.Household, person, kind, on, from);
    }

    public void Leave(HomeInHand home, Person person, ChangeKind kind, Event on, Guid? to = null)
    {
        if (to is null)
        {
            (person.Status, person.LeftOn) = (PersonStatus.Left, on.HappenedOn);
        }

        Log(home.Household, person, kind, on, to);
    }

    public async Task<Result<Written>> CommitAsync(CancellationToken cancellation)
    {
        try
        {
            Name();
            return (Refusal.OfAll(Wrong()) ?? await WriteAsync(cancellation)) is { } refusal ? refusal : await change.CommitAsync(cancellation);
        }
        catch (Exception problem) when (Refusals.From(problem) is { } refusal)
        {
            return refusal;
        }
    }

    public ValueTask DisposeAsync() => change.DisposeAsync();

    private void Name() => homes.ForEach(home => home.Household.HeadName = home.Head?.Name ?? home.Household.HeadName);

    /// <summary>What the rules of the records say against anything that is to be written, by the names of the inputs, which are those of the fields.</summary>
    private List<Refusal> Wrong() =>
    [
        .. homes.SelectMany(home => Check(home.Household, home.Before)),
        .. homes.SelectMany(home => home.Edits).DistinctBy(edit => edit.After.Id).SelectMany(edit => Check(edit.After, edit.Before)),
        .. newcomers.SelectMany(person => Check(person)),
        .. steps.SelectMany(step => Check(step)).DistinctBy(refusal => (refusal.Field, refusal.Message)),
    ];

    private IReadOnlyList<Refusal> Check<T>(T record, T? before = null)
        where T : Record => LineRules.Check(occasion.Ledgers.Of<T>(), record, before, occasion.Today);

    private async Task<Refusal?> WriteAsync(CancellationToken cancellation)
    {
        await change.InsertAsync([.. homes.Where(home => home.Before is null).Select(home => home.Household)], cancellation);
        var edits = homes.SelectMany(home => home.Edits).ToLookup(Turn);
        if (await EditAsync([.. homes.Where(home => home.Before is not null).Select(home => (home.Before!, home.Household))], cancellation) is { } household)
        {
            return household;
        }

        for (var turn = 0; turn <= 2; turn++)
        {
            if (await EditAsync([.. edits[turn]], cancellation) is { } person)
            {
                return person;
            }
        }

        await change.InsertAsync(newcomers, cancellation);
        await change.InsertAsync(steps, cancellation);
        return await new Belongings(occasion, change).FollowAsync([.. homes.Where(home => home.Before is not null)], [.. edits.SelectMany(x => x)], cancellation);
    }

    /// <summary>Who is no head goes first, then heads that go elsewhere, then those who become head where they are.</summary>
    private static int Turn((Person Before, Person After) edit) =>
        edit.After is not { Relation: Relation.Head, Status: PersonStatus.Active } ? 0
        : edit.Before.HouseholdId != edit.After.HouseholdId ? 1 : 2;

    private async Task<Refusal?> EditAsync<T>(IReadOnlyList<(T, T)> edits, CancellationToken cancellation)
        where T : Record => (await change.UpdateAsync(edits, cancellation)).Refusal;

    private void Log(Household household, Person person, ChangeKind kind, Event on, Guid? other) => steps.Add(new()
    {
        HouseholdId = household.Id,
        PersonId = person.Id,
        CountyCode = household.CountyCode,
        SiteId = household.SiteId,
        Kind = kind,
        HappenedOn = on.HappenedOn,
        ReportedOn = occasion.Today,
        OtherHouseholdId = other,
        Proof = on.Proof,
        Note = on.Note,
    });

    private async Task<Refusal?> LockAsync(Seen seen, CancellationToken cancellation)
    {
        // Writes nothing, but holds the row until the end: two actions on one household go one after the other.
        var db = occasion.Db;
        if (await db.Set<Household>().Where(x => x.Id == seen.Household).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version), cancellation) == 0)
        {
            return Refusals.NotFound;
        }

        var household = await db.Set<Household>().AsNoTracking().FirstAsync(x => x.Id == seen.Household, cancellation);
        var people = await db.Set<Person>().AsNoTracking().Where(x => x.HouseholdId == household.Id).ToListAsync(cancellation);
        if (household.Status == HouseholdStatus.Dissolved)
        {
            return new("DISSOLVED", $"{household.HeadName}户（{household.Code}）已销户，不能再办理户变动。");
        }

        if (seen.Stamp is { Length: > 0 } stamp && stamp != HomeInHand.StampOf(household, people))
        {
            return new("CONFLICT", $"您填表期间，{household.HeadName}户（{household.Code}）的信息被别人改过。请核对下面的成员名单后重新提交。");
        }

        homes.Add(new(household, people, await db.Set<MembershipChange>().AsNoTracking().Where(x => x.HouseholdId == household.Id).ToListAsync(cancellation)));
        return null;
    }
}
