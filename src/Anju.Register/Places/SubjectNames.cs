using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Places;

/// <summary>Names of sites, households and people for the pages of the policy engine.</summary>
internal sealed class SubjectNames(PlanPack pack, BusinessDate date, LedgerCatalogue ledgers) : ISubjectNames
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
        AnjuDb db, string kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        if (kind == SubjectKind.County.Code)
        {
            return ids.Select(id => (Id: id, Code: CountyFacts.CodeOf(id))).Where(x => x.Code is not null)
                .ToDictionary(x => x.Id, x => new SubjectName(x.Id, x.Code!, pack.NameOf(x.Code!), x.Code!, "/counties/" + x.Code));
        }

        if (kind != SubjectKind.Household.Code && kind != SubjectKind.Person.Code)
        {
            return await OfLedgerAsync(db, kind, ids, cancellation);
        }

        // Addresses are put together here: a database writes ids its own way, and one page has one address.
        var isHousehold = kind == SubjectKind.Household.Code;
        var found = isHousehold
            ? await db.Set<Household>().AsNoTracking().Where(x => ids.Contains(x.Id))
                .Select(x => new { x.Id, x.Code, Name = x.HeadName ?? "户主未登记", x.Room }).ToListAsync(cancellation)
            : await (
                from person in db.Set<Person>().AsNoTracking()
                join household in db.Set<Household>() on person.HouseholdId equals household.Id
                where ids.Contains(person.Id)
                select new { person.Id, household.Code, person.Name, Room = (string?)null }).ToListAsync(cancellation);
        var folder = isHousehold ? "/households/" : "/persons/";
        return found.ToDictionary(x => x.Id, x => new SubjectName(x.Id, x.Code, x.Name, isHousehold ? x.Code : "户 " + x.Code, folder + x.Id) { Room = x.Room });
    }

    /// <summary>By the columns that name a line of the ledger: its caption, and its code.</summary>
    private async Task<IReadOnlyDictionary<Guid, SubjectName>> OfLedgerAsync(AnjuDb db, string kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var ledger = ledgers.Find(kind);
        return ledger is null ? new Dictionary<Guid, SubjectName>() : (await Referred.NamedAsync(db, ledgers, ledger, [.. ids], cancellation))
            .ToDictionary(x => x.Id, x => new SubjectName(x.Id, x.Code ?? "", x.Caption ?? x.Code ?? ledger.Title, x.Code ?? ledger.Title, ledger.AddressOf(x.Id)));
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
