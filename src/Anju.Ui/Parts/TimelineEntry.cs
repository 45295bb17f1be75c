namespace Anju.Ui;

/// <summary>Something that happened, newest first in a <see cref="Timeline" />.</summary>
/// <param name="When">Already written by <see cref="Format" />.</param>
/// <param name="Detail">The reason or the change in words.</param>
public sealed record TimelineEntry(string When, string Title, string? Who = null, string? Detail = null, Tone Tone = Tone.Info, string? Href = null);
