using Anju.Access;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Web.Commands;

/// <summary>The demonstration's accounts: one for each role, and for county officers one in each county. All names are invented.</summary>
internal static class DemoAccounts
{
    public static async Task<IReadOnlyList<UserAccount>> EnsureAsync(Databases databases, PlanPack pack, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (!await db.Set<UserAccount>().AnyAsync(cancellation))
        {
            db.AddRange(await MakeAsync(db, pack, cancellation));
            await db.SaveChangesAsync(cancellation);
        }

        return await db.Set<UserAccount>().AsNoTracking().OrderBy(user => user.Id).ToListAsync(cancellation);
    }

    private static async Task<IEnumerable<UserAccount>> MakeAsync(AnjuDb db, PlanPack pack, CancellationToken cancellation)
    {
        var sites = await db.Set<ResettlementSite>().AsNoTracking()
            .OrderByDescending(site => site.People).ThenBy(site => site.Code)
            .Select(site => new { site.Id, site.Name, site.CountyCode, site.TownshipCode })
            .ToListAsync(cancellation);
        var largest = sites[0];
        var ofTownship = sites.Where(site => site.CountyCode == largest.CountyCode && site.TownshipCode == largest.TownshipCode).ToList();
        var township = pack.Divisions.Find(largest.TownshipCode!)?.Name ?? "乡镇";
        UserAccount[] city =
        [
            new() { Id = "01-city-lead", Name = "周安怀", Organisation = "市易地搬迁组办公室", Role = Role.CityLead },
            new() { Id = "02-city-department", Name = "李知行", Organisation = "市人社局", Role = Role.CityDepartment },
            new() { Id = "03-auditor", Name = "何明察", Organisation = "市审计组", Role = Role.Auditor },
        ];
        var counties = pack.Divisions.Counties.Select((county, i) => new UserAccount
        {
            Id = $"{i + 11}-county-{county.Code.Value}",
            Name = "县专班" + (i + 1),
            Organisation = $"{county.Name}搬迁后续扶持专班",
            Role = Role.CountyOfficer,
            CountyCode = county.Code.Value,
        });
        UserAccount[] local =
        [
            Local("31-township", "邓守土", $"{township}政府", Role.Township, [.. ofTownship.Select(site => site.Id)]),
            Local("32-site", "罗惠民", $"{largest.Name}服务中心", Role.SiteWorker, [largest.Id]),
            Local("33-grid", "曹走访", $"{largest.Name}第一网格", Role.GridWorker, [largest.Id]),
        ];
        return city.Concat(counties).Concat(local);

        UserAccount Local(string id, string name, string organisation, Role role, List<Guid> of) =>
            new() { Id = id, Name = name, Organisation = organisation, Role = role, CountyCode = largest.CountyCode, Sites = of };
    }
}
