using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// What else must change when a line is written on a page or through the API, in the same change: the head's name on the
/// household, for example. A module registers one as a service.
/// </summary>
public interface ILedgerConsequence
{
    /// <param name="before">As it was; null for a new line.</param>
    /// <param name="after">As it is written, tracked by <paramref name="db"/>; null when it is removed.</param>
    Task FollowAsync(AnjuDb db, Record? before, Record? after, CancellationToken cancellation);
}
