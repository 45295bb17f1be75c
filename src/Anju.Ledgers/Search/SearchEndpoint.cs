using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Anju.Ledgers;

/// <summary>
/// Takes the search box of the header. It is posted, so that what is typed there reaches neither the address bar nor a log: a
/// number leads straight to its person, other words to the page of results.
/// </summary>
internal static class SearchEndpoint
{
    public const string Address = "/search/go";

    // Changes nothing, so that a page left open over night may still search.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, GoAsync).RequireAuthorization(Policies.Read).WithMetadata(new PaceAttribute(Pace.Search)).DisableAntiforgery().ExcludeFromDescription();

    public static async Task<IResult> GoAsync([FromForm] string? q, HttpContext context, LedgerReader reader, TypedWords words, Trail trail)
    {
        var text = (q ?? "").Trim();
        if (await FoundAsync(text, reader, context.RequestAborted) is not { } found)
        {
            // The page of results tells of the search itself.
            return TypedResults.Redirect(ResultsOf(text, words));
        }

        await trail.SearchedAsync(Searched.Everywhere, text, context.RequestAborted);
        return TypedResults.Redirect(found);
    }

    /// <summary>Address of what a whole code or number names; null for other words.</summary>
    public static async Task<string?> FoundAsync(string text, LedgerReader reader, CancellationToken cancellation) =>
        await OfCodeAsync(text, reader, cancellation) ?? (SearchText.LooksLikeNumber(text) ? await OfNumberAsync(text, reader, cancellation) : null);

    /// <summary>Address of the page that shows what the words may mean.</summary>
    public static string ResultsOf(string text, TypedWords words) => "/search" + QueryString.Create("q", words.Sealed(text.Length > 60 ? text[..60] : text));

    /// <summary>Address of the line that a whole code names, whatever else begins with it; null when none has that code.</summary>
    private static async Task<string?> OfCodeAsync(string text, LedgerReader reader, CancellationToken cancellation)
    {
        if (text.Length is 0 or > 30)
        {
            return null;
        }

        foreach (var ledger in reader.Catalogue.All.Where(ledger => ledger.CodeKey is not null && ledger.Caption is not null))
        {
            if (await reader.CodedAsync(ledger, text, cancellation) is { } one)
            {
                return ledger.AddressOf(one);
            }
        }

        return null;
    }

    /// <summary>Address of the line that a number names, or of the page that says there is none.</summary>
    private static async Task<string> OfNumberAsync(string text, LedgerReader reader, CancellationToken cancellation)
    {
        foreach (var ledger in reader.Catalogue.All.Where(ledger => ledger.NumberKey is not null))
        {
            if (await reader.SearchAsync(ledger, SearchText.Compact(text), 1, cancellation) is [var one])
            {
                return ledger.AddressOf(one.Id);
            }
        }

        return "/search?none=number";
    }
}
