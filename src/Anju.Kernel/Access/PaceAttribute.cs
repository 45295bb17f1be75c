namespace Anju.Kernel;

/// <summary>What a person at work does now and then and a machine could do without end (security requirement D9).</summary>
public enum Pace
{
    /// <summary>Looking somebody up.</summary>
    Search,

    /// <summary>Opening one household, person or line.</summary>
    Look,

    /// <summary>Taking a list away as a file.</summary>
    Export,

    /// <summary>Sending a file in.</summary>
    Upload,

    /// <summary>A call of the API.</summary>
    Api,
}

/// <summary>
/// A door that may not be opened as fast as one likes; how fast is said in one place, the module of access. On a page as an
/// attribute, on an endpoint as metadata, where the last one counts.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PaceAttribute(Pace pace) : Attribute
{
    public Pace Pace { get; } = pace;
}
