using System.ComponentModel.DataAnnotations;
using System.Text;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Anju.Access;

/// <summary>
/// Which kind of work an account is for. The three offices of administration exclude one another and the work with the
/// register, so an account has one for good (requirement B8); the database holds the posts to it.
/// </summary>
public enum Office
{
    [Display(Name = "业务人员")] Work,
    [Display(Name = "系统管理员")] System,
    [Display(Name = "安全管理员")] Security,
    [Display(Name = "审计管理员")] Audit,
}

/// <summary>
/// Somebody who may sign in. What the person may do and see follows from the <see cref="Post"/> held. Whoever has the database could
/// put a one-time code of their own into an account: one that was changed past the product lets nobody in (E6).
/// </summary>
public sealed class UserAccount : Stored, IRowCoded
{
    /// <summary>Opaque; stands in the journal and in the security log.</summary>
    [StringLength(60)]
    public required string Id { get; set; }

    [StringLength(60)]
    public required string SignInName { get; set; }

    /// <summary>The same without width and case: unique.</summary>
    [StringLength(60)]
    public string NormalizedSignInName { get; set; } = "";

    [StringLength(60)]
    public required string Name { get; set; }

    public Office Office { get; set; }

    /// <summary>As the framework's hasher writes it, with algorithm, rounds and salt; null until a password is chosen.</summary>
    [StringLength(200)]
    public string? PasswordHash { get; set; }

    public DateTime? PasswordSetAt { get; set; }

    /// <summary>Hashes of the passwords before this one, the newest first.</summary>
    public List<string> FormerPasswords { get; set; } = [];

    /// <summary>Changes with every change of a secret; sessions that began under another one end.</summary>
    [StringLength(64)]
    public string SecurityStamp { get; set; } = "";

    /// <summary>Key of the authenticator, sealed; null until one is enrolled.</summary>
    [StringLength(400)]
    public string? Authenticator { get; set; }

    /// <summary>The last time step a code was accepted for: none is accepted twice.</summary>
    [NotCoded]
    public long AuthenticatorStep { get; set; }

    /// <summary>What a passkey was last asked, and how long its answer counts; used up by the first one.</summary>
    [StringLength(2000), NotCoded]
    public string? PasskeyQuestion { get; set; }

    [NotCoded]
    public DateTime? PasskeyQuestionUntil { get; set; }

    /// <summary>Digest of the one-time code that lets the person choose a password and enrol; null when none is open.</summary>
    [StringLength(64)]
    public string? FirstCode { get; set; }

    public DateTime? FirstCodeUntil { get; set; }

    /// <summary>Who this is to the government's single sign-on; null when that is not used.</summary>
    [StringLength(200)]
    public string? ExternalId { get; set; }

    public bool Disabled { get; set; }

    public DateTime CreatedAt { get; set; }

    [StringLength(60)]
    public string CreatedBy { get; set; } = "";

    [StringLength(Kernel.RowCode.Length)]
    public string RowCode { get; set; } = "";

    public static string Normalized(string signInName) => signInName.Trim().Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<UserAccount>(account =>
        {
            account.HasKey(x => x.Id);
            account.HasIndex(x => x.NormalizedSignInName).IsUnique();
            account.Property(x => x.FormerPasswords).HasConversion(
                hashes => string.Join('\n', hashes),
                text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList(),
                new ValueComparer<List<string>>((one, other) => one!.SequenceEqual(other!), hashes => hashes.Count, hashes => hashes.ToList()));
            account.HasIndex(x => x.ExternalId).IsUnique().HasFilter("\"external_id\" IS NOT NULL");

            // Of two who write at the same moment the second reads the row again: see AccountRows.
            account.Property(x => x.RowCode).IsConcurrencyToken();
            account.HasAlternateKey(x => new { x.Id, x.Office });
        });
    }
}
