using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// A passkey that stands in for the code of the authenticator (WebAuthn). One that was put into the database or changed past
/// the product opens nothing: its row carries a keyed code.
/// </summary>
public sealed class Passkey : Stored, IRowCoded
{
    public Guid Id { get; set; }

    [StringLength(60)]
    public required string UserId { get; set; }

    /// <summary>As the authenticator calls it, in base64url.</summary>
    [StringLength(1400)]
    public required string CredentialId { get; set; }

    /// <summary>The kind of device it was made on, see <see cref="DeviceName"/>.</summary>
    [StringLength(120)]
    public string Device { get; set; } = "";

    /// <summary>In COSE form.</summary>
    public required byte[] PublicKey { get; set; }

    public required DateTime CreatedAt { get; set; }

    public DateTime? UsedAt { get; set; }

    /// <summary>Counted by the authenticator; stays 0 for those that do not count.</summary>
    public long SignCount { get; set; }

    [StringLength(100)]
    public string Transports { get; set; } = "";

    public bool UserVerified { get; set; }

    public bool BackupEligible { get; set; }

    public bool BackedUp { get; set; }

    [StringLength(Kernel.RowCode.Length)]
    public string RowCode { get; set; } = "";

    public static string IdOf(byte[] credential) => WebEncoders.Base64UrlEncode(credential);

    /// <summary>As the framework takes it; what proved the make of the authenticator is not kept.</summary>
    public UserPasskeyInfo AsInfo() => new(
        WebEncoders.Base64UrlDecode(CredentialId), PublicKey, CreatedAt, (uint)SignCount, Transports.Length == 0 ? null : Transports.Split(','),
        UserVerified, BackupEligible, BackedUp, [], []);

    /// <summary>What each use may change.</summary>
    public void Take(UserPasskeyInfo used) => (SignCount, UserVerified, BackedUp) = (used.SignCount, used.IsUserVerified, used.IsBackedUp);

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<Passkey>(passkey =>
        {
            passkey.Property(x => x.Id).ValueGeneratedNever();
            passkey.HasIndex(x => x.CredentialId).IsUnique();
            passkey.HasOne<UserAccount>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
