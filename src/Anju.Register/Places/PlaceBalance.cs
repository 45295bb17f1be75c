using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Places;

/// <summary>Counts the people of a site or county today, and reads its log backwards from there.</summary>
internal sealed class PlaceBalance : IPlaceBalance
{
    public async Task<IReadOnlyList<PlaceMonth>> OfAsync(AnjuDb db, Area area, Month last, int months, CancellationToken cancellation)
    {
        var site = area.Level == AreaLevel.Site ? Guid.Parse(area.Code) : (Guid?)null;
        var first = last.AddMonths(1 - months).First;
        var lines = await (site is { } at ? PlaceLog.OfSite(db, at) : PlaceLog.OfCounty(db, area.Code)).AsNoTracking()
            .Where(line => line.HappenedOn >= first)
            .Select(line => new { line.HappenedOn, line.Kind }).ToListAsync(cancellation);
        var now = await db.Set<Person>().CountAsync(
            person => person.Status == PersonStatus.Active && (site == null ? person.CountyCode == area.Code : person.SiteId == site), cancellation);
        int On(DateOnly day) => now - lines.Where(line => line.HappenedOn > day).Sum(line => line.Kind.SiteStep());
        return [.. Enumerable.Range(1 - months, months).Select(last.AddMonths).Select(month => new PlaceMonth(
            month,
            On(month.First.AddDays(-1)),
            lines.Count(line => month.Contains(line.HappenedOn) && line.Kind.SiteStep() > 0),
            lines.Count(line => month.Contains(line.HappenedOn) && line.Kind.SiteStep() < 0),
            On(month.Last),
            Href(area, month, "in"),
            Href(area, month, "out")))];
    }

    private static string Href(Area area, Month month, string way) =>
        $"/ledgers/membership-change?balance={(area.Level == AreaLevel.Site ? "site" : "county")}:{area.Code}&month={month}&way={way}";
}
