using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>
/// A household moves to another site, and everything recorded of it goes along: who may see it changes with it. Only the
/// lines of leaving stay in the log of the site that was left.
/// </summary>
internal static class MoveHousehold
{
    public sealed record Request(Seen Home, Guid SiteId, Event On, string Reason)
    {
        public string? Room { get; init; }
    }

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        var begun = await RollChange.BeginAsync(occasion, $"迁往其他安置点：{request.Reason}", request.On, [request.Home], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var home = roll[request.Home.Household];
        if (await occasion.Db.Set<ResettlementSite>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.SiteId, cancellation) is not { } site)
        {
            return new Refusal("SITE_UNKNOWN", "没有找到这个安置点。只能迁往您管辖范围内的安置点；跨县市区迁移请由市级办理。", "siteId");
        }

        if (home.Household.SiteId == site.Id)
        {
            return new Refusal("SAME_SITE", "本户已经在这个安置点。", "siteId");
        }

        if (Disorder(home, request.On.HappenedOn) is { } disorder)
        {
            return disorder;
        }

        // Whoever belonged to it the day before goes along, also those who have left it since.
        var people = new HouseholdRoll([.. home.Members.Select(person => person.Id)], home.Log).On(request.On.HappenedOn.AddDays(-1));
        roll.Resettle(home, site, people);
        (home.Household.Room, home.Household.CurrentAddress) = (request.Room, null);
        return await roll.CommitAsync(cancellation);
    }

    /// <summary>What the log tells of the day itself, and what came of other households since, could not be told apart from the move.</summary>
    private static Refusal? Disorder(HomeInHand home, DateOnly on)
    {
        if (home.Last(ChangeKind.SiteEntered) is { } moved && on <= moved)
        {
            return new("BEFORE_MOVE", $"发生日期不晚于本户迁来现安置点的日期（{moved:yyyy-MM-dd}），请核对。那次迁移有误的，请先在变更历史中撤销。", "happenedOn");
        }

        return home.Log.Where(x => x.Kind.RollStep() != 0 && (x.HappenedOn == on || (x.HappenedOn > on && x.OtherHouseholdId is not null)))
            .MinBy(x => x.HappenedOn) is not { } other ? null
            : new(
                "SAME_DAY",
                other.HappenedOn == on
                    ? $"同一天还有“{TermTitles.Of(other.Kind)}”，先后分不清。请把迁移的发生日期填为前一天或后一天。"
                    : $"迁移之后有“{TermTitles.Of(other.Kind)}”（{other.HappenedOn:yyyy-MM-dd}）牵涉另一户。请先在变更历史中撤销它，办理迁移后再登记。",
                "happenedOn");
    }
}
