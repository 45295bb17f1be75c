using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.HouseholdFile;

/// <summary>Everything stored about one household, as far as the actor may see it.</summary>
public sealed class FileOfHousehold
{
    public required Household Household { get; init; }

    public required ResettlementSite? Site { get; init; }

    /// <summary>Everybody on the household's line: on the roll, or last on it.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    /// <summary>The log, newest first.</summary>
    public required IReadOnlyList<MembershipChange> Changes { get; init; }

    /// <summary>People of the log who are on another household's line now, as far as they are in scope.</summary>
    public required IReadOnlyList<Person> Elsewhere { get; init; }

    /// <summary>What other ledgers hold of the household, ledger by ledger, newest first.</summary>
    public required IReadOnlyList<LedgerRecords> Records { get; init; }

    public IReadOnlyList<Person> Active => field ??=
        [.. People.Where(person => person.Status == PersonStatus.Active).OrderBy(person => person.Relation).ThenBy(person => person.BirthDate).ThenBy(person => person.Id)];

    public IReadOnlyList<Person> Gone => field ??=
        [.. People.Where(person => person.Status != PersonStatus.Active).OrderByDescending(person => person.LeftOn).ThenBy(person => person.Id), .. Elsewhere];

    public HouseholdRoll Roll => field ??= new([.. Active.Select(person => person.Id)], Changes);

    public Person? Find(Guid person) => People.Concat(Elsewhere).FirstOrDefault(x => x.Id == person);

    public string NameOf(Guid person) => Find(person)?.Name ?? "（已转出本辖区）";

    /// <summary>Null for an unknown id and for one outside the actor's scope alike.</summary>
    public static async Task<FileOfHousehold?> ReadAsync(AnjuDb db, LedgerCatalogue ledgers, Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Household>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellation) is not { } household)
        {
            return null;
        }

        var people = await db.Set<Person>().AsNoTracking().Where(x => x.HouseholdId == id).ToListAsync(cancellation);
        var changes = await db.Set<MembershipChange>().AsNoTracking().Where(x => x.HouseholdId == id)
            .OrderByDescending(x => x.HappenedOn).ThenByDescending(x => x.Id).ToListAsync(cancellation);
        var elsewhere = changes.Select(change => change.PersonId).Except(people.Select(person => person.Id)).ToList();
        var records = new List<LedgerRecords>();
        foreach (var ledger in ledgers.All.Where(TellsOfHouseholds).Where(ledger => db.Actor.ReadsLedgersOf(ledger.Measure)))
        {
            records.Add(await LedgerRecords.ReadAsync(db, ledger, id, cancellation));
        }

        return new()
        {
            Household = household,
            Site = await db.Set<ResettlementSite>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == household.SiteId, cancellation),
            People = people,
            Changes = changes,
            Elsewhere = elsewhere.Count == 0 ? [] : await db.Set<Person>().AsNoTracking().Where(x => elsewhere.Contains(x.Id)).ToListAsync(cancellation),
            Records = records,
        };
    }

    private static bool TellsOfHouseholds(LedgerDefinition ledger) =>
        ledger.Type.IsAssignableTo(typeof(IOfHousehold)) && ledger.Type != typeof(Household) && ledger.Type != typeof(Person) && ledger.Type != typeof(MembershipChange);
}

/// <summary>One ledger's records of one household, newest first.</summary>
public sealed record LedgerRecords(LedgerDefinition Ledger, IReadOnlyList<Record> Rows)
{
    private static readonly MethodInfo Typed = typeof(LedgerRecords).GetMethod(nameof(TypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The column of the person a record is about; null when it is about the household as a whole.</summary>
    public LedgerColumn? PersonColumn => Ledger.Columns.FirstOrDefault(column => column.Refers == typeof(Person));

    public Guid? PersonOf(Record row) => (Guid?)PersonColumn?.Get(row);

    public static async Task<LedgerRecords> ReadAsync(AnjuDb db, LedgerDefinition ledger, Guid household, CancellationToken cancellation)
    {
        var rows = await (Task<List<Record>>)Typed.MakeGenericMethod(ledger.Type).Invoke(null, [db, household, cancellation])!;
        var time = ledger.Key.Concat(ledger.Listed).FirstOrDefault(column => column.Kind is ColumnKind.Month or ColumnKind.Date);
        return new(ledger, [.. rows.OrderByDescending(row => time?.Get(row) is Month month ? month.First : (DateOnly?)time?.Get(row)).ThenByDescending(row => row.Id)]);
    }

    private static async Task<List<Record>> TypedAsync<T>(AnjuDb db, Guid household, CancellationToken cancellation)
        where T : Record =>
        [.. await db.Set<T>().AsNoTracking().Where(x => EF.Property<Guid>(x, nameof(IOfHousehold.HouseholdId)) == household).ToListAsync(cancellation)];
}
