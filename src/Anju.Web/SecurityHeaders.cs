using Microsoft.AspNetCore.Authorization;
using Scalar.AspNetCore;

namespace Anju.Web;

/// <summary>Headers of every answer: nothing from elsewhere, nothing inline, no frames, no sniffing, nothing personal kept.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Content = "default-src 'self'; img-src 'self' data:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Content;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        context.Response.OnStarting(static state => Finish((HttpContext)state), context);
        return next(context);
    }

    private static Task Finish(HttpContext answered)
    {
        // What a signed-in person is shown stays in no cache, of the browser or of a proxy; the product's own files set theirs before.
        if (answered.Response.StatusCode >= StatusCodes.Status400BadRequest || answered.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null)
        {
            answered.Response.Headers.CacheControl = "no-store";
        }

        // The page of the API starts with a script in it and writes its styles itself: both carry a number of this answer's own.
        if (answered.Items[ScalarOptions.NonceHttpContextItemKey] is string once)
        {
            answered.Response.Headers.ContentSecurityPolicy = $"{Content}; script-src 'self' 'nonce-{once}'; style-src 'self' 'nonce-{once}'; font-src 'self' data:";
        }

        return Task.CompletedTask;
    }
}
