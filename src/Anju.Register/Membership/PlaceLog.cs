using System.Linq.Expressions;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// Where a membership change happened. The log of a household goes along when it moves, all but the lines of leaving; so a
/// line happened where its household next left from, and when it has left from nowhere since, where it is.
/// </summary>
internal static class PlaceLog
{
    public static IReadOnlyList<ChangeKind> Ins { get; } = [.. Enum.GetValues<ChangeKind>().Where(kind => kind.SiteStep() > 0)];

    public static IReadOnlyList<ChangeKind> Outs { get; } = [.. Enum.GetValues<ChangeKind>().Where(kind => kind.SiteStep() < 0)];

    /// <summary>Lines that happened at the site, as far as they are in the actor's scope.</summary>
    public static IQueryable<MembershipChange> OfSite(AnjuDb db, Guid site) => At(db, line => line.SiteId == site);

    /// <summary>Lines that happened in the county, as far as they are in the actor's scope.</summary>
    public static IQueryable<MembershipChange> OfCounty(AnjuDb db, string county) => At(db, line => line.CountyCode == county);

    private static IQueryable<MembershipChange> At(AnjuDb db, Expression<Func<MembershipChange, bool>> here)
    {
        var (log, left) = (db.Set<MembershipChange>(), db.Set<MembershipChange>().Where(here).Where(line => line.Kind == ChangeKind.SiteLeft));
        var stayed = log.Where(here).Where(line => line.Kind == ChangeKind.SiteLeft || !log.Any(later =>
            later.HouseholdId == line.HouseholdId && later.Kind == ChangeKind.SiteEntered && later.HappenedOn > line.HappenedOn));
        var before = log.Where(line => line.Kind != ChangeKind.SiteLeft && left.Any(leaving =>
            leaving.HouseholdId == line.HouseholdId && leaving.HappenedOn > line.HappenedOn
            && !log.Any(between => between.HouseholdId == line.HouseholdId && between.Kind == ChangeKind.SiteEntered
                && between.HappenedOn > line.HappenedOn && between.HappenedOn < leaving.HappenedOn)));
        var ids = stayed.Select(line => line.Id).Union(before.Select(line => line.Id));
        return log.Where(line => ids.Contains(line.Id));
    }
}
