using Anju.Kernel;

namespace Anju.Register.HouseholdFile;

/// <summary>What one line of a ledger says in the work timeline of its person.</summary>
/// <param name="Until">The last day; null for what happens on one day.</param>
/// <param name="Lasts">It has begun and not ended.</param>
public sealed record WorkEntry(DateOnly On, DateOnly? Until, WorkEntryKind Kind, string Words, bool Lasts = false);

public enum WorkEntryKind
{
    Job,
    Service,
    Training,
    Business,
}

/// <summary>A ledger about one person whose lines belong in the work timeline of the person's file; nothing else is registered.</summary>
public interface IWorkEntry
{
    /// <summary>Null for a line that tells of nothing yet.</summary>
    WorkEntry? InTimeline();
}
