using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Anju.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// Sign-in links: a secret in an address that signs one account in. Good for the life of this server, kept in memory
/// only, answered on loopback only.
/// </summary>
public sealed class SignInLinks
{
    private readonly ConcurrentDictionary<string, string> users = new();

    /// <summary>Path and query of a new link for the account.</summary>
    public string For(string userId)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        users[secret] = userId;
        return "/sign-in?key=" + secret;
    }

    internal string? UserOf(string? secret) => secret is not null && users.TryGetValue(secret, out var user) ? user : null;
}

/// <summary>Signing in and out.</summary>
internal static class SignIn
{
    public static async Task<IResult> WithLinkAsync(string? key, SignInLinks links, Databases databases, IAntiforgery antiforgery, HttpContext context)
    {
        var local = context.Connection.RemoteIpAddress is null || System.Net.IPAddress.IsLoopback(context.Connection.RemoteIpAddress);
        if (!local || links.UserOf(key) is not { } userId)
        {
            return TypedResults.Redirect("/signed-out?reason=link");
        }

        await using var db = databases.Open(Actor.System);
        if (await db.Set<UserAccount>().AsNoTracking().FirstOrDefaultAsync(user => user.Id == userId && !user.Disabled) is not { } user)
        {
            return TypedResults.Redirect("/signed-out?reason=link");
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.Id)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(context.User = new ClaimsPrincipal(identity));

        // Once and here: pages opened side by side would each bring a cookie of their own, and only the last one's form could be sent.
        antiforgery.GetAndStoreTokens(context);
        return TypedResults.Redirect("/");
    }

    public static async Task<IResult> OutAsync(HttpContext context)
    {
        await context.SignOutAsync();
        return TypedResults.Redirect("/signed-out");
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", WithLinkAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-out", (Delegate)OutAsync).AllowAnonymous().ExcludeFromDescription();
    }
}
