using System.Net;
using Anju.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Anju.Access;

/// <summary>
/// The government's single sign-on by OpenID Connect (authorisation code with PKCE); off unless it is named. It says who
/// somebody is; what the person may do follows from the account and its posts, as always. Unless it says that it asked for
/// two factors, our own code is asked for too (requirement A1); an authenticator of ours is enrolled in any case, for what is
/// sensitive asks for its code again.
/// </summary>
/// <param name="Authority">Where the provider describes itself.</param>
public sealed record SingleSignOn(Uri Authority, string ClientId, string ClientSecret)
{
    public const string AuthoritySetting = "ANJU_SSO_AUTHORITY";
    public const string ClientSetting = "ANJU_SSO_CLIENT";
    public const string SecretFileSetting = "ANJU_SSO_SECRET_FILE";

    internal const string Scheme = "single-sign-on";
    private const string Back = SignInPages.SingleSignOn + "/back";
    private const string Next = "next";

    /// <summary>What the environment names; null when it names none.</summary>
    /// <exception cref="KnownTroubleException">It is named by half, or not by https.</exception>
    public static SingleSignOn? Of(Func<string, string?> environment)
    {
        if (environment(AuthoritySetting) is not { Length: > 0 } authority)
        {
            return null;
        }

        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
        {
            throw new KnownTroubleException($"环境变量 {AuthoritySetting} 应是统一身份认证的 https 地址。");
        }

        return environment(ClientSetting) is { Length: > 0 } client && environment(SecretFileSetting) is { Length: > 0 } file && File.Exists(file)
            ? new(address, client, File.ReadAllText(file).Trim())
            : throw new KnownTroubleException($"启用统一身份认证还要用 {ClientSetting} 写明客户端标识，用 {SecretFileSetting} 写明客户端密钥所在的文件。");
    }

    internal void Configure(OpenIdConnectOptions options)
    {
        options.Authority = Authority.ToString();
        options.RequireHttpsMetadata = Authority.Scheme == Uri.UriSchemeHttps;
        (options.ClientId, options.ClientSecret) = (ClientId, ClientSecret);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.CallbackPath, options.SignInScheme) = (Back, FirstFactor.Scheme);
        (options.MapInboundClaims, options.SaveTokens, options.GetClaimsFromUserInfoEndpoint) = (false, false, false);
        options.Scope.Clear();
        options.Scope.Add("openid");

        // The provider sends people back from another site: the two cookies of this round trip must come with them.
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // Not when the token is valid, but when all is: the nonce is compared after that event.
        options.Events.OnTicketReceived = ReceiveAsync;
        options.Events.OnRemoteFailure = RefuseAsync;
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet(
        SignInPages.SingleSignOn, (string? next) => TypedResults.Challenge(new AuthenticationProperties(new Dictionary<string, string?> { [Next] = next }), [Scheme]))
        .AllowAnonymous().ExcludeFromDescription();

    private static async Task ReceiveAsync(TicketReceivedContext received)
    {
        var context = received.HttpContext;
        var twoFactors = received.Principal!.FindAll("amr").Any(claim => claim.Value == "mfa"); // RFC 8176: "otp" alone is one
        var next = await context.RequestServices.GetRequiredService<SignInSteps>().EnterBySingleSignOnAsync(context, received.Principal.FindFirst("sub")?.Value, twoFactors);
        received.HandleResponse();
        await GoOnAsync(context, next is null ? SignInPages.Name + "?sso=unknown" : SignInPages.Leading(next, received.Properties?.Items.TryGetValue(Next, out var asked) == true ? asked : null));
    }

    private static async Task RefuseAsync(RemoteFailureContext failed)
    {
        await failed.HttpContext.RequestServices.GetRequiredService<SecurityLog>().WriteAsync(
            new() { Kind = SecurityEventKind.SignInFailed, Succeeded = false, ActorId = "unknown", Detail = "统一身份认证：认证没有完成" },
            Actor.Nobody with { Address = SignInSteps.AddressOf(failed.HttpContext) },
            failed.HttpContext.RequestAborted);
        failed.HandleResponse();
        await GoOnAsync(failed.HttpContext, SignInPages.Name + "?sso=failed");
    }

    /// <summary>By a page and not by a redirect: only what our own page leads to brings the strict cookies along.</summary>
    private static Task GoOnAsync(HttpContext context, string next)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var address = WebUtility.HtmlEncode(next);
        return context.Response.WriteAsync(
            $"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}"><title>正在登录 - 安居</title></head><body><p><a href="{address}">正在登录，如果没有自动打开，请点这里</a></p></body></html>""",
            context.RequestAborted);
    }
}
