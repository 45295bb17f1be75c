using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// What the system does by itself once a line is written on a page or through the API: in a change of its own, on its own
/// behalf. A module registers one as a service.
/// </summary>
public interface ILedgerAftermath
{
    /// <param name="line">As it is stored now, or as it was when it was removed.</param>
    Task AfterAsync(Record line, CancellationToken cancellation);
}
