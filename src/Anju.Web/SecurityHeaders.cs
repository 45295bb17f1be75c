using Microsoft.AspNetCore.Authorization;

namespace Anju.Web;

/// <summary>Headers of every answer: nothing from elsewhere, nothing inline, no frames, no sniffing, nothing personal kept.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        var docs = context.Request.Path.StartsWithSegments("/api-docs");
        headers.ContentSecurityPolicy = docs
            ? "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'"
            : "default-src 'self'; img-src 'self' data:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

        // What a signed-in person is shown stays in no cache, of the browser or of a proxy; the product's own files set theirs before.
        context.Response.OnStarting(
            static state =>
            {
                var answered = (HttpContext)state;
                if (answered.Response.StatusCode >= StatusCodes.Status400BadRequest || answered.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null)
                {
                    answered.Response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    }
}
