using System.Text.Json;
using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// Passkeys as an option beside the authenticator (requirement A1): made on the page of one's own account, then used instead
/// of its code, when signing in and when asked again. The ceremonies are the framework's; each question is asked once, kept
/// with the account and used up by the first answer, right or wrong.
/// </summary>
internal sealed class Passkeys(IPasskeyHandler<UserAccount> handler, Databases databases, SecurityLog log, TimeProvider clock)
{
    public const string AskAddress = "/passkeys/ask";
    public const string MakeAddress = "/passkeys/make";

    public static readonly Refusal Failed = new("PASSKEY", "通行密钥没有通过验证。请再试一次，或改用验证器上的验证码。");

    private const int Most = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Both change nothing that counts: they remember the question that an answer will be compared with.
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(AskAddress, (Delegate)PutAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapPost(MakeAddress, (Delegate)MakeAsync).RequireAuthorization(Policies.SignedIn).WithMetadata(new StepUpAttribute()).DisableAntiforgery().ExcludeFromDescription();
    }

    public static void Configure(IdentityPasskeyOptions options)
    {
        (options.UserVerificationRequirement, options.AuthenticatorTimeout) = ("required", TimeSpan.FromMinutes(2));
        options.ValidateOrigin = asked => ValueTask.FromResult(
            !asked.CrossOrigin && asked.Origin == $"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}");
    }

    public async Task<IReadOnlyList<Passkey>> OfAsync(string account, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<Passkey>().AsNoTracking().Where(passkey => passkey.UserId == account).OrderBy(passkey => passkey.CreatedAt).ToListAsync(cancellation);
    }

    /// <summary>Adds the passkey that the browser has made for the question last asked.</summary>
    public async Task<Result> AddAsync(HttpContext context, UserAccount account, string answer, Actor by)
    {
        var cancellation = context.RequestAborted;
        if (await TakeQuestionAsync(account, cancellation) is not { } question || !IsObject(answer))
        {
            return Failed;
        }

        var made = await handler.PerformAttestationAsync(new() { HttpContext = context, CredentialJson = answer, AttestationState = question });
        if (!made.Succeeded || made.UserEntity.Id != account.Id)
        {
            return Failed;
        }

        await using var db = databases.Open(Actor.System);
        if (await db.Set<Passkey>().CountAsync(passkey => passkey.UserId == account.Id, cancellation) >= Most)
        {
            return new Refusal("TOO_MANY", $"最多登记 {Most} 个通行密钥，请先删除不用的");
        }

        var info = made.Passkey;
        var passkey = new Passkey
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserId = account.Id,
            CredentialId = Passkey.IdOf(info.CredentialId),
            Device = DeviceName.Of(context.Request.Headers.UserAgent),
            PublicKey = info.PublicKey,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            SignCount = info.SignCount,
            Transports = string.Join(',', info.Transports ?? []),
            UserVerified = info.IsUserVerified,
            BackupEligible = info.IsBackupEligible,
            BackedUp = info.IsBackedUp,
        };
        if (await db.Set<Passkey>().AnyAsync(other => other.CredentialId == passkey.CredentialId, cancellation))
        {
            return new Refusal("TWICE", "这个通行密钥已经登记过");
        }

        await NoteAsync(passkey, "登记通行密钥", by, cancellation);
        db.Add(passkey);
        await db.SaveChangesAsync(cancellation);
        return Result.Ok;
    }

    /// <summary>True for the first right answer to the question last asked.</summary>
    public async Task<bool> UseAsync(HttpContext context, UserAccount account, string answer)
    {
        var cancellation = context.RequestAborted;
        if (await TakeQuestionAsync(account, cancellation) is not { } question || !IsObject(answer))
        {
            return false;
        }

        var used = await handler.PerformAssertionAsync(new() { HttpContext = context, CredentialJson = answer, AssertionState = question });
        if (!used.Succeeded || used.User.Id != account.Id)
        {
            return false;
        }

        await using var db = databases.Open(Actor.System);
        var id = Passkey.IdOf(used.Passkey.CredentialId);
        if (await db.Set<Passkey>().FirstOrDefaultAsync(passkey => passkey.UserId == account.Id && passkey.CredentialId == id, cancellation) is not { } passkey || !RowCode.Holds(db, passkey))
        {
            return false;
        }

        passkey.Take(used.Passkey);
        passkey.UsedAt = clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task RemoveAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<Passkey>().FirstOrDefaultAsync(passkey => passkey.Id == id && passkey.UserId == by.Id, cancellation) is { } passkey)
        {
            await NoteAsync(passkey, "删除通行密钥", by, cancellation);
            db.Remove(passkey);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static async Task<IResult> PutAsync(HttpContext context, CurrentActor current, FirstFactor first, Passkeys passkeys)
    {
        if ((current.Session?.Account ?? (await first.OfAsync(context))?.Account) is not { } account)
        {
            return TypedResults.Unauthorized();
        }

        return TypedResults.Text(await passkeys.AskAsync(context, account), "application/json");
    }

    private static async Task<IResult> MakeAsync(HttpContext context, CurrentActor current, Passkeys passkeys) =>
        TypedResults.Text(await passkeys.AskToMakeAsync(context, current.Session!.Account), "application/json");

    private async Task<string> AskAsync(HttpContext context, UserAccount account)
    {
        var asked = await handler.MakeRequestOptionsAsync(account, context);
        await KeepQuestionAsync(account, asked.AssertionState, context.RequestAborted);
        return asked.RequestOptionsJson;
    }

    private async Task<string> AskToMakeAsync(HttpContext context, UserAccount account)
    {
        var asked = await handler.MakeCreationOptionsAsync(new() { Id = account.Id, Name = account.SignInName, DisplayName = account.SignInName }, context);
        await KeepQuestionAsync(account, asked.AttestationState, context.RequestAborted);
        return asked.CreationOptionsJson;
    }

    private async Task KeepQuestionAsync(UserAccount account, string? question, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow().UtcDateTime + Patience;
        await using var db = databases.Open(Actor.System);
        await db.Set<UserAccount>().Where(x => x.Id == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.PasskeyQuestion, question).SetProperty(x => x.PasskeyQuestionUntil, until), cancellation);
    }

    /// <summary>Of answers that come at once one gets it.</summary>
    private async Task<string?> TakeQuestionAsync(UserAccount account, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var kept = await db.Set<UserAccount>().AsNoTracking().Where(x => x.Id == account.Id).Select(x => new { x.PasskeyQuestion, x.PasskeyQuestionUntil }).FirstOrDefaultAsync(cancellation);
        return kept?.PasskeyQuestion is { } question
            && await db.Set<UserAccount>().Where(x => x.Id == account.Id && x.PasskeyQuestion == question)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.PasskeyQuestion, (string?)null), cancellation) == 1
            && kept.PasskeyQuestionUntil >= clock.GetUtcNow().UtcDateTime
                ? question
                : null;
    }

    private static bool IsObject(string answer)
    {
        try
        {
            using var read = JsonDocument.Parse(answer);
            return read.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Task NoteAsync(Passkey passkey, string what, Actor by, CancellationToken cancellation) => log.WriteAsync(
        new() { Kind = SecurityEventKind.SecondFactorChanged, Succeeded = true, Subject = passkey.UserId, RecordId = passkey.Id, Detail = what }, by, cancellation);
}
