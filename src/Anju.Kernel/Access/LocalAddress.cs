namespace Anju.Kernel;

/// <summary>An address within this product, as somebody sent it along to be led back to.</summary>
public static class LocalAddress
{
    /// <summary>Anything that leads elsewhere leads home.</summary>
    public static string Of(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
