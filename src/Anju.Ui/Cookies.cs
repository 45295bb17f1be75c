using Microsoft.AspNetCore.Http;

namespace Anju.Ui;

/// <summary>
/// How every cookie is set: not for scripts, not for other sites. Where people come by https its name binds it to this very
/// host and to https (<c>__Host-</c>), so that no neighbour can plant one (security requirement D2).
/// </summary>
public static class Cookies
{
    public static void Harden(CookieBuilder cookie, string name, bool https)
    {
        cookie.Name = Named(name, https);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Keeps a choice of the person for a year.</summary>
    public static void Keep(HttpContext context, string name, string value) => context.Response.Cookies.Append(Named(name, context.Request.IsHttps), value, new()
    {
        Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
    });

    public static string? Kept(HttpContext context, string name) => context.Request.Cookies[Named(name, context.Request.IsHttps)];

    private static string Named(string name, bool https) => https ? "__Host-" + name : name;
}
