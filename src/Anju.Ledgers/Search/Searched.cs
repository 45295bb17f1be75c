using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>Tells the security log of what was looked for in the ledgers.</summary>
internal static class Searched
{
    /// <summary>The search box of the header, of all ledgers at once.</summary>
    public const string Everywhere = "search";

    public static Task SearchedAsync(this Trail trail, string where, string text, CancellationToken cancellation) =>
        SearchText.LooksLikeNumber(text)
            ? trail.SearchedAsync(where, SearchText.Compact(text), isNumber: true, cancellation)
            : text.Length == 0 ? Task.CompletedTask : trail.SearchedAsync(where, text, isNumber: false, cancellation);

    /// <summary>A list that was asked for lines with some text; nothing when it was not.</summary>
    public static Task SearchedAsync(this Trail trail, string where, LedgerQuery query, CancellationToken cancellation) =>
        trail.SearchedAsync(where, query.Search ?? "", cancellation);
}
