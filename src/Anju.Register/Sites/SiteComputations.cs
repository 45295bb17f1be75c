using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>规模类别: by the number of resettled people, unless a document says otherwise [A07].</summary>
public static class SiteScales
{
    /// <summary>Null when the number is blank: what depends on it is unknown then.</summary>
    public static SiteScale? Of(ResettlementSite site, Parameters parameters) =>
        site.DecidedScale is { } decided && !string.IsNullOrWhiteSpace(site.ScaleBasis) ? decided : Of(site.People, parameters);

    public static SiteScale? Of(int? people, Parameters parameters) => people switch
    {
        null => null,
        { } count when count >= parameters.Int("site.scale.mega-from") => SiteScale.Mega,
        { } count when count >= parameters.Int("site.scale.large-from") => SiteScale.Large,
        { } count when count >= parameters.Int("site.scale.medium-from") => SiteScale.Medium,
        { } count when count >= parameters.Int("site.scale.small-from") => SiteScale.Small,
        _ => SiteScale.Micro,
    };
}

internal sealed class ScaleOfSites(PlanPack pack, BusinessDate date) : Computation<ResettlementSite>(nameof(ResettlementSite.Scale))
{
    protected override Task FillAsync(AnjuDb db, IReadOnlyList<ResettlementSite> lines, CancellationToken cancellation)
    {
        var parameters = pack.Parameters.At(date.ThisMonth);
        foreach (var site in lines)
        {
            site.Scale = SiteScales.Of(site, parameters);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Figures of the newest finished run, the same as on the site's page: nobody recounts.</summary>
internal sealed class FiguresOfSites() : Computation<ResettlementSite>(
    nameof(ResettlementSite.Labourers), nameof(ResettlementSite.LabourersAtWork))
{
    private const string Labourers = "I-M01-C";
    private const string AtWork = "I-M03-3";

    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<ResettlementSite> lines, CancellationToken cancellation)
    {
        var run = await db.Set<MonthlyRun>().Where(x => x.State == RunState.Done)
            .OrderByDescending(x => x.Month).Select(x => (int?)x.Number).FirstOrDefaultAsync(cancellation);
        var areas = lines.Select(site => Area.Site(site.Id).Code).ToList();
        var counts = run is null ? [] : await db.Set<IndicatorCell>()
            .Where(cell => cell.Run == run && (cell.Code == Labourers || cell.Code == AtWork) && cell.Level == AreaLevel.Site && areas.Contains(cell.Area))
            .ToDictionaryAsync(cell => (cell.Area, cell.Code), cell => cell.Met, cancellation);
        foreach (var site in lines)
        {
            site.Labourers = Find(site, Labourers);
            site.LabourersAtWork = Find(site, AtWork);
        }

        int? Find(ResettlementSite site, string code) => counts.TryGetValue((Area.Site(site.Id).Code, code), out var count) ? count : null;
    }
}
