using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>Some members found a household of their own, with its own code and head (分户).</summary>
internal static class SplitHousehold
{
    /// <summary>Of the inputs for those who stay.</summary>
    public const string RemainingPrefix = "stay-";

    public sealed record Request(Seen Home, IReadOnlyList<Guid> Members, Guid NewHeadId, Event On)
    {
        /// <summary>The next free number of the county when none is given.</summary>
        public string? Code { get; init; }

        public string? Room { get; init; }

        /// <summary>Relations within the new household, to its head.</summary>
        public IReadOnlyDictionary<Guid, Relation> Relations { get; init; } = new Dictionary<Guid, Relation>();

        /// <summary>Head of those who stay; needed when the old head goes along.</summary>
        public Guid? RemainingHeadId { get; init; }

        public IReadOnlyDictionary<Guid, Relation> RemainingRelations { get; init; } = new Dictionary<Guid, Relation>();
    }

    /// <summary>The id of the new household.</summary>
    public static async Task<Result<Guid>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        var begun = await RollChange.BeginAsync(occasion, "分户", request.On, [request.Home], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var old = roll[request.Home.Household];
        var leaving = request.Members.Distinct().Select(old.Member).OfType<Person>().ToList();
        if (Refuse(request, old, leaving) is { } refusal)
        {
            return refusal;
        }

        var code = request.Code ?? await NextCodeAsync(occasion.Db, old.Household.CountyCode, cancellation);
        if (await occasion.Db.PastWallsAsync(() => occasion.Db.Set<Household>().IgnoreQueryFilters().AnyAsync(x => x.Code == code, cancellation), cancellation))
        {
            return new Refusal("CODE_TAKEN", $"户编号{code}已经有人使用，请换一个编号。", "code");
        }

        var home = roll.Found(Founded(old.Household, code, request));
        foreach (var person in leaving)
        {
            roll.Leave(old, person, ChangeKind.SplitOut, home.Household.Id);
            roll.Enter(home, person, ChangeKind.SplitIn, old.Household.Id);
            home.Everybody.Add(person);
        }

        if (ActionRules.SetHead(leaving, request.NewHeadId, request.Relations, "newHeadId") is { } wrong)
        {
            return wrong;
        }

        if (old.Head is null && SetRemaining(old, request) is { } missing)
        {
            return missing;
        }

        var written = await roll.CommitAsync(cancellation);
        return written.IsOk ? home.Household.Id : written.Refusal;
    }

    /// <summary>One more than the highest number that begins with the county's code, in as many digits.</summary>
    public static async Task<string> NextCodeAsync(AnjuDb db, string county, CancellationToken cancellation)
    {
        var last = await db.PastWallsAsync(
            () => db.Set<Household>().IgnoreQueryFilters().Where(x => x.Code.StartsWith(county)).OrderByDescending(x => x.Code.Length).ThenByDescending(x => x.Code)
                .Select(x => x.Code).FirstOrDefaultAsync(cancellation),
            cancellation);
        return last is { Length: > 6 } && long.TryParse(last[6..], out var number)
            ? county + (number + 1).ToString(new string('0', last.Length - 6))
            : county + "000001";
    }

    private static Refusal? Refuse(Request request, HomeInHand old, List<Person> leaving)
    {
        if (leaving.Count == 0)
        {
            return new("NOBODY", "请至少勾选一名分出的成员。", "members");
        }

        if (leaving.Count != request.Members.Distinct().Count())
        {
            return ActionRules.UnknownMember with { Field = "members" };
        }

        return leaving.Count == old.Members.Count
            ? new("EVERYBODY", "不能把全部成员分出去：全家换地方请办理“迁往其他安置点”，只换户主请办理“变更户主”。", "members")
            : ActionRules.BeforeJoining(old, leaving, request.On.HappenedOn);
    }

    private static Refusal? SetRemaining(HomeInHand old, Request request) => request.RemainingHeadId is { } head
        ? ActionRules.SetHead(old.Members, head, request.RemainingRelations, "remainingHeadId", RemainingPrefix)
        : new("NEW_HEAD", "原户主分出去了，请为留下的成员选择新户主和与新户主的关系。", "remainingHeadId");

    /// <summary>What holds for a household by where it comes from holds for the new one too; what it owns is entered for itself.</summary>
    private static Household Founded(Household old, string code, Request request) => new()
    {
        Code = code,
        CountyCode = old.CountyCode,
        TownshipCode = old.TownshipCode,
        SiteId = old.SiteId,
        Room = request.Room ?? old.Room,
        Type = old.Type,
        PlacementForm = old.PlacementForm,
        ScatteredForm = old.ScatteredForm,
        OriginPlace = old.OriginPlace,
        DestinationPlace = old.DestinationPlace,
        BatchYear = old.BatchYear,
        MovedInOn = request.On.HappenedOn,
        LivesThere = old.LivesThere,
        HukouMovedIn = old.HukouMovedIn,
        OutOfPovertyOn = old.OutOfPovertyOn,
        DeclaredSize = request.Members.Distinct().Count(),
        Helper = old.Helper,
        Grid = old.Grid,
        Status = HouseholdStatus.Active,
    };
}
