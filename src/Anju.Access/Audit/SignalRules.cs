namespace Anju.Access;

/// <summary>
/// From when on something is worth a look (requirement F6). No rule of the plan says so: figures of common practice, to be
/// changed here.
/// </summary>
public sealed record SignalRules
{
    /// <summary>An export from this hour in the evening …</summary>
    public int NightFrom { get; init; } = 22;

    /// <summary>… to this one in the morning.</summary>
    public int NightTo { get; init; } = 6;

    /// <summary>So many people searched for one identity number …</summary>
    public int SameNumberPeople { get; init; } = 3;

    /// <summary>… within so many days.</summary>
    public int SameNumberDays { get; init; } = 7;

    /// <summary>Fewer files opened on one day are never unusual.</summary>
    public int ViewsAtLeast { get; init; } = 100;

    /// <summary>So many times what the person opens on a usual day (median of the days of work before).</summary>
    public double ViewsTimes { get; init; } = 3;

    /// <summary>Days looked back for what is usual.</summary>
    public int UsualDays { get; init; } = 28;
}
