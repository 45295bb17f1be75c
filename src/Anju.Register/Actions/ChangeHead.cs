using Anju.Kernel;

namespace Anju.Register.Actions;

/// <summary>Another member becomes the head; everybody's relation is given anew.</summary>
internal static class ChangeHead
{
    public sealed record Request(Seen Home, Guid NewHeadId, IReadOnlyDictionary<Guid, Relation> Relations, string Reason);

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        var begun = await RollChange.BeginAsync(occasion, $"变更户主：{request.Reason}", [request.Home], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var home = roll[request.Home.Household];
        return home.Head?.Id == request.NewHeadId
            ? new Refusal("HEAD_ALREADY", $"{home.Head.Name}现在就是户主。", "newHeadId")
            : ActionRules.SetHead(home.Members, request.NewHeadId, request.Relations, "newHeadId") is { } no ? no
            : await roll.CommitAsync(cancellation);
    }
}
