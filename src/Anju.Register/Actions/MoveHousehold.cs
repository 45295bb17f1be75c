using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>A household moves to another site, and everything recorded of it goes along: who may see it changes with it.</summary>
internal static class MoveHousehold
{
    public sealed record Request(Seen Home, Guid SiteId, string Reason)
    {
        public string? Room { get; init; }
    }

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        var begun = await RollChange.BeginAsync(occasion, $"迁往其他安置点：{request.Reason}", [request.Home], cancellation);
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

        var township = site.TownshipCode ?? (site.CountyCode == home.Household.CountyCode ? home.Household.TownshipCode : null);
        (home.Household.CountyCode, home.Household.SiteId, home.Household.TownshipCode) = (site.CountyCode, site.Id, township);
        (home.Household.Room, home.Household.CurrentAddress) = (request.Room, null);
        foreach (var person in home.Everybody)
        {
            (person.CountyCode, person.SiteId) = (site.CountyCode, site.Id);
        }

        return await roll.CommitAsync(cancellation);
    }
}
