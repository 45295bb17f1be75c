using System.Security.Cryptography;
using Anju.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Anju.Access;

/// <summary>
/// Six-digit codes of an authenticator (RFC 6238, 30 s, SHA-1 as all such apps know). Each counts once: the step it was
/// made for must be later than the last one used, and of requests at the same moment the database lets one through
/// (requirement A2). A clock may be one step behind, none ahead.
/// </summary>
internal sealed class AuthenticatorCodes(Databases databases, AccountRows rows, TimeProvider clock, IDataProtectionProvider protection)
{
    private const int KeySize = 20;
    private static readonly VerificationWindow Window = new(previous: 1, future: 0);

    private readonly IDataProtector protector = protection.CreateProtector("Anju.Access.Authenticator");

    /// <summary>A new key as stored, and in Base32 as typed into an app.</summary>
    public (string Sealed, string Typed) NewKey()
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        var typed = Base32Encoding.ToString(key);
        return (protector.Protect(typed), typed);
    }

    public string Typed(string sealedKey) => protector.Unprotect(sealedKey);

    /// <summary>Null when the text is no key that was sealed here.</summary>
    public string? Opened(string sealedKey)
    {
        try
        {
            return Typed(sealedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What an app reads from the picture (the key URI of authenticator apps).</summary>
    public static string Address(string typed, string signInName) => new OtpUri(OtpType.Totp, typed, signInName, "安居").ToString();

    /// <summary>The step the code stands for, or null. Says nothing of whether it was used before.</summary>
    public long? StepOf(string sealedKey, string code)
    {
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        var totp = new Totp(Base32Encoding.ToBytes(Typed(sealedKey)));
        return digits.Length == 6 && totp.VerifyTotp(clock.GetUtcNow().UtcDateTime, digits, out var step, Window) ? step : null;
    }

    /// <summary>True for the first that brings the code; it is used up then.</summary>
    public async Task<bool> UseAsync(UserAccount account, string code, CancellationToken cancellation)
    {
        if (account.Authenticator is not { } key || StepOf(key, code) is not { } step)
        {
            return false;
        }

        await using var db = databases.Open(Actor.System);
        return await db.Set<UserAccount>().Where(x => x.Id == account.Id && x.Authenticator == key && x.AuthenticatorStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.AuthenticatorStep, step), cancellation) == 1;
    }

    /// <summary>Enrols a key that its owner has shown to hold.</summary>
    public async Task<bool> EnrolAsync(UserAccount account, string sealedKey, string code, CancellationToken cancellation)
    {
        if (StepOf(sealedKey, code) is not { } step)
        {
            return false;
        }

        return await rows.ChangeIfAsync(
            account.Id,
            now =>
            {
                if (now.Authenticator != account.Authenticator)
                {
                    return false; // somebody enrolled meanwhile
                }

                (now.Authenticator, now.AuthenticatorStep) = (sealedKey, step);
                return true;
            },
            cancellation);
    }
}
