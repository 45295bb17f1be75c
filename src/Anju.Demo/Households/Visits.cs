using Anju.Kernel;

namespace Anju.Demo;

/// <summary>In which months of the history something changed in a household, and in which nobody looked. One bit a month.</summary>
internal sealed class Visits
{
    /// <summary>The month of bit 0.</summary>
    public required Month First { get; init; }

    /// <summary>The month of the first visit; later than <see cref="First"/> for a household that came to be since.</summary>
    public required Month From { get; set; }

    public DateOnly? DissolvedOn { get; set; }

    public ulong JobChanged { get; private set; }

    public ulong MembersChanged { get; private set; }

    /// <summary>Months left out on purpose, beyond those that chance leaves out.</summary>
    public ulong Missed { get; set; }

    /// <summary>A month whose verification bears a day of the month before.</summary>
    public Month? Misdated { get; set; }

    public void NoteJob(Month month) => JobChanged |= Bit(month);

    public void NoteMembers(Month month) => MembersChanged |= Bit(month);

    public ulong Bit(Month month) => month < First || month - First > 63 ? 0 : 1UL << (month - First);
}
