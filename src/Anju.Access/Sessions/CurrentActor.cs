using System.Data.Common;
using System.Security.Claims;
using Anju.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Access;

/// <summary>
/// On whose behalf this request acts. Read from session, account and post at every request, so that whatever is taken
/// away is gone from the next request on. Nobody until then.
/// </summary>
public sealed class CurrentActor
{
    internal const string SessionClaim = "session";

    public Actor Actor { get; private set; } = Actor.Nobody;

    /// <summary>Null when nobody is signed in.</summary>
    public OpenSession? Session { get; private set; }

    internal static async Task ResolveAsync(HttpContext context, RequestDelegate next, CurrentActor current, Sessions sessions, Holders holders)
    {
        current.Actor = Actor.Nobody with { Address = SignInSteps.AddressOf(context) };
        if (context.User.FindFirstValue(SessionClaim) is { } claim)
        {
            var id = Guid.Parse(claim);
            if (await FindAsync(context, sessions, id) is { } open)
            {
                var confirmed = open.IsFresh(context.RequestServices.GetRequiredService<TimeProvider>(), context.RequestServices.GetRequiredService<SignInRules>());
                await current.ActAsync(open, confirmed, (ClaimsIdentity)context.User.Identity!, holders, context.RequestAborted);
            }
            else
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
                if (context.Features.Get<IExceptionHandlerFeature>() is null && await sessions.WasEndedAsync(id, context.RequestAborted))
                {
                    // Once: from now on the browser comes as nobody.
                    ClearedDevice.Ask(context.Response);
                    await context.SignOutAsync();
                }
            }
        }

        await next(context);
    }

    /// <summary>While a fault is being told of, the database may be what is at fault: then the page is nobody's.</summary>
    private static async Task<OpenSession?> FindAsync(HttpContext context, Sessions sessions, Guid id)
    {
        try
        {
            return await sessions.FindAsync(id, context.RequestAborted);
        }
        catch (Exception problem) when (problem is DbException or InvalidOperationException && context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return null;
        }
    }

    private async Task ActAsync(OpenSession open, bool confirmed, ClaimsIdentity identity, Holders holders, CancellationToken cancellation)
    {
        Session = open;
        var actor = open.Post is { } post
            ? (await holders.OfAsync(open.Account, post, cancellation)).Actor
            : new Actor(open.Account.Id, open.Account.Name, "", Scope.Nothing, []);
        if (open is { Post: not null, Emergency: { } emergency })
        {
            // To read and no more, all of that county and nothing else.
            actor = actor with { Scope = Scope.OfCounty(emergency.CountyCode), Roles = [Role.Auditor], Measure = null };
        }

        Actor = actor with { Address = Actor.Address, Confirmed = confirmed };
        foreach (var role in Actor.Roles)
        {
            identity.AddClaim(new Claim(ClaimTypes.Role, role.ToString()));
        }
    }
}
