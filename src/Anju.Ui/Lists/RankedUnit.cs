namespace Anju.Ui;

/// <summary>A county, township, site or department in a <see cref="Ranking" />.</summary>
/// <param name="Change">Places won (positive) or lost against the last period; null when there was none.</param>
/// <param name="Rows">Address of the rows with the answer M, N or U.</param>
public sealed record RankedUnit(string Name, long Met, long NotMet, long Unknown, string? Href = null, int? Change = null, Func<char, string>? Rows = null);
