using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Access;

/// <summary>
/// Sign-in links of a demonstration: a secret in an address that signs one account in without password or code. Good for
/// the life of this server, kept in memory only, answered on loopback only, and only where nothing is real.
/// </summary>
public sealed class SignInLinks
{
    private readonly ConcurrentDictionary<string, string> users = new();

    /// <summary>Path and query of a new link for the account.</summary>
    public string For(string userId)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        users[secret] = userId;
        return $"{SignInPages.Link}?key={secret}";
    }

    /// <summary>Whether this server answers them.</summary>
    internal bool Answered { get; private set; }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<SignInLinks>().Answered = true;
        routes.MapGet(SignInPages.Link, FollowAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> FollowAsync(string? key, SignInLinks links, AccountRows rows, SignInSteps steps, HttpContext context)
    {
        var local = context.Connection.RemoteIpAddress is null || System.Net.IPAddress.IsLoopback(context.Connection.RemoteIpAddress);
        if (!local || key is null || !links.users.TryGetValue(key, out var userId))
        {
            return TypedResults.Redirect("/signed-out?reason=link");
        }

        return await rows.FindAsync(user => user.Id == userId && !user.Disabled, context.RequestAborted) is { } account
            ? TypedResults.Redirect(await steps.BeginAsync(context, account, SignInWay.Link))
            : TypedResults.Redirect("/signed-out?reason=link");
    }
}
