using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>
/// What every action on the roll has in common: the households are locked, compared with what the person saw, edited in
/// copies, and written as one change with the log.
/// </summary>
internal sealed class RollChange : IAsyncDisposable
{
    private readonly Occasion occasion;
    private readonly Change change;
    private readonly Event on;

    private RollChange(Occasion occasion, Change change, Event on)
    {
        (this.occasion, this.change, this.on) = (occasion, change, on);
        Draft = new(occasion.Today);
    }

    private RollDraft Draft { get; }

    /// <param name="on">When it happened: not in days to come, and not before one of the households was there.</param>
    public static async Task<Result<RollChange>> BeginAsync(
        Occasion occasion, string reason, Event on, IReadOnlyList<Seen> households, CancellationToken cancellation)
    {
        if (ActionRules.Future(on.HappenedOn, occasion.Today) is { } future)
        {
            return future;
        }

        var roll = new RollChange(occasion, await Change.BeginAsync(occasion.Db, occasion.Origin, reason, occasion.Clock, cancellation), on);
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

    public HomeInHand this[Guid household] => Draft.Homes.First(home => home.Household.Id == household);

    public HomeInHand Found(Household household) => Draft.Found(household);

    public void Register(HomeInHand home, Person person) => Draft.Register(home, person);

    public void Enter(HomeInHand home, Person person, ChangeKind kind, Guid? from = null) => Draft.Enter(home, person, kind, on, from);

    public void Leave(HomeInHand home, Person person, ChangeKind kind, Guid? to = null) => Draft.Leave(home, person, kind, on, to);

    public void EndWork(Person person) => Draft.EndWork(person, on);

    public void Resettle(HomeInHand home, ResettlementSite site, IEnumerable<Guid> people) => Draft.Resettle(home, site, people, on);

    public async Task<Result<Written>> CommitAsync(CancellationToken cancellation)
    {
        try
        {
            Draft.SettleHeads(on);
            return (Draft.Unborn() ?? Refusal.OfAll(Draft.Objections(occasion.Ledgers))
                ?? await Draft.WriteAsync(occasion.Db, occasion.Ledgers, change, cancellation)) is { } refusal ? refusal : await change.CommitAsync(cancellation);
        }
        catch (Exception problem) when (Refusals.From(problem) is { } refusal)
        {
            return refusal;
        }
    }

    public ValueTask DisposeAsync() => change.DisposeAsync();

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

        var home = new HomeInHand(household, people, await db.Set<MembershipChange>().AsNoTracking().Where(x => x.HouseholdId == household.Id).ToListAsync(cancellation));
        Draft.Homes.Add(home);
        return ActionRules.BeforeHousehold(home, on.HappenedOn);
    }
}
