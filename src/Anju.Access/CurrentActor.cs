using System.Security.Claims;
using Anju.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// On whose behalf this request acts. Read from the accounts at every request, so that a disabled account or a changed
/// role counts from the next request on. Nobody until then.
/// </summary>
public sealed class CurrentActor
{
    public Actor Actor { get; private set; } = Actor.Nobody;

    internal static async Task ResolveAsync(HttpContext context, RequestDelegate next, CurrentActor current, Databases databases)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id)
        {
            await using var db = databases.Open(Actor.System);
            var account = await db.Set<UserAccount>().AsNoTracking()
                .FirstOrDefaultAsync(user => user.Id == id && !user.Disabled, context.RequestAborted);
            if (account is null)
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
            else
            {
                current.Actor = account.AsActor();
                ((ClaimsIdentity)context.User.Identity!).AddClaim(new Claim(ClaimTypes.Role, account.Role.ToString()));
            }
        }

        await next(context);
    }
}
