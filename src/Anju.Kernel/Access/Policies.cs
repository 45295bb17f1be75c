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

    /// <summary>May ask to see masked values of one record, with a reason.</summary>
    public const string Unmask = "unmask";

    /// <summary>重点人群专员: records of key persons (M11-6), within scope.</summary>
    public const string KeyPersons = "key-persons";

    /// <summary>Signed in, whatever the role: one's own account.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>系统管理员: organisations and accounts.</summary>
    public const string Accounts = "accounts";

    /// <summary>安全管理员: who holds which post, and what must be confirmed by a second person.</summary>
    public const string Posts = "posts";

    /// <summary>审计管理员: the journal, the security log and their checks.</summary>
    public const string Audit = "audit";
}
