using Anju.Kernel;

namespace Anju.Policy;

/// <summary>What a verdict is about: the lines of one ledger.</summary>
/// <param name="Code">The ledger's code, by which answers are stored.</param>
/// <param name="Name">What such a line is called: 搬迁户, 就业帮扶车间/基地.</param>
/// <param name="Unit">What lines are counted in: 户, 人, 个.</param>
/// <param name="List">Address of the list of them.</param>
public sealed record SubjectKind(string Code, string Name, string Unit, string List)
{
    public static SubjectKind Household { get; } = new("household", "搬迁户", "户", "/households");

    public static SubjectKind Person { get; } = new("person", "搬迁人口", "人", "/persons");

    /// <summary>What is judged of a county as a whole: the duties that the plan supports, promotes or encourages.</summary>
    public static SubjectKind County { get; } = new("county", "县（市、区）", "个", "/counties");

    /// <summary>Judged together with their households; every other kind is judged by itself.</summary>
    public bool IsOfHouseholds => this == Household || this == Person;

    public bool Equals(SubjectKind? other) => Code == other?.Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>
/// Everything rules may know of one subject in one month. <see cref="AsOf"/> is the day the facts are taken at: the last
/// day of the month, or the day of judging when the month is not over. <see cref="JudgedOn"/> is the day of judging, which
/// only deadlines look at.
/// </summary>
public abstract class Facts
{
    public abstract SubjectKind Kind { get; }

    public abstract Guid Id { get; }

    /// <summary>The household it is, or belongs to; null for what belongs to none.</summary>
    public abstract Guid? HouseholdId { get; }

    public abstract string CountyCode { get; }

    public abstract string? TownshipCode { get; }

    public abstract Guid? SiteId { get; }

    /// <summary>The subjects inside this one: the members of a household.</summary>
    public abstract IReadOnlyList<Facts> Parts { get; }

    public required DateOnly AsOf { get; init; }

    public required DateOnly JudgedOn { get; init; }

    /// <summary>The day that the facts of a month are taken at.</summary>
    public static DateOnly TakenAt(Month month, DateOnly judgedOn) => judgedOn < month.Last ? judgedOn : month.Last;
}

/// <summary>A stretch of households with their people, or of lines of one other ledger, by id, that is read and judged at one go.</summary>
/// <param name="Subject">Code of the ledger; <c>household</c> for households with their people.</param>
/// <param name="From">Inclusive; null is open.</param>
/// <param name="To">Exclusive; null is open.</param>
public sealed record FactPart(int Number, string Subject, Guid? From, Guid? To);

/// <summary>Where facts come from. The register implements it.</summary>
public interface IFactSource
{
    /// <summary>Holds on to the register as it is at this moment: whatever is written meanwhile, all parts tell of the same state.</summary>
    Task<IFactSnapshot> TakeAsync(CancellationToken cancellation);
}

/// <summary>All facts as they were at one moment. Parts may be read side by side.</summary>
public interface IFactSnapshot : IAsyncDisposable
{
    /// <summary>Names the state of the register: two snapshots of the same name hold the same facts.</summary>
    string State { get; }

    /// <summary>How many parts can be read at the same time.</summary>
    int Readers { get; }

    /// <summary>Cuts what is to be judged into parts of about <paramref name="size"/> lines: households first, then each other kind.</summary>
    Task<IReadOnlyList<FactPart>> PartsAsync(int size, IReadOnlyCollection<SubjectKind> subjects, CancellationToken cancellation);

    /// <summary>Reads one part and hands over each household, with its people, or each other line, in order of id.</summary>
    Task ReadAsync(FactPart part, Month month, DateOnly judgedOn, Action<Facts> each, CancellationToken cancellation);
}
