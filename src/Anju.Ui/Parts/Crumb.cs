namespace Anju.Ui;

/// <summary>One step of the way to a page; without an address it is a heading only.</summary>
public sealed record Crumb(string Title, string? Href = null);
