using Microsoft.AspNetCore.Http;

namespace Anju.Ledgers;

/// <summary>
/// What somebody chose on the conflict page, as posted. A choice counts only against the version that the page showed:
/// when somebody saves again in the meantime, it is asked anew.
/// </summary>
public sealed class MergeChoices(IFormCollection posted, int version)
{
    /// <summary>Input with the version whose values the page showed.</summary>
    public const string Seen = "seen";

    /// <summary>Input with a field that the page asked about, once for each.</summary>
    public const string Asked = "asked";

    private readonly bool stands = posted[Seen] == version.ToString();

    public static string NameOf(LedgerColumn column) => "choose." + column.Field;

    public bool TakesTheirs(LedgerColumn column) => stands && posted[NameOf(column)] == "theirs";

    /// <summary>
    /// Nothing has been chosen yet for the column. Beside the values that the page showed, whatever else was typed was typed
    /// in sight of them.
    /// </summary>
    public bool IsOpen(LedgerColumn column) => !stands || (posted[Asked].Contains(column.Field) && posted[NameOf(column)] != "mine");
}
