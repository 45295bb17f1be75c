using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register.Actions;

/// <summary>The household ends: whoever is left leaves the roll, and it is struck off (整户消亡).</summary>
internal static class DissolveHousehold
{
    public static IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.HouseholdEnded, ChangeKind.Death, ChangeKind.MovedOut];

    public sealed record Request(Seen Home, ChangeKind Kind, Event On)
    {
        /// <summary>Open jobs of those who leave end on the same day.</summary>
        public bool EndWork { get; init; } = true;
    }

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        if (!Kinds.Contains(request.Kind))
        {
            return new Refusal("KIND", "请选择销户的原因。", "kind");
        }

        var begun = await RollChange.BeginAsync(occasion, $"整户消亡（{TermTitles.Of(request.Kind)}）", request.On, [request.Home], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var home = roll[request.Home.Household];
        if (ActionRules.BeforeJoining(home, home.Members, request.On.HappenedOn) is { } early)
        {
            return early;
        }

        foreach (var person in home.Members)
        {
            roll.Leave(home, person, request.Kind);
            if (request.EndWork)
            {
                roll.EndWork(person);
            }
        }

        (home.Household.Status, home.Household.DissolvedOn) = (HouseholdStatus.Dissolved, request.On.HappenedOn);
        return await roll.CommitAsync(cancellation);
    }
}
