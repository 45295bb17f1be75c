namespace Anju.Policy.Pages;

/// <summary>An area of a table of figures, with its answers to every rule.</summary>
public sealed record AreaRow(string Name, string? Detail, string? Href, Area Area, IReadOnlyDictionary<string, Counts> Counts);
