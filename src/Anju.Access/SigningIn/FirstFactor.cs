using System.Security.Claims;
using Anju.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Anju.Access;

/// <summary>
/// Who has shown one factor and not yet the second: a cookie of its own, for a few minutes, that opens the steps of
/// signing in and nothing else (requirement A1).
/// </summary>
internal sealed class FirstFactor(AccountRows rows, SignInRules rules, TimeProvider clock)
{
    public const string Scheme = "first-factor";
    private const string Stamp = "stamp";
    private const string Way = "way";

    public Task BeginAsync(HttpContext context, UserAccount account, FirstWay way)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.Id), new(Stamp, account.SecurityStamp), new(Way, way.ToString())], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = clock.GetUtcNow(), ExpiresUtc = clock.GetUtcNow() + rules.BetweenFactors });
    }

    /// <summary>The account as it stands now; null when the cookie is missing, too old, or the account has changed since.</summary>
    public async Task<FirstShown?> OfAsync(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        if (ticket.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
        {
            return null;
        }

        var account = await rows.FindAsync(x => x.Id == id && !x.Disabled, context.RequestAborted);
        return account is not null && account.SecurityStamp == ticket.Principal.FindFirstValue(Stamp) && Enum.TryParse<FirstWay>(ticket.Principal.FindFirstValue(Way), out var way)
            ? new(account, way)
            : null;
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>The page of the step that comes next. Whoever the single sign-on vouches for needs no password of ours.</summary>
    public string NextOf(UserAccount account, FirstWay way) =>
        way == FirstWay.FirstCode || (way == FirstWay.Password && (account.PasswordHash is null || clock.GetUtcNow().UtcDateTime - account.PasswordSetAt > rules.PasswordLife)) ? SignInPages.Password
        : account.Authenticator is null ? SignInPages.Authenticator
        : SignInPages.Code;
}

/// <summary>What somebody has shown so far.</summary>
internal sealed record FirstShown(UserAccount Account, FirstWay Way)
{
    public SignInWay Session => Way == FirstWay.SingleSignOn ? SignInWay.SingleSignOn : SignInWay.PasswordAndCode;
}

/// <summary>The first factor.</summary>
internal enum FirstWay
{
    Password,

    /// <summary>The one-time code: a password is chosen next, whatever there was before.</summary>
    FirstCode,

    SingleSignOn,
}

/// <summary>Addresses of the steps of signing in.</summary>
internal static class SignInPages
{
    public const string Name = "/sign-in";
    public const string FirstCode = "/sign-in/first";
    public const string Password = "/sign-in/password";
    public const string Authenticator = "/sign-in/authenticator";
    public const string Code = "/sign-in/code";
    public const string Link = "/sign-in/link";
    public const string SingleSignOn = "/sign-in/sso";

    /// <summary>A step on the way to where somebody was going; at the end of the way, that place. A page of one's own comes first.</summary>
    public static string Leading(string step, string? next) =>
        string.IsNullOrEmpty(next) ? step
        : step == "/" ? LocalAddress.Of(next)
        : step.StartsWith(Name, StringComparison.Ordinal) ? step + QueryString.Create("next", next)
        : step;
}
