using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Community.SafeCommunity;

/// <summary>A count that is shown as less than something while it is small: few could be told who they are (A52).</summary>
public readonly record struct SmallCount(int Count, bool Hidden)
{
    public string Text(int least) => Hidden ? $"少于{least}" : Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The counts of one area.</summary>
/// <param name="CountyCode">Null for all of them together.</param>
public sealed record KeyPersonCount(string? CountyCode, SmallCount InCare, SmallCount Ungraded, SmallCount Overdue, decimal? OnTime);

/// <summary>
/// I-M11-4: how many are in care and how many of them are visited in time, as counts and nothing else. Read on behalf of somebody
/// who may not open the records, within that somebody's scope.
/// </summary>
public sealed class KeyPersonFigures(Databases databases, PlanPack pack, BusinessDate date)
{
    /// <summary>By county in the order of codes, all together last where there are several.</summary>
    public async Task<IReadOnlyList<KeyPersonCount>> ReadAsync(Actor asking, CancellationToken cancellation)
    {
        if (!asking.ReadsFor(KeyPerson.OfMeasure))
        {
            return [];
        }

        await using var db = databases.Open(asking with { Roles = [Role.KeyPersonCarer], Measure = null });
        var parameters = pack.Parameters.At(date.ThisMonth);
        var sheets = (await db.Set<KeyPerson>().AsNoTracking().Where(one => EF.Property<string?>(one, "InCareIndex") != null).ToListAsync(cancellation))
            .ConvertAll(one => (one.CountyCode, VisitDue.Judge(one.Facts, date.Today, parameters).Outcome));
        var least = Least(parameters);
        var counties = asking.Scope.Within(pack.Divisions.Counties.Select(county => county.Code.ToString())).Order(StringComparer.Ordinal)
            .Select(county => (county, sheets.Where(one => one.CountyCode == county).Select(one => one.Outcome).ToList())).ToList();
        var counted = counties.ConvertAll(county => CountOf(county.county, county.Item2, least));
        if (counties.Count < 2)
        {
            return counted;
        }

        // Of a sum one hidden part could be worked out from the others.
        var all = CountOf(null, [.. sheets.Select(one => one.Outcome)], least);
        return
        [
            .. counted,
            all with
            {
                InCare = Sum(all.InCare, counted.Select(one => one.InCare)),
                Ungraded = Sum(all.Ungraded, counted.Select(one => one.Ungraded)),
                Overdue = Sum(all.Overdue, counted.Select(one => one.Overdue)),
            },
        ];
    }

    public static int Least(Parameters parameters) => parameters.Int("key-person.least-shown");

    private static SmallCount Sum(SmallCount all, IEnumerable<SmallCount> parts) => all with { Hidden = all.Hidden || parts.Count(part => part.Hidden) == 1 };

    private static KeyPersonCount CountOf(string? county, List<Outcome> outcomes, int least)
    {
        SmallCount Small(int count) => new(count, count > 0 && count < least);
        var (met, late) = (outcomes.Count(one => one == Outcome.Met), outcomes.Count(one => one == Outcome.NotMet));
        var shown = !Small(met).Hidden && !Small(late).Hidden && met + late > 0;
        return new(county, Small(outcomes.Count), Small(outcomes.Count(one => one == Outcome.Unknown)), Small(late), shown ? (decimal)met / (met + late) : null);
    }
}
