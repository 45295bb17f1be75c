using System.Security.Cryptography;
using Anju.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Anju.Ui;

/// <summary>
/// What people type into a filter may name somebody, and addresses are kept: by browsers, proxies and logs. So it is posted,
/// and stands in the address of the list sealed, with the keys of the cookies (security requirement D4). The address can be
/// kept and passed on like any other. The beginning of a code stays readable.
/// </summary>
public sealed class TypedWords(IDataProtectionProvider protection)
{
    public const int Longest = 100;

    private const char Mark = '~';

    private readonly IDataProtector protector = protection.CreateProtector("Anju.TypedWords");

    /// <summary>A name, or so many digits that they may be somebody's number, right or wrong.</summary>
    public static bool MayNameSomebody(string text) => !text.All(char.IsAscii) || text.Count(char.IsAsciiDigit) >= 7;

    public static bool IsSealed(string text) => text.StartsWith(Mark);

    /// <summary>As it may stand in an address.</summary>
    public string Sealed(string text) => IsSealed(text) || !MayNameSomebody(text) ? text : Mark + protector.Protect(text);

    /// <summary>As it was typed; null when it was sealed with a key that is gone, or was changed.</summary>
    public string? Opened(string text)
    {
        if (!IsSealed(text))
        {
            return text;
        }

        try
        {
            return protector.Unprotect(text[1..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What an address names, opened; null for what is not there.</summary>
    /// <exception cref="BadHttpRequestException">It cannot be opened: without it a list would show everything.</exception>
    public string? Asked(HttpRequest request, string name) => request.Query[name].FirstOrDefault() is { Length: > 0 } value
        ? Opened(value) ?? throw new BadHttpRequestException($"What stands sealed in {name} cannot be opened.")
        : null;
}

/// <summary>Takes posted filters and leads to the address that shows what they mean.</summary>
public static class TypedFilters
{
    public const string Address = "/filter";

    /// <summary>Hidden fields: where the list is, and which of the filters are typed.</summary>
    internal const string To = "_to";
    internal const string Typed = "_typed";

    // Changes nothing, so that a page left open over night may still filter.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, LeadAsync).RequireAuthorization(Policies.SignedIn).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> LeadAsync(HttpContext context, TypedWords words)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = form[Typed].ToString().Split(' ');
        var query = from field in form
                    where !field.Key.StartsWith('_')
                    from value in field.Value
                    where !string.IsNullOrWhiteSpace(value)
                    select KeyValuePair.Create(field.Key, (StringValues)(typed.Contains(field.Key) ? words.Sealed(Short(value.Trim())) : value));
        return TypedResults.LocalRedirect(PathOf(form[To]) + QueryString.Create(query));
    }

    private static string PathOf(string? to) => LocalAddress.Of(to).Split('?', '#')[0];

    private static string Short(string text) => text.Length > TypedWords.Longest && !TypedWords.IsSealed(text) ? text[..TypedWords.Longest] : text;
}
