using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>How somebody proved who they are.</summary>
public enum SignInWay
{
    [Display(Name = "口令和验证码")] PasswordAndCode,
    [Display(Name = "通行密钥")] Passkey,
    [Display(Name = "统一身份认证")] SingleSignOn,
    [Display(Name = "演示链接")] Link,
}

/// <summary>A time somebody is signed in on one device, in one post.</summary>
public sealed class UserSession : Stored
{
    public Guid Id { get; set; }

    [StringLength(60)]
    public required string UserId { get; set; }

    /// <summary>The post the person acts in; null when none is held.</summary>
    public Guid? PostId { get; set; }

    /// <summary>The other county that the person looks into meanwhile; counts for as long as that is open.</summary>
    public Guid? EmergencyId { get; set; }

    public required SignInWay Way { get; set; }

    /// <summary>The account's stamp when it began.</summary>
    [StringLength(64)]
    public required string Stamp { get; set; }

    public required DateTime BeganAt { get; set; }

    public required DateTime SeenAt { get; set; }

    /// <summary>When the person last proved who they are.</summary>
    public required DateTime ConfirmedAt { get; set; }

    [StringLength(45)]
    public string Address { get; set; } = "";

    /// <summary>The kind of device, see <see cref="DeviceName"/>.</summary>
    [StringLength(120)]
    public string Device { get; set; } = "";

    public DateTime? EndedAt { get; set; }

    [StringLength(40)]
    public string? EndedBy { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<UserSession>(session =>
        {
            session.Property(x => x.Id).ValueGeneratedNever();
            session.HasIndex(x => new { x.UserId, x.BeganAt });
        });
    }
}
