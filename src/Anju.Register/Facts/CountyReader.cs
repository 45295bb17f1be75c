using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>Reads for judging the counties that relocated households or sites are registered in, in order of their codes.</summary>
internal sealed class CountyReader(Modules modules)
{
    private readonly IReadOnlyList<Evidence> evidence = [.. modules.Create<Rule>().OfType<CountyRule>().SelectMany(rule => rule.Evidence).Distinct()];

    public async Task<IReadOnlyList<CountyFacts>> ReadAsync(AnjuDb db, Month month, DateOnly judgedOn, CancellationToken cancellation)
    {
        var (asOf, year) = (Facts.TakenAt(month, judgedOn), month.Year);
        var households = await db.Set<Household>().AsNoTracking().GroupBy(household => household.CountyCode)
            .Select(x => new { x.Key, On = x.Count(household => household.DissolvedOn == null || household.DissolvedOn > asOf) })
            .ToDictionaryAsync(x => x.Key, x => x.On, cancellation);
        var sites = await db.Set<ResettlementSite>().AsNoTracking().GroupBy(site => site.CountyCode)
            .Select(x => new { x.Key, InUse = x.Count(site => site.Status == SiteStatus.InUse) })
            .ToDictionaryAsync(x => x.Key, x => x.InUse, cancellation);
        var returns = (await db.Set<SupportReturn>().AsNoTracking().Where(one => one.Year == year && one.FiledOn <= judgedOn)
            .OrderBy(one => one.Id).ToListAsync(cancellation)).ToLookup(one => one.CountyCode);
        var found = new List<(Evidence Evidence, IReadOnlyDictionary<string, EvidenceFound> Of)>();
        foreach (var one in evidence)
        {
            found.Add((one, await one.AmongAsync(db, new DateOnly(year, 1, 1), asOf, cancellation)));
        }

        return
        [
            .. households.Keys.Union(sites.Keys).Order(StringComparer.Ordinal).Select(county => new CountyFacts(
                county, households.GetValueOrDefault(county), sites.GetValueOrDefault(county), [.. returns[county]],
                found.ToDictionary(x => x.Evidence, x => x.Of.GetValueOrDefault(county)))
            {
                AsOf = asOf,
                JudgedOn = judgedOn,
            }),
        ];
    }
}
