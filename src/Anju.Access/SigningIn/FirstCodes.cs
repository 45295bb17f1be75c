using System.Security.Cryptography;
using System.Text;

namespace Anju.Access;

/// <summary>
/// One-time codes that open a new account, or an old one after a reset: shown once to whoever makes them, stored as a
/// digest, dead after use or a day. An administrator never knows or sets a password (requirements A7, A8).
/// </summary>
public sealed class FirstCodes(AccountRows rows, TimeProvider clock, SignInRules rules)
{
    /// <summary>Without letters and digits that are taken for one another.</summary>
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int Groups = 4;
    private const int GroupSize = 4;

    /// <summary>16 characters in groups of four, some 79 bits.</summary>
    public async Task<string> NewAsync(string accountId, CancellationToken cancellation)
    {
        var code = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupSize)));
        var (digest, until) = (DigestOf(code), clock.GetUtcNow().UtcDateTime + rules.FirstCode);
        await rows.ChangeAsync(accountId, account => (account.FirstCode, account.FirstCodeUntil) = (digest, until), cancellation);
        return code;
    }

    internal static string DigestOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)))));
}
