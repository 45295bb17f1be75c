using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Community.SafeCommunity;

/// <summary>A count that is not shown where few could be told who they are, or where one that is hidden could be worked out from it (A52).</summary>
public readonly record struct SmallCount(int Count, bool Hidden)
{
    public string Text(int least) => !Hidden ? Count.ToString(System.Globalization.CultureInfo.InvariantCulture) : Count < least ? $"少于{least}" : "不显示";
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

        // Of a sum one hidden part could be worked out from the others, and of a rate what is hidden of the sum.
        var all = CountOf(null, [.. sheets.Select(one => one.Outcome)], least);
        all = all with
        {
            InCare = Sum(all.InCare, counted.Select(one => one.InCare)),
            Ungraded = Sum(all.Ungraded, counted.Select(one => one.Ungraded)),
            Overdue = Sum(all.Overdue, counted.Select(one => one.Overdue)),
        };
        return [.. counted, all.InCare.Hidden || all.Ungraded.Hidden || all.Overdue.Hidden ? all with { OnTime = null } : all];
    }

    public static int Least(Parameters parameters) => parameters.Int("key-person.least-shown");

    private static SmallCount Sum(SmallCount all, IEnumerable<SmallCount> parts) => all with { Hidden = all.Hidden || parts.Count(part => part.Hidden) == 1 };

    /// <summary>
    /// Those in care are those visited in time, late, and unknown. The first are not shown, but follow from the others: where they
    /// are few, one more count is hidden; and a rate is only shown where nothing is.
    /// </summary>
    internal static KeyPersonCount CountOf(string? county, IReadOnlyList<Outcome> outcomes, int least)
    {
        SmallCount Small(int count) => new(count, count > 0 && count < least);
        var (met, late, unknown) = (Small(outcomes.Count(one => one == Outcome.Met)), Small(outcomes.Count(one => one == Outcome.NotMet)), Small(outcomes.Count(one => one == Outcome.Unknown)));
        if (met.Hidden && !late.Hidden && !unknown.Hidden)
        {
            (late, unknown) = late.Count > unknown.Count ? (late with { Hidden = true }, unknown) : (late, unknown with { Hidden = unknown.Count > 0 });
        }

        var judged = met.Count + late.Count;
        return new(county, Small(outcomes.Count), unknown, late, judged > 0 && !met.Hidden && !late.Hidden && !unknown.Hidden ? (decimal)met.Count / judged : null);
    }
}
