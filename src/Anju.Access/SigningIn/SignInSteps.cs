using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Anju.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// The steps from a name to a session. Whoever fails is told one sentence whatever the reason, after the same work: the
/// password of a name that nobody has is compared with a hash too (requirement A4).
/// </summary>
internal sealed class SignInSteps(
    UserManager<UserAccount> accounts, IPasswordHasher<UserAccount> hasher, FailedSignIns failures, FirstFactor first, AuthenticatorCodes codes, Passkeys passkeys,
    Sessions sessions, SecurityLog log, AccountRows rows, TimeProvider clock, IAntiforgery antiforgery)
{
    public static readonly Refusal Wrong = new("SIGN_IN", "用户名、口令或登记码不正确，或者账号暂时不能登录。连续输错 5 次后要等 15 分钟；忘记口令请联系系统管理员。");
    public static readonly Refusal TooMany = new("TOO_MANY", "从这里登录失败的次数太多，请 15 分钟后再试。");
    public static readonly Refusal WrongCode = new("CODE", "验证码不正确或已经用过。请等应用上的验证码变化后，输入新的 6 位数字。");
    public static readonly Refusal Expired = new("EXPIRED", "登录步骤超时，请重新输入用户名和口令。");

    private static readonly UserAccount Nobody = new() { Id = "", SignInName = "", Name = "" };
    private static string? hashOfNobody;

    public async Task<Result<string>> EnterPasswordAsync(HttpContext context, string name, string password)
    {
        var cancellation = context.RequestAborted;
        var gate = await failures.GateAsync(name, AddressOf(context), cancellation);
        if (gate == Gate.TooMany)
        {
            return TooMany;
        }

        var account = await accounts.FindByNameAsync(name);
        hashOfNobody ??= hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
        bool right;
        if (account?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(Nobody, hashOfNobody, password);
            right = false;
        }
        else
        {
            right = await accounts.CheckPasswordAsync(account, password);
        }

        if (!right || gate == Gate.Shut || account!.Disabled)
        {
            return await FailAsync(context, name, account, gate == Gate.Shut ? "暂停尝试" : account?.Disabled == true ? "账号已停用" : "口令");
        }

        await first.BeginAsync(context, account, FirstWay.Password);
        return first.NextOf(account, FirstWay.Password);
    }

    /// <summary>The one-time code of a new account, or after a reset.</summary>
    public async Task<Result<string>> EnterFirstCodeAsync(HttpContext context, string name, string code)
    {
        var gate = await failures.GateAsync(name, AddressOf(context), context.RequestAborted);
        if (gate == Gate.TooMany)
        {
            return TooMany;
        }

        var account = await accounts.FindByNameAsync(name);
        var right = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(FirstCodes.DigestOf(code)), Encoding.ASCII.GetBytes(account?.FirstCode ?? FirstCodes.DigestOf("")));
        if (!right || gate == Gate.Shut || account is null or { Disabled: true } or { FirstCode: null } || account.FirstCodeUntil < clock.GetUtcNow().UtcDateTime)
        {
            return await FailAsync(context, name, account, "登记码");
        }

        await first.BeginAsync(context, account, FirstWay.FirstCode);
        return SignInPages.Password;
    }

    /// <summary>The government's single sign-on vouches for somebody; null when that is nobody here.</summary>
    /// <param name="subject">As it names the person.</param>
    /// <param name="twoFactors">It says itself that it asked for two.</param>
    public async Task<string?> EnterBySingleSignOnAsync(HttpContext context, string? subject, bool twoFactors)
    {
        if (subject is null || await rows.FindAsync(x => x.ExternalId == subject, context.RequestAborted) is not { Disabled: false } account)
        {
            await NoteAsync(context, SecurityEventKind.SignInFailed, null, false, "统一身份认证：没有对应的账号");
            return null;
        }

        if (twoFactors && account.Authenticator is not null)
        {
            return await BeginAsync(context, account, SignInWay.SingleSignOn);
        }

        await first.BeginAsync(context, account, FirstWay.SingleSignOn);
        return first.NextOf(account, FirstWay.SingleSignOn);
    }

    /// <summary>Uses up the one-time code, if that opened the way.</summary>
    public async Task<Result<string>> ChoosePasswordAsync(HttpContext context, string password)
    {
        if (await first.OfAsync(context) is not var (account, way))
        {
            return Expired;
        }

        if (await SetPasswordAsync(account, password) is { } refusal)
        {
            return refusal;
        }

        if (way == FirstWay.FirstCode)
        {
            await rows.ChangeAsync(account.Id, now => (now.FirstCode, now.FirstCodeUntil) = (null, null), context.RequestAborted);
        }

        await NoteAsync(context, SecurityEventKind.PasswordChanged, account, true, way == FirstWay.FirstCode ? "凭登记码设置" : "到期更换");
        await first.BeginAsync(context, account, FirstWay.Password);
        return first.NextOf(account, FirstWay.Password);
    }

    /// <summary>Of somebody signed in as well; ends what was signed in elsewhere, by the new stamp.</summary>
    public async Task<Refusal?> SetPasswordAsync(UserAccount account, string password)
    {
        foreach (var validator in accounts.PasswordValidators)
        {
            var checkedBy = await validator.ValidateAsync(accounts, account, password);
            if (!checkedBy.Succeeded)
            {
                return new("PASSWORD", string.Join("；", checkedBy.Errors.Select(error => error.Description)));
            }
        }

        account.FormerPasswords = [.. account.FormerPasswords.Prepend(account.PasswordHash).OfType<string>().Take(4)];
        account.PasswordHash = hasher.HashPassword(account, password);
        account.PasswordSetAt = clock.GetUtcNow().UtcDateTime;
        return (await accounts.UpdateSecurityStampAsync(account)).Succeeded ? null : AccountRows.Tampered;
    }

    public async Task<Result<string>> EnrolAsync(HttpContext context, string sealedKey, string code)
    {
        if (await first.OfAsync(context) is not { Account: { Authenticator: null } account } shown)
        {
            return Expired;
        }

        if (!await codes.EnrolAsync(account, sealedKey, code, context.RequestAborted))
        {
            return await FailAsync(context, account.SignInName, account, "登记验证器", WrongCode);
        }

        await NoteAsync(context, SecurityEventKind.SecondFactorChanged, account, true, "登记验证器");
        return await BeginAsync(context, account, shown.Session);
    }

    public Task<Result<string>> EnterCodeAsync(HttpContext context, string code) => EnterSecondAsync(
        context, account => codes.UseAsync(account, code, context.RequestAborted), shown => shown.Session, "验证码", WrongCode);

    /// <param name="answer">Of the browser, to the question last asked.</param>
    public Task<Result<string>> EnterPasskeyAsync(HttpContext context, string answer) => EnterSecondAsync(
        context, account => passkeys.UseAsync(context, account, answer), shown => shown.Way == FirstWay.SingleSignOn ? shown.Session : SignInWay.Passkey, "通行密钥", Passkeys.Failed);

    private async Task<Result<string>> EnterSecondAsync(
        HttpContext context, Func<UserAccount, Task<bool>> holds, Func<FirstShown, SignInWay> way, string what, Refusal wrong)
    {
        if (await first.OfAsync(context) is not { Account: { Authenticator: not null } account } shown || first.NextOf(account, shown.Way) != SignInPages.Code)
        {
            return Expired;
        }

        return await failures.GateAsync(account.SignInName, AddressOf(context), context.RequestAborted) == Gate.Open && await holds(account)
            ? await BeginAsync(context, account, way(shown))
            : await FailAsync(context, account.SignInName, account, what, wrong);
    }

    /// <summary>A new session; answers where to go.</summary>
    public async Task<string> BeginAsync(HttpContext context, UserAccount account, SignInWay way)
    {
        var cancellation = context.RequestAborted;
        await FirstFactor.EndAsync(context);
        await failures.ForgetAsync(account.SignInName, AddressOf(context), cancellation);
        var session = await sessions.BeginAsync(account, way, AddressOf(context), DeviceName.Of(context.Request.Headers.UserAgent), cancellation);
        var identity = new ClaimsIdentity([new Claim(CurrentActor.SessionClaim, session.Id.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(context.User = new ClaimsPrincipal(identity));
        await NoteAsync(context, SecurityEventKind.SignedIn, account, true, TermTitles.Of(way));

        // Once and here: pages opened side by side would each bring a cookie of their own, and only the last one's form could be sent.
        antiforgery.GetAndStoreTokens(context);
        return account.Office == Office.Work && session.PostId is not null ? "/" : "/me";
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private async Task<Refusal> FailAsync(HttpContext context, string name, UserAccount? account, string what, Refusal? said = null)
    {
        await failures.NoteAsync(name, AddressOf(context), context.RequestAborted);
        await NoteAsync(context, SecurityEventKind.SignInFailed, account, false, what);
        return said ?? Wrong;
    }

    private Task NoteAsync(HttpContext context, SecurityEventKind kind, UserAccount? account, bool succeeded, string detail) => log.WriteAsync(
        new()
        {
            Kind = kind,
            Succeeded = succeeded,
            ActorId = account?.Id ?? "unknown",
            ActorName = account?.Name ?? "",
            Address = AddressOf(context),
            Detail = detail,
        },
        Actor.System,
        context.RequestAborted);
}
