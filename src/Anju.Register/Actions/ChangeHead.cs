using Anju.Kernel;

namespace Anju.Register.Actions;

/// <summary>Another member becomes the head; everybody's relation is given anew.</summary>
internal static class ChangeHead
{
    public sealed record Request(Seen Home, Guid NewHeadId, IReadOnlyDictionary<Guid, Relation> Relations, Event On, string Reason);

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        var begun = await RollChange.BeginAsync(occasion, $"变更户主：{request.Reason}", request.On, [request.Home], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var home = roll[request.Home.Household];
        if (home.Head?.Id == request.NewHeadId)
        {
            return new Refusal("HEAD_ALREADY", $"{home.Head.Name}现在就是户主。", "newHeadId");
        }

        if (home.Last(ChangeKind.HeadChanged) is { } last && request.On.HappenedOn < last)
        {
            return new Refusal("BEFORE_HEAD", $"发生日期早于上一次变更户主的日期（{last:yyyy-MM-dd}）。那次登记有误的，请先在变更历史中撤销。", "happenedOn");
        }

        var chosen = home.Members.Where(person => person.Id == request.NewHeadId);
        var refusal = ActionRules.BeforeJoining(home, chosen, request.On.HappenedOn)
            ?? ActionRules.SetHead(home.Members, request.NewHeadId, request.Relations, "newHeadId");
        return refusal is null ? await roll.CommitAsync(cancellation) : refusal;
    }
}
