namespace Anju.Ui;

/// <summary>One of several pages about the same subject.</summary>
public sealed record TabLink(string Title, string Href, long? Count = null);
