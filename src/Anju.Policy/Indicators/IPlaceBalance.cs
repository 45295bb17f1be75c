using Anju.Kernel;

namespace Anju.Policy;

/// <summary>One month of the people of a site or county. The people at its end are counted by themselves, so that it can be wrong.</summary>
/// <param name="InHref">The membership changes that were counted in, and <paramref name="OutHref"/> out.</param>
public sealed record PlaceMonth(Month Month, int Opening, int In, int Out, int Closing, string InHref, string OutHref)
{
    /// <summary>Opening + in − out = closing.</summary>
    public bool Holds => Opening + In - Out == Closing;
}

/// <summary>How the people of a site or county came to be as many as they are. The register implements it.</summary>
public interface IPlaceBalance
{
    /// <summary>The months up to and including <paramref name="last"/>, oldest first, as far as the actor may see.</summary>
    Task<IReadOnlyList<PlaceMonth>> OfAsync(AnjuDb db, Area area, Month last, int months, CancellationToken cancellation);
}
