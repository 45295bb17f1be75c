using Anju.Kernel;

namespace Anju.Policy;

/// <summary>What a verdict is about.</summary>
public enum SubjectKind
{
    Household,
    Person,
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

    public abstract string Code { get; }

    public abstract string Name { get; }

    public abstract Guid HouseholdId { get; }

    public abstract string CountyCode { get; }

    public abstract string? TownshipCode { get; }

    public abstract Guid? SiteId { get; }

    /// <summary>The subjects inside this one: the members of a household.</summary>
    public abstract IReadOnlyList<Facts> Parts { get; }

    public required DateOnly AsOf { get; init; }

    public required DateOnly JudgedOn { get; init; }
}

/// <summary>A stretch of households, by id, that is read and judged at one go. Bounds: from inclusive, to exclusive, null open.</summary>
public sealed record FactPart(int Number, Guid? From, Guid? To);

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

    /// <summary>Cuts the register into parts of about <paramref name="size"/> households.</summary>
    Task<IReadOnlyList<FactPart>> PartsAsync(int size, CancellationToken cancellation);

    /// <summary>Reads one part and hands over each household, with its people, in order of id.</summary>
    Task ReadAsync(FactPart part, Month month, DateOnly judgedOn, Action<Facts> each, CancellationToken cancellation);
}
