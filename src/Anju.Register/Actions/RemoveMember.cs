using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register.Actions;

/// <summary>A member leaves the roll. When it is the head, the same step names the new one.</summary>
internal static class RemoveMember
{
    public static IReadOnlyList<ChangeKind> Kinds { get; } =
        [ChangeKind.Death, ChangeKind.MarriedOut, ChangeKind.MovedOut, ChangeKind.Imprisoned, ChangeKind.Lost];

    public sealed record Request(Seen Home, Guid PersonId, ChangeKind Kind, Event On)
    {
        /// <summary>Needed when the head leaves, with the relation of everybody else who stays.</summary>
        public Guid? NewHeadId { get; init; }

        public IReadOnlyDictionary<Guid, Relation> Relations { get; init; } = new Dictionary<Guid, Relation>();

        /// <summary>Jobs of the person that are still open end on the same day.</summary>
        public bool EndWork { get; init; } = true;
    }

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        if (!Kinds.Contains(request.Kind))
        {
            return new Refusal("KIND", "请选择减少的原因。", "kind");
        }

        var begun = await RollChange.BeginAsync(occasion, $"减少成员（{TermTitles.Of(request.Kind)}）", request.On, [request.Home], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var home = roll[request.Home.Household];
        if (home.Member(request.PersonId) is not { } person)
        {
            return ActionRules.UnknownMember;
        }

        if (home.Members.Count == 1)
        {
            return new Refusal("LAST_MEMBER", $"{person.Name}是本户最后一名成员，请办理“整户消亡”。", "personId");
        }

        if (ActionRules.BeforeJoining(home, [person], request.On.HappenedOn) is { } early)
        {
            return early;
        }

        roll.Leave(home, person, request.Kind);
        if (request.EndWork)
        {
            roll.EndWork(person);
        }

        if (person.Relation == Relation.Head)
        {
            if (request.NewHeadId is not { } head)
            {
                return new Refusal("NEW_HEAD", $"{person.Name}是户主，请同时选择新户主和其他成员与新户主的关系。", "newHeadId");
            }

            if (ActionRules.SetHead(home.Members, head, request.Relations, "newHeadId") is { } no)
            {
                return no;
            }
        }

        return await roll.CommitAsync(cancellation);
    }
}
