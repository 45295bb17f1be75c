using Anju.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Anju.Access;

/// <summary>Ends the session, on the server too, and clears what the browser keeps.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", (Delegate)HandleAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(HttpContext context, CurrentActor current, Sessions sessions, SecurityLog log)
    {
        if (current.Session is { } open)
        {
            await log.WriteAsync(new() { Kind = SecurityEventKind.SignedOut, Succeeded = true }, current.Actor, context.RequestAborted);
            await sessions.EndAsync(open.Session.Id, "退出", context.RequestAborted);
        }

        await context.SignOutAsync();
        ClearedDevice.Ask(context.Response);
        return TypedResults.Redirect("/signed-out");
    }
}
