using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>How far a post has come.</summary>
public enum PostState
{
    [Display(Name = "待安全管理员审批")] Proposed,
    [Display(Name = "在任")] Held,
    [Display(Name = "未批准")] Refused,
    [Display(Name = "已终止")] Ended,
}

/// <summary>
/// A role in an organisation, from a day to a day. 系统管理员 proposes it, 安全管理员 decides; nobody decides on a post of
/// their own or on one they proposed (requirements B8, B9). A post that was changed past the product counts for nothing (E6).
/// </summary>
public sealed class Post : Stored, IRowCoded
{
    public Guid Id { get; set; }

    [StringLength(60)]
    public required string UserId { get; set; }

    /// <summary>That of the account: the database refuses another one.</summary>
    public Office Office { get; set; }

    public required Role Role { get; set; }

    [StringLength(60)]
    public required string OrganisationCode { get; set; }

    /// <summary>As it was called when the post was proposed.</summary>
    [StringLength(100)]
    public required string Organisation { get; set; }

    /// <summary>Null for the city's people.</summary>
    [StringLength(6)]
    public string? CountyCode { get; set; }

    /// <summary>The township or village whose sites the holder answers for.</summary>
    [StringLength(12)]
    public string? Division { get; set; }

    /// <summary>The one site the holder answers for.</summary>
    public Guid? SiteId { get; set; }

    /// <summary>Of 审计查阅: the one measure of the plan that the holder reads for; null for all of them.</summary>
    public int? Measure { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; set; }

    public PostState State { get; set; }

    [StringLength(60)]
    public string ProposedBy { get; set; } = "";

    public DateTime ProposedAt { get; set; }

    [StringLength(60)]
    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    [StringLength(200)]
    public string? Reason { get; set; }

    [StringLength(Kernel.RowCode.Length)]
    public string RowCode { get; set; } = "";

    /// <summary>审计查阅（第3条）</summary>
    public string Title => TermTitles.Of(Role) + (Measure is { } measure ? $"（第{measure}条）" : "");

    public bool IsHeldOn(DateOnly date) => State == PostState.Held && date >= From && !(date > To);

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<Post>(post =>
        {
            post.Property(x => x.Id).ValueGeneratedNever();
            post.Ignore(x => x.Title);
            post.HasIndex(x => x.UserId);

            // Of two who decide at the same moment one is told that it was decided.
            post.Property(x => x.State).IsConcurrencyToken();
            post.HasIndex(x => x.State).HasFilter("\"state\" = 'Proposed'");
            post.HasOne<UserAccount>().WithMany().HasForeignKey(x => new { x.UserId, x.Office }).HasPrincipalKey(x => new { x.Id, x.Office }).OnDelete(DeleteBehavior.Restrict);
            post.ToTable(table => table.HasCheckConstraint("ck_post_office",
                """
                CASE "role" WHEN 'SystemAdministrator' THEN 'System' WHEN 'SecurityAdministrator' THEN 'Security' WHEN 'AuditAdministrator' THEN 'Audit' ELSE 'Work' END = "office"
                """));
        });
    }
}
