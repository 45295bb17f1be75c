using Anju.Access;
using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Places;

/// <summary>
/// The organisations that the plan pack and the register know: departments of the city with their counterparts in each
/// county, counties, townships, villages, and the resettlement sites.
/// </summary>
internal sealed class PlanOrganisations(PlanPack pack) : IOrganisationSource
{
    private static readonly DepartmentId[] MassOrganisations = [Department.TradeUnion, Department.YouthLeague, Department.WomensFederation];

    public IReadOnlyList<Organisation> OfThePlan => field ??= [.. City(pack), .. pack.Divisions.Counties.SelectMany(county => County(pack, county))];

    public IReadOnlyList<(int Number, string Title)> Measures => field ??= [.. pack.Plan.Measures.Select(measure => (measure.Article.Number, measure.Title))];

    public async Task<IReadOnlyList<Organisation>> SitesAsync(AnjuDb db, string county, CancellationToken cancellation) =>
    [
        .. (await db.Set<ResettlementSite>().AsNoTracking().Where(site => site.CountyCode == county).OrderBy(site => site.Name)
            .Select(site => new { site.Id, site.Name }).ToListAsync(cancellation))
            .Select(site => new Organisation(CodeOf(county, site.Id), site.Name, OrganisationKind.Site, county, null, site.Id)),
    ];

    public async Task<IReadOnlyList<Guid>> SitesWithinAsync(AnjuDb db, string division, CancellationToken cancellation) =>
        await db.Set<ResettlementSite>().AsNoTracking().Where(site => site.TownshipCode == division || site.VillageCode == division)
            .OrderBy(site => site.Id).Select(site => site.Id).ToListAsync(cancellation);

    private static string CodeOf(string county, Guid site) => $"{county}/site/{site}";

    private static IEnumerable<Organisation> City(PlanPack pack) => pack.Departments
        .Where(department => department.Kind != DepartmentKind.Group)
        .Select(department => new Organisation(
            $"city/{department.Id}",
            department.Name,
            department.Kind == DepartmentKind.Body ? OrganisationKind.CityTaskForce
                : MassOrganisations.Contains(department.Id) ? OrganisationKind.MassOrganisation : OrganisationKind.CityDepartment,
            ValidFrom: department.ValidFrom,
            ValidTo: department.ValidTo,
            Successor: department.Successor is { } next ? $"city/{next}" : null));

    private static IEnumerable<Organisation> County(PlanPack pack, Division county)
    {
        var code = county.Code.ToString();
        yield return new(code, pack.Departments[Department.CountyGovernments].NameIn(county.Name), OrganisationKind.CountyGovernment, code);
        foreach (var department in pack.Departments.Where(department => department.Kind != DepartmentKind.Group))
        {
            yield return new(
                $"{code}/{department.Id}",
                department.NameIn(county.Name),
                department.Kind == DepartmentKind.Body ? OrganisationKind.CountyTaskForce : OrganisationKind.CountyBureau,
                code,
                ValidFrom: department.ValidFrom,
                ValidTo: department.ValidTo,
                Successor: department.Successor is { } next ? $"{code}/{next}" : null);
        }

        foreach (var township in county.Children.Where(township => township.IsCurrent && !township.IsStatisticalOnly))
        {
            yield return new(township.Code.ToString(), $"{county.Name}{township.ShortName}", OrganisationKind.Township, code, township.Code.ToString());
            foreach (var village in township.Children.Where(village => village.IsCurrent && !village.IsStatisticalOnly))
            {
                yield return new(village.Code.ToString(), village.FullName, OrganisationKind.Village, code, village.Code.ToString());
            }
        }
    }
}
