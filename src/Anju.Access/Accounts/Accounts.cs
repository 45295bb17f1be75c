using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>What an administrator asks for when somebody is to have an account.</summary>
public sealed record NewAccount(string Name, string SignInName, Office Office, string? ExternalId = null);

/// <summary>An account just opened or reset, with the one-time code that is shown this once.</summary>
public sealed record OpenedAccount(string Id, string FirstCode);

/// <summary>
/// What 系统管理员 does with accounts. Every change leaves its event in the security log before it is made, and ends the
/// sessions it takes the ground from.
/// </summary>
public sealed class Accounts(Databases databases, AccountRows rows, FirstCodes codes, FailedSignIns failures, Sessions sessions, SecurityLog log, TimeProvider clock)
{
    public async Task<Result<OpenedAccount>> OpenAsync(NewAccount request, Actor by, CancellationToken cancellation)
    {
        var normalized = UserAccount.Normalized(request.SignInName);
        if (normalized.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-' or '_')) || normalized.Length is < 3 or > 30)
        {
            return new Refusal("SIGN_IN_NAME", "用户名用 3 至 30 个字母、数字或 . - _，例如姓名拼音加工号", "signInName");
        }

        if (Kernel.IdNumber.TryParse(normalized, out _) || (normalized.Length == 11 && normalized[0] == '1' && normalized.All(char.IsAsciiDigit)))
        {
            return new Refusal("SIGN_IN_NAME", "用户名不能是身份证号或手机号：它会写进操作记录", "signInName");
        }

        await using var db = databases.Open(Actor.System);
        if (await db.Set<UserAccount>().AnyAsync(account => account.NormalizedSignInName == normalized, cancellation))
        {
            return new Refusal("SIGN_IN_NAME", "这个用户名已有人使用，请换一个", "signInName");
        }

        if (request.ExternalId is { } external && await db.Set<UserAccount>().AnyAsync(account => account.ExternalId == external, cancellation))
        {
            return new Refusal("EXTERNAL_ID", "这个统一身份标识已对应另一个账号", "externalId");
        }

        var now = clock.GetUtcNow();
        var opened = new UserAccount
        {
            Id = Guid.CreateVersion7(now).ToString(),
            SignInName = request.SignInName.Trim(),
            NormalizedSignInName = normalized,
            Name = request.Name,
            Office = request.Office,
            ExternalId = request.ExternalId,
            SecurityStamp = Guid.CreateVersion7(now).ToString(),
            CreatedAt = now.UtcDateTime,
            CreatedBy = by.Id,
        };
        await NoteAsync(opened.Id, $"新建：{TermTitles.Of(request.Office)}", by, cancellation);
        db.Add(opened);
        await db.SaveChangesAsync(cancellation);
        return new OpenedAccount(opened.Id, await codes.NewAsync(opened.Id, cancellation));
    }

    /// <summary>The person chooses a new password and enrols anew; whatever was signed in ends (requirement A8).</summary>
    public async Task<Result<OpenedAccount>> ResetAsync(string id, Actor by, CancellationToken cancellation)
    {
        if (id == by.Id)
        {
            return new Refusal("OWN_ACCOUNT", "不能重置自己的账号，请另一位系统管理员办理");
        }

        if (await rows.FindAsync(account => account.Id == id, cancellation) is null)
        {
            return AccountRows.Tampered;
        }

        await NoteAsync(id, "重置口令、验证器和通行密钥", by, cancellation);
        var stamp = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        await rows.ChangeAsync(id, account => (account.SecurityStamp, account.Authenticator) = (stamp, null), cancellation);
        await using (var db = databases.Open(Actor.System))
        {
            await db.Set<Passkey>().Where(passkey => passkey.UserId == id).ExecuteDeleteAsync(cancellation);
        }

        await sessions.EndAllAsync(id, "账号已重置", cancellation);
        return new OpenedAccount(id, await codes.NewAsync(id, cancellation));
    }

    public async Task<Result> SwitchAsync(string id, bool disabled, Actor by, CancellationToken cancellation)
    {
        if (id == by.Id)
        {
            return new Refusal("OWN_ACCOUNT", "不能停用或启用自己的账号，请另一位系统管理员办理");
        }

        if (await rows.FindAsync(account => account.Id == id, cancellation) is null)
        {
            return AccountRows.Tampered;
        }

        await NoteAsync(id, disabled ? "停用" : "启用", by, cancellation);
        await rows.ChangeAsync(id, account => account.Disabled = disabled, cancellation);
        if (disabled)
        {
            await sessions.EndAllAsync(id, "账号已停用", cancellation);
        }

        return Result.Ok;
    }

    /// <summary>Forgets failed attempts, so that the person need not wait.</summary>
    public async Task UnlockAsync(UserAccount account, Actor by, CancellationToken cancellation)
    {
        await NoteAsync(account.Id, "解除等待", by, cancellation);
        await failures.ForgetAsync(account.SignInName, address: null, cancellation);
    }

    private Task NoteAsync(string account, string detail, Actor by, CancellationToken cancellation) =>
        log.WriteAsync(new() { Kind = SecurityEventKind.AccountChanged, Succeeded = true, Subject = account, Detail = detail }, by, cancellation);
}
