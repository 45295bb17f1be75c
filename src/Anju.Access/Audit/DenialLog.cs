using Anju.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Access;

/// <summary>Notes who stood before a door that their role does not open; the address is noted without its values.</summary>
internal sealed class DenialLog(SecurityLog log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
        {
            await log.WriteAsync(
                new()
                {
                    Kind = SecurityEventKind.Denied,
                    Succeeded = false,
                    Subject = $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}",
                    Detail = "岗位不办理这项业务",
                },
                context.RequestServices.GetRequiredService<Actor>(),
                context.RequestAborted);
        }

        await usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
