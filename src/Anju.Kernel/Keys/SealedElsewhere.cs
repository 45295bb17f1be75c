namespace Anju.Kernel;

/// <summary>Sealed bytes that stand outside encrypted columns and the journal, such as uploaded files. Found by type: a rotation seals them anew.</summary>
public abstract class SealedElsewhere
{
    /// <summary>Seals with the newest key what older ones have sealed, in transactions of its own; once more does nothing.</summary>
    /// <returns>How many values were sealed anew.</returns>
    public abstract Task<long> RenewAsync(AnjuDb db, CancellationToken cancellation);
}
