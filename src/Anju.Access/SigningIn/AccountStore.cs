using Anju.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// Accounts as ASP.NET Core Identity stores them: names, password hashes with upgrade, security stamps. Accounts are read
/// and written on behalf of the system: whoever signs in is nobody yet.
/// </summary>
internal sealed class AccountStore(Databases databases, AccountRows rows) : IUserPasswordStore<UserAccount>, IUserSecurityStampStore<UserAccount>, IUserPasskeyStore<UserAccount>
{
    public Task<UserAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) => rows.FindAsync(account => account.Id == userId, cancellationToken);

    public Task<UserAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        rows.FindAsync(account => account.NormalizedSignInName == normalizedUserName, cancellationToken);

    public async Task<IdentityResult> CreateAsync(UserAccount user, CancellationToken cancellationToken)
    {
        await using var db = databases.Open(Actor.System);
        db.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Writes what signing in changes, and leaves alone what another request may be changing: steps of the authenticator, the switch.</summary>
    public async Task<IdentityResult> UpdateAsync(UserAccount user, CancellationToken cancellationToken)
    {
        var written = await rows.ChangeAsync(
            user.Id,
            stored => (stored.PasswordHash, stored.PasswordSetAt, stored.FormerPasswords, stored.SecurityStamp) =
                (user.PasswordHash, user.PasswordSetAt, [.. user.FormerPasswords], user.SecurityStamp),
            cancellationToken);
        return written ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = AccountRows.Tampered.Code, Description = AccountRows.Tampered.Message });
    }

    public Task<IdentityResult> DeleteAsync(UserAccount user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are disabled, never removed: the journal names them.");

    public Task<string> GetUserIdAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SignInName);

    public Task SetUserNameAsync(UserAccount user, string? userName, CancellationToken cancellationToken)
    {
        user.SignInName = userName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedSignInName);

    public Task SetNormalizedUserNameAsync(UserAccount user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedSignInName = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task SetPasswordHashAsync(UserAccount user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(UserAccount user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    /// <summary>The framework reads here what it compares an answer with; <see cref="Passkeys"/> writes.</summary>
    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(UserAccount user, CancellationToken cancellationToken)
    {
        await using var db = databases.Open(Actor.System);
        return [.. (await db.Set<Passkey>().AsNoTracking().Where(passkey => passkey.UserId == user.Id).ToListAsync(cancellationToken)).Select(passkey => passkey.AsInfo())];
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(UserAccount user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = databases.Open(Actor.System);
        var id = Passkey.IdOf(credentialId);
        return (await db.Set<Passkey>().AsNoTracking().FirstOrDefaultAsync(passkey => passkey.UserId == user.Id && passkey.CredentialId == id, cancellationToken))?.AsInfo();
    }

    public async Task<UserAccount?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = databases.Open(Actor.System);
        var id = Passkey.IdOf(credentialId);
        return await db.Set<Passkey>().AsNoTracking().FirstOrDefaultAsync(passkey => passkey.CredentialId == id, cancellationToken) is { } passkey
            ? await FindByIdAsync(passkey.UserId, cancellationToken)
            : null;
    }

    public Task AddOrUpdatePasskeyAsync(UserAccount user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys are written with their event, by Passkeys.");

    public Task RemovePasskeyAsync(UserAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys are removed with their event, by Passkeys.");

    public void Dispose()
    {
    }
}

/// <summary>Names are the same whatever their width and case.</summary>
internal sealed class SignInNames : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : UserAccount.Normalized(name);

    public string? NormalizeEmail(string? email) => email;
}
