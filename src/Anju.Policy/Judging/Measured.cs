namespace Anju.Policy;

/// <summary>What one subject adds to a figure that is a sum, a mean or a share.</summary>
/// <param name="Amount">In the smallest unit, so that sums are exact: 分, heads, days.</param>
/// <param name="Of">What it is measured against, in the same way: 1 for the subject itself, its workers, the funds it is part of.</param>
public sealed record Measured(long Amount, long Of = 1);
