namespace Anju.Ui;

/// <summary>A field that somebody else changed while this person was editing the record.</summary>
/// <param name="Yours">What this person typed.</param>
/// <param name="Now">What stands there now.</param>
/// <param name="ChangedBy">Who changed it and when: 李明（桂阳县） 2026-11-23 09:05.</param>
public sealed record Conflict(string Field, string? Yours, string? Now, string ChangedBy);
