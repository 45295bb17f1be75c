using Anju.Kernel;

namespace Anju.Register.Actions;

/// <summary>A whole household goes into another and ends (并户).</summary>
internal static class MergeHousehold
{
    /// <param name="Home">The household that ends.</param>
    /// <param name="Into">The household that takes its members in, whose head stays head.</param>
    /// <param name="Relations">Of every member who comes, to that head.</param>
    public sealed record Request(Seen Home, Seen Into, Event On, IReadOnlyDictionary<Guid, Relation> Relations);

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        if (request.Home.Household == request.Into.Household)
        {
            return new Refusal("SAME_HOUSEHOLD", "不能并入本户自己，请填写另一户的户编号。", "into");
        }

        var begun = await RollChange.BeginAsync(occasion, "并户", request.On, [request.Home, request.Into], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var (from, into) = (roll[request.Home.Household], roll[request.Into.Household]);
        var coming = from.Members;
        if (into.Head is not { } head)
        {
            return new Refusal("HEAD_MISSING", "要并入的户没有户主，请先在那一户办理“变更户主”。", "into");
        }

        if (ActionRules.BeforeJoining(from, coming, request.On.HappenedOn) is { } early)
        {
            return early;
        }

        if (ActionRules.BeforeMove(into, request.On.HappenedOn) is { } moved)
        {
            return moved;
        }

        if (ActionRules.SetHead([head, .. coming], head.Id, request.Relations, "into") is { } no)
        {
            return no;
        }

        foreach (var person in coming)
        {
            roll.Leave(from, person, ChangeKind.MergedOut, into.Household.Id);
            roll.Enter(into, person, ChangeKind.MergedIn, from.Household.Id);
        }

        (from.Household.Status, from.Household.DissolvedOn) = (HouseholdStatus.Dissolved, request.On.HappenedOn);
        return await roll.CommitAsync(cancellation);
    }
}
