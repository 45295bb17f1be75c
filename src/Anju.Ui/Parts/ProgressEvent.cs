namespace Anju.Ui;

/// <summary>What a "progress" event carries as JSON (camel case) to <see cref="LiveProgress" />.</summary>
/// <param name="Total">0 while it is not known.</param>
/// <param name="SecondsLeft">An estimate; null while there is none.</param>
/// <param name="Unit">Of what there are so many: 行, 户.</param>
/// <param name="Finished">Nothing follows; with <paramref name="Failed" /> the work ended badly.</param>
public sealed record ProgressEvent(
    long Done, long Total, string? Phase = null, int? SecondsLeft = null, bool Finished = false, bool Failed = false, string? Message = null,
    string? Unit = null)
{
    /// <summary>The name of the event on the wire.</summary>
    public const string Name = "progress";
}
