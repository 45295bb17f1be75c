using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Places;

/// <summary>Names of sites, households and people for the pages of the policy engine.</summary>
internal sealed class SubjectNames(PlanPack pack, BusinessDate date) : ISubjectNames
{
    public async Task<IReadOnlyList<SiteName>> SitesAsync(AnjuDb db, string? county, CancellationToken cancellation)
    {
        var parameters = pack.Parameters.At(date.ThisMonth);
        var sites = await db.Set<ResettlementSite>().AsNoTracking()
            .Where(site => county == null || site.CountyCode == county)
            .OrderBy(site => site.Code)
            .ToListAsync(cancellation);
        return [.. sites.Select(x => new SiteName(x.Id, x.Code, x.Name, x.CountyCode, x.TownshipCode, Words(x.Kind, SiteScales.Of(x, parameters))))];
    }

    public async Task<IReadOnlyDictionary<Guid, SubjectName>> OfAsync(
        AnjuDb db, SubjectKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        // Addresses are put together here: a database writes ids its own way, and one page has one address.
        var found = kind == SubjectKind.Household
            ? await db.Set<Household>().AsNoTracking().Where(x => ids.Contains(x.Id))
                .Select(x => new { x.Id, x.Code, Name = x.HeadName ?? "户主未登记", Detail = x.Room }).ToListAsync(cancellation)
            : await (
                from person in db.Set<Person>().AsNoTracking()
                join household in db.Set<Household>() on person.HouseholdId equals household.Id
                where ids.Contains(person.Id)
                select new { person.Id, Code = person.Code ?? "", person.Name, Detail = (string?)household.Code }).ToListAsync(cancellation);
        var folder = kind == SubjectKind.Household ? "/households/" : "/persons/";
        return found.ToDictionary(x => x.Id, x => new SubjectName(x.Id, x.Code, x.Name, x.Detail, folder + x.Id));
    }

    private static string Words(SiteKind kind, SiteScale? scale) =>
        kind == SiteKind.Virtual ? "分散安置" : scale switch
        {
            SiteScale.Mega => "特大型",
            SiteScale.Large => "大型",
            SiteScale.Medium => "中型",
            SiteScale.Small => "小型",
            SiteScale.Micro => "微型",
            _ => "集中安置",
        };
}
