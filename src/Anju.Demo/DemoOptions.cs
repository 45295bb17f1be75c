using Anju.Kernel;

namespace Anju.Demo;

/// <summary>What city to invent. The same options give the same city, whatever the day and the machine.</summary>
public sealed record DemoOptions
{
    public const int Fewest = 50;
    public const int Most = 5_000_000;

    /// <summary>From <see cref="Fewest"/> to <see cref="Most"/>. More households extend each county: those that a smaller city has stay as they are.</summary>
    public int Households { get; init; } = 13_000;

    public int Seed { get; init; } = 2022;

    /// <summary>The city's business date. The plan ends in 2025, and so does the story.</summary>
    public DateOnly Today { get; init; } = new(2025, 11, 20);

    /// <summary>Whole months of history before the month of <see cref="Today"/>; 3 to 36.</summary>
    public int HistoryMonths { get; init; } = 24;

    /// <summary>Whether every ninth household gets something that is wrong, so that each rule and check has its cases.</summary>
    public bool WithProblems { get; init; } = true;

    internal Month FirstMonth => Month.Of(Today).AddMonths(-HistoryMonths);

    internal DateOnly HistoryStart => FirstMonth.First;

    internal DemoOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Households, Fewest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Households, Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(HistoryMonths, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HistoryMonths, 36);
        return this;
    }
}
