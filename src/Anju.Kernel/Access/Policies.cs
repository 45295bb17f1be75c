namespace Anju.Kernel;

/// <summary>
/// Names of the authorisation policies. Every endpoint and page names one; which roles they let through is said in one
/// place, the module of access. What of the register they then see is the actor's <see cref="Scope"/>.
/// </summary>
public static class Policies
{
    /// <summary>May look at the register and the figures, within scope.</summary>
    public const string Read = "read";

    /// <summary>May change records, within scope.</summary>
    public const string Write = "write";

    /// <summary>May upload workbooks.</summary>
    public const string Import = "import";

    /// <summary>May start the monthly run.</summary>
    public const string RunMonth = "run-month";
}
