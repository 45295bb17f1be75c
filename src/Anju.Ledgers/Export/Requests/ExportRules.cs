namespace Anju.Ledgers;

/// <summary>How much one person may take away alone, and for how long a permission counts (requirements B9, E11).</summary>
public sealed record ExportRules
{
    /// <summary>Lines of one file that need no second person: a site, a township or a small county.</summary>
    public int Alone { get; init; } = 5_000;

    /// <summary>Lines of one file at most; also what a workbook can hold.</summary>
    public int Most { get; init; } = 1_000_000;

    /// <summary>From the decision on.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromHours(24);
}
