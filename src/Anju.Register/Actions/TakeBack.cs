using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>
/// A change of a household that was made by mistake is taken back as a whole (撤销这次变动): everything is as it was before
/// it, and what was entered since follows the people it is about. Refused when something later rests on it.
/// </summary>
internal static class TakeBack
{
    private const int LongestTold = 200;

    private static readonly MethodInfo CountOf = typeof(TakeBack).GetMethod(nameof(CountAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly UndoWords Words = new("这次变动", "请先撤销后来的变动，从最近的一次开始。");

    private static readonly Refusal OutOfReach = new("OUT_OF_REACH", "这次变动牵涉您管辖范围以外的户，请由上级办理。");

    /// <param name="Household">In whose file the change is seen.</param>
    public sealed record Request(Guid Household, Guid Batch, string Reason);

    /// <summary>Imports are taken back where they were made, a demonstration's own data not at all.</summary>
    public static bool IsOpen(JournalBatch batch) => batch.Origin is Origin.Page or Origin.Api;

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        var db = occasion.Db;
        if (await FindAsync(db, request.Household, request.Batch, cancellation) is not { } batch)
        {
            return Refusals.NotFound;
        }

        if (!IsOpen(batch))
        {
            return new Refusal(
                "NOT_AN_ACTION", batch.Origin == Origin.Import ? "导入的数据请在“数据导入”中打开那次导入，整批撤销。" : "这一次变更不是在页面上办理的，不能在这里撤销。");
        }

        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(entry => entry.BatchId == batch.Id).ToListAsync(cancellation);
        if (await RestingAsync(occasion, entries, cancellation) is { } resting)
        {
            return resting;
        }

        var told = batch.Reason.Length <= LongestTold ? batch.Reason : batch.Reason[..LongestTold] + "…";
        var done = await Undo.RunAsync(
            db, batch.Id, $"撤销“{told}”：{request.Reason}", occasion.Clock, cancellation,
            change => SettleAsync(occasion, batch, entries, change, cancellation), Words);
        return done.Refusal?.Code == Refusals.NotFound.Code ? OutOfReach : done;
    }

    /// <summary>The batch, when it touched the household or somebody on its line.</summary>
    public static async Task<JournalBatch?> FindAsync(AnjuDb db, Guid household, Guid batch, CancellationToken cancellation) =>
        await db.Set<Household>().AnyAsync(x => x.Id == household, cancellation)
        && await db.Set<JournalEntry>().AnyAsync(
            entry => entry.BatchId == batch
                && (entry.HouseholdId == household || db.Set<Person>().Any(person => person.HouseholdId == household && person.Id == entry.RecordId)),
            cancellation)
            ? await db.Set<JournalBatch>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == batch, cancellation)
            : null;

    /// <summary>People and households that the batch added, of which something has been recorded since.</summary>
    private static async Task<Refusal?> RestingAsync(Occasion occasion, List<JournalEntry> entries, CancellationToken cancellation)
    {
        var own = entries.ConvertAll(entry => entry.RecordId);
        var told = new List<string>();
        foreach (var type in (Type[])[typeof(Person), typeof(Household)])
        {
            var table = occasion.Ledgers.Of(type).Table;
            var added = entries.Where(entry => entry.Action == JournalAction.Add && entry.Ledger == table).Select(entry => entry.RecordId).ToList();
            foreach (var ledger in added.Count == 0 ? [] : occasion.Ledgers.All)
            {
                var columns = ledger.Columns.Where(column => column.Refers == type).Select(column => column.Name)
                    .Concat(type == typeof(Household) && ledger.Type != type && ledger.Type.IsAssignableTo(typeof(IOfHousehold)) ? [nameof(IOfHousehold.HouseholdId)] : [])
                    .Distinct();
                foreach (var column in columns)
                {
                    var count = await occasion.Db.PastWallsAsync(() => (Task<int>)CountOf.MakeGenericMethod(ledger.Type).Invoke(null, [occasion.Db, column, added, own, cancellation])!, cancellation);
                    if (count > 0)
                    {
                        told.Add($"{ledger.Title} {count} {ledger.Counter}");
                    }
                }
            }
        }

        return told.Count == 0 ? null : new(
            "RESTED_ON", $"这次变动登记的人（户）之后又有了记录：{string.Join("、", told.Distinct())}。请先删除这些记录，或撤销后来的变动。");
    }

    private static Task<int> CountAsync<T>(AnjuDb db, string column, List<Guid> added, List<Guid> own, CancellationToken cancellation)
        where T : Record
    {
        var rows = db.Set<T>().IgnoreQueryFilters().Where(row => !own.Contains(row.Id));
        if (typeof(T).GetProperty(column)!.PropertyType == typeof(Guid))
        {
            return rows.CountAsync(row => added.Contains(EF.Property<Guid>(row, column)), cancellation);
        }

        var some = added.ConvertAll(id => (Guid?)id);
        return rows.CountAsync(row => some.Contains(EF.Property<Guid?>(row, column)), cancellation);
    }

    /// <summary>What was entered since follows its people back; then every household that was touched must stand as it should.</summary>
    private static async Task<Refusal?> SettleAsync(
        Occasion occasion, JournalBatch batch, List<JournalEntry> entries, Change change, CancellationToken cancellation)
    {
        var db = occasion.Db;
        var (ids, homes) = (entries.ConvertAll(entry => entry.RecordId), entries.Select(entry => entry.HouseholdId).OfType<Guid>().Distinct().ToList());
        await db.Set<Household>().Where(x => homes.Contains(x.Id)).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version), cancellation);
        var households = await db.Set<Household>().AsNoTracking().Where(x => homes.Contains(x.Id)).ToListAsync(cancellation);
        var people = await db.Set<Person>().AsNoTracking().Where(x => homes.Contains(x.HouseholdId) || ids.Contains(x.Id)).ToListAsync(cancellation);
        if (await new Belongings(db, occasion.Ledgers, change).FollowAsync(
            households.ToDictionary(x => x.Id, x => (Record)x), people.Where(x => ids.Contains(x.Id)).ToDictionary(x => x.Id, x => (Record)x), cancellation) is { } refusal)
        {
            return refusal;
        }

        var log = await db.Set<MembershipChange>().AsNoTracking().Where(x => homes.Contains(x.HouseholdId)).ToListAsync(cancellation);
        var rolled = entries.Exists(entry => entry.Ledger == occasion.Ledgers.Of<MembershipChange>().Table);
        return households.Select(household => Wrong(
                household, [.. people.Where(x => x.HouseholdId == household.Id && x.Status == PersonStatus.Active)], [.. log.Where(x => x.HouseholdId == household.Id)]))
            .FirstOrDefault(wrong => wrong is not null)
            ?? (rolled ? await OtherHeadAsync(db, batch, homes, cancellation) : null);
    }

    private static Refusal? Wrong(Household household, IReadOnlyList<Person> members, IReadOnlyList<MembershipChange> log)
    {
        var (name, roll) = ($"{household.HeadName}户（{household.Code}）", new HouseholdRoll([.. members.Select(x => x.Id)], log));
        return (household.Status, members.Count) switch
        {
            (HouseholdStatus.Dissolved, > 0) => new("DISSOLVED", $"{name}已经销户，撤销后会有人留在已销的户里。请先撤销那次销户。"),
            (HouseholdStatus.Active, 0) when log.Count > 0 => new("NOBODY_LEFT", $"撤销后{name}就没有在册成员了。请先撤销后来的离户，或办理“整户消亡”。"),
            (_, > 0) when members.Count(x => x.Relation == Relation.Head) != 1 => new("HEADS", $"撤销后{name}的户主不是恰好一人。请先撤销后来的户主变更。"),
            _ when roll.Contradicted.Any() || roll.Unsettled.Any() =>
                new("OUT_OF_ORDER", $"{name}后来的变动以这次变动为前提。请先撤销后来的变动，从最近的一次开始。"),
            _ => null,
        };
    }

    /// <summary>Who comes back has a relation to the head of then; when there is another now, nobody could say which it is.</summary>
    private static async Task<Refusal?> OtherHeadAsync(AnjuDb db, JournalBatch batch, List<Guid> homes, CancellationToken cancellation) =>
        await (
            from line in db.Set<MembershipChange>()
            where homes.Contains(line.HouseholdId) && line.Kind == ChangeKind.HeadChanged
            join entry in db.Set<JournalEntry>() on line.Id equals entry.RecordId
            where entry.Action == JournalAction.Add
            join later in db.Set<JournalBatch>() on entry.BatchId equals later.Id
            where later.Sequence > batch.Sequence
            select line.Id).AnyAsync(cancellation)
            ? new("OTHER_HEAD", "这次变动之后户主换过，撤销后各人与户主的关系说不清。请先撤销那次户主变更。")
            : null;
}
