using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>What happened that the audit administrator must be able to find again (security requirement F1).</summary>
public enum SecurityEventKind
{
    [Display(Name = "登录")] SignedIn,
    [Display(Name = "登录失败")] SignInFailed,
    [Display(Name = "账号锁定")] LockedOut,
    [Display(Name = "退出")] SignedOut,
    [Display(Name = "会话结束")] SessionEnded,
    [Display(Name = "再次确认身份")] SteppedUp,
    [Display(Name = "拒绝访问")] Denied,
    [Display(Name = "查看档案")] Viewed,
    [Display(Name = "紧急查阅")] EmergencyAccess,
    [Display(Name = "查看完整信息")] Unmasked,
    [Display(Name = "查找")] Searched,
    [Display(Name = "导出")] Exported,
    [Display(Name = "导出审批")] ExportDecided,
    [Display(Name = "导入")] Imported,
    [Display(Name = "撤销")] Undone,
    [Display(Name = "拨付登记")] PaidOut,
    [Display(Name = "月度运行")] RanMonth,
    [Display(Name = "账号变动")] AccountChanged,
    [Display(Name = "任职变动")] PostChanged,
    [Display(Name = "机构变动")] OrganisationChanged,
    [Display(Name = "口令变动")] PasswordChanged,
    [Display(Name = "第二因素变动")] SecondFactorChanged,
    [Display(Name = "密钥轮换")] KeyUsed,
    [Display(Name = "审计核验")] Verified,
    [Display(Name = "参数变动")] Configured,
}

/// <summary>
/// One event. Holds codes, ids and counts, never a name, number or phone of a relocated person (F2). Events form a chain
/// like the journal's: <see cref="Hash"/> covers this one and the one before.
/// </summary>
public sealed class SecurityEvent : Stored, ISequenced
{
    public Guid Id { get; set; }

    /// <summary>1, 2, 3 … without gaps.</summary>
    public long Sequence { get; set; }

    public DateTime At { get; set; }

    /// <summary>The day of it in China, by which days of work are counted.</summary>
    public DateOnly Day { get; set; }

    public required SecurityEventKind Kind { get; set; }

    public required bool Succeeded { get; set; }

    [StringLength(100)]
    public string ActorId { get; set; } = "";

    [StringLength(100)]
    public string ActorName { get; set; } = "";

    [StringLength(100)]
    public string Organisation { get; set; } = "";

    /// <summary>Where the request came from; empty for a command on the machine itself.</summary>
    [StringLength(45)]
    public string Address { get; set; } = "";

    /// <summary>What it was about: a ledger, a door, an account.</summary>
    [StringLength(100)]
    public string Subject { get; set; } = "";

    public Guid? RecordId { get; set; }

    public Guid? HouseholdId { get; set; }

    [StringLength(6)]
    public string? CountyCode { get; set; }

    /// <summary>Reason or particulars in words.</summary>
    [StringLength(500)]
    public string Detail { get; set; } = "";

    [StringLength(40)]
    public string Algorithm { get; set; } = "";

    [StringLength(64)]
    public string Hash { get; set; } = "";

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model)
        {
            model.Entity<SecurityEvent>(entity =>
            {
                entity.Property(x => x.Id).ValueGeneratedNever();
                entity.HasIndex(x => x.Sequence).IsUnique();
                entity.HasIndex(x => x.At);
                entity.HasIndex(x => new { x.HouseholdId, x.At }).HasFilter("\"household_id\" IS NOT NULL");
                entity.HasIndex(x => new { x.ActorId, x.At });
                entity.HasIndex(x => new { x.Kind, x.Day });
            });
            model.Entity<SecurityHead>(head =>
            {
                head.Property(x => x.Id).ValueGeneratedNever();
                head.HasData(new SecurityHead { Id = 1, Sequence = 0, Hash = "" });
            });
        }
    }
}

/// <summary>The last link of the events' chain; one row, locked while events are appended.</summary>
public sealed class SecurityHead : Stored
{
    public int Id { get; set; }

    public long Sequence { get; set; }

    [StringLength(64)]
    public string Hash { get; set; } = "";
}
