using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>All organisations by code: those of the plan, the sites of the register, and what was added by hand.</summary>
public sealed class OrganisationDirectory(IOrganisationSource source, Databases databases)
{
    private readonly Dictionary<string, Organisation> ofThePlan = source.OfThePlan.ToDictionary(x => x.Code);

    public IReadOnlyList<Organisation> OfThePlan => source.OfThePlan;

    public IReadOnlyList<(int Number, string Title)> Measures => source.Measures;

    public async Task<IReadOnlyList<Organisation>> AddedAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return [.. (await db.Set<AddedOrganisation>().AsNoTracking().OrderBy(x => x.Name).ToListAsync(cancellation)).Select(x => x.AsOrganisation())];
    }

    public async Task<IReadOnlyList<Organisation>> SitesAsync(string county, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await source.SitesAsync(db, county, cancellation);
    }

    public async Task<Organisation?> FindAsync(string? code, CancellationToken cancellation) =>
        code is null ? null
        : ofThePlan.GetValueOrDefault(code)
        ?? (await AddedAsync(cancellation)).FirstOrDefault(x => x.Code == code)
        ?? await SiteAsync(code, cancellation);

    /// <summary>Where people of one county, or of the city, may be posted on that day, the higher ones first.</summary>
    public async Task<IReadOnlyList<Organisation>> InAsync(string? county, DateOnly on, CancellationToken cancellation) =>
    [
        .. OfThePlan.Concat(await AddedAsync(cancellation)).Where(x => x.CountyCode == county && x.IsValidOn(on)).OrderBy(x => x.Kind),
        .. county is null ? [] : await SitesAsync(county, cancellation),
    ];

    private async Task<Organisation?> SiteAsync(string code, CancellationToken cancellation) =>
        code.Split('/') is [{ Length: 6 } county, "site", _] ? (await SitesAsync(county, cancellation)).FirstOrDefault(x => x.Code == code) : null;
}
