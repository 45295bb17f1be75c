using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register;

/// <summary>
/// A rule about the lines of a ledger that are neither households nor people: a workshop, an application, a project. The run
/// reads such a ledger because a rule about it stands in the rule book; nothing else is to be written.
/// </summary>
public abstract class RecordRule<T> : Rule<RecordFacts<T>>, IRecordRule
    where T : CountyRecord
{
    public sealed override SubjectKind Subject => RecordFacts<T>.KindOf;

    /// <summary>Ledgers whose lines refer to the line judged and are looked at with it.</summary>
    public virtual IReadOnlyList<Type> Beside => [];

    Type IRecordRule.Line => typeof(T);

    RecordReader IRecordRule.Reader(IReadOnlyCollection<Type> beside) => new RecordReader<T>(beside);
}

/// <summary>What the reader of facts needs to know of a rule about the lines of some ledger.</summary>
internal interface IRecordRule
{
    SubjectKind Subject { get; }

    /// <summary>The ledger's class.</summary>
    Type Line { get; }

    IReadOnlyList<Type> Beside { get; }

    /// <summary>Reads the ledger the rule is about.</summary>
    RecordReader Reader(IReadOnlyCollection<Type> beside);
}

/// <summary>All that rules may know of one line of a ledger in one month: the line, and lines of other ledgers that refer to it.</summary>
public sealed class RecordFacts<T>(T record, IReadOnlyDictionary<Type, IReadOnlyList<Record>> beside) : Facts
    where T : CountyRecord
{
    /// <summary>What the ledger's lines are to rules.</summary>
    internal static SubjectKind KindOf { get; } = typeof(T).GetCustomAttribute<LedgerAttribute>() is { } ledger
        ? new(ledger.Code, ledger.Title, ledger.Counter, ledger.ListPage ?? $"/ledgers/{ledger.Code}")
        : throw new InvalidOperationException($"{typeof(T).Name} is no ledger.");

    public T Record => record;

    /// <summary>The township of the site it is at; only figures go by it.</summary>
    internal string? Township { private get; init; }

    public override SubjectKind Kind => KindOf;

    public override Guid Id => record.Id;

    public override Guid? HouseholdId => (record as IOfHousehold)?.HouseholdId;

    public override string CountyCode => record.CountyCode;

    public override string? TownshipCode => Township;

    public override Guid? SiteId => record.SiteId;

    public override IReadOnlyList<Facts> Parts => [];

    /// <summary>The lines of another ledger that refer to this one, of all months, in order of their ids; the rule names the ledger in <c>Beside</c>.</summary>
    public IReadOnlyList<TOther> All<TOther>()
        where TOther : Record => beside.TryGetValue(typeof(TOther), out var found) ? (IReadOnlyList<TOther>)found : [];
}
