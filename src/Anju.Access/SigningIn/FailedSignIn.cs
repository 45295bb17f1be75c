using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>An attempt to sign in that failed, kept for a day.</summary>
public sealed class FailedSignIn : Stored
{
    public Guid Id { get; set; }

    /// <summary>Digest of the name that was typed, whether it is somebody's or not.</summary>
    [StringLength(64)]
    public required string Name { get; set; }

    [StringLength(45)]
    public required string Address { get; set; }

    public required DateTime At { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<FailedSignIn>(failed =>
        {
            failed.Property(x => x.Id).ValueGeneratedNever();
            failed.HasIndex(x => new { x.Name, x.At });
            failed.HasIndex(x => new { x.Address, x.At });
        });
    }
}

/// <summary>What an attempt meets before anything is compared.</summary>
public enum Gate
{
    Open,

    /// <summary>Answered like a wrong password: who is locked out is not told whether the name is anybody's.</summary>
    Shut,

    /// <summary>The address has tried too often, whatever the names.</summary>
    TooMany,
}

/// <summary>
/// Slows guessing down by name and by address. Failures from elsewhere do not lock a person out of the addresses they
/// have signed in from: locking out is no weapon (requirement A3).
/// </summary>
public sealed class FailedSignIns(Databases databases, TimeProvider clock, SignInRules rules)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Familiar = TimeSpan.FromDays(30);

    public async Task<Gate> GateAsync(string signInName, string address, CancellationToken cancellation)
    {
        var (name, now) = (DigestOf(signInName), clock.GetUtcNow().UtcDateTime);
        var since = now - rules.Window;
        await using var db = databases.Open(Actor.System);
        var failures = db.Set<FailedSignIn>().Where(x => x.At > since);
        if (await failures.CountAsync(x => x.Address == address, cancellation) >= rules.FailuresOfAddress)
        {
            return Gate.TooMany;
        }

        if (await failures.CountAsync(x => x.Name == name && x.Address == address, cancellation) >= rules.FailuresWithName)
        {
            return Gate.Shut;
        }

        if (await failures.CountAsync(x => x.Name == name, cancellation) < rules.FailuresEverywhere)
        {
            return Gate.Open;
        }

        var (normalized, from) = (UserAccount.Normalized(signInName), now - Familiar);
        return await db.Set<UserSession>().AnyAsync(
            session => session.Address == address && session.BeganAt > from
                && db.Set<UserAccount>().Any(account => account.Id == session.UserId && account.NormalizedSignInName == normalized),
            cancellation)
            ? Gate.Open
            : Gate.Shut;
    }

    public async Task NoteAsync(string signInName, string address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var old = now.UtcDateTime - Kept;
        await using var db = databases.Open(Actor.System);
        await db.Set<FailedSignIn>().Where(x => x.At < old).ExecuteDeleteAsync(cancellation);
        db.Add(new FailedSignIn { Id = Guid.CreateVersion7(now), Name = DigestOf(signInName), Address = address, At = now.UtcDateTime });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>After a success from the address, and when an administrator unlocks (null: everywhere).</summary>
    public async Task ForgetAsync(string signInName, string? address, CancellationToken cancellation)
    {
        var name = DigestOf(signInName);
        await using var db = databases.Open(Actor.System);
        await db.Set<FailedSignIn>().Where(x => x.Name == name && (address == null || x.Address == address)).ExecuteDeleteAsync(cancellation);
    }

    private static string DigestOf(string signInName) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(UserAccount.Normalized(signInName))));
}
