using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>Read backwards from today's rolls, the membership log never has somebody twice in a household, or leaving it unseen.</summary>
internal sealed class RollsHold : TieOut
{
    public override string Code => "membership";

    public override string Title => "成员增减平衡：期初＋增加－减少＝期末";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var looked = 0L;
        var changes = await db.Set<MembershipChange>().AsNoTracking().OrderBy(x => x.HouseholdId).ThenBy(x => x.HappenedOn).ToListAsync(cancellation);
        var now = await db.Set<Person>().AsNoTracking()
            .Where(person => person.LeftOn == null && db.Set<MembershipChange>().Any(change => change.HouseholdId == person.HouseholdId))
            .Select(person => new { person.Id, person.HouseholdId }).ToListAsync(cancellation);
        var rolls = now.ToLookup(x => x.HouseholdId, x => x.Id);
        foreach (var log in changes.GroupBy(change => change.HouseholdId))
        {
            looked++;
            var roll = new HouseholdRoll(rolls[log.Key].ToHashSet(), [.. log]);
            wrong.AddRange(roll.Contradicted.Select(person => $"户 {log.Key} 的成员 {person} 的变动记录与名册不符"));
        }

        return TieOutResult.Of(looked, wrong);
    }
}

/// <summary>
/// No household has two heads, and each bears the name of its head. That one has none is no fault of the register but of
/// the data: the check C-HEAD tells of it.
/// </summary>
internal sealed class HeadsHold : TieOut
{
    public override string Code => "heads";

    public override string Title => "每户至多一名户主，户主姓名与名册一致";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var looked = await db.Set<Household>().CountAsync(x => x.Status == HouseholdStatus.Active, cancellation);
        var wrong = await db.Set<Household>().AsNoTracking()
            .Where(x => x.Status == HouseholdStatus.Active
                && (db.Set<Person>().Count(person => person.HouseholdId == x.Id && person.LeftOn == null && person.Relation == Relation.Head) > 1
                    || db.Set<Person>().Any(person => person.HouseholdId == x.Id && person.LeftOn == null && person.Relation == Relation.Head && person.Name != x.HeadName)))
            .Select(x => x.Code).ToListAsync(cancellation);
        return TieOutResult.Of(looked, [.. wrong.Select(code => $"户 {code} 有不止一名户主，或户主姓名与名册不符")]);
    }
}
