using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>Through which door a change came in.</summary>
public enum Origin
{
    [Display(Name = "页面")] Page,
    [Display(Name = "导入")] Import,
    [Display(Name = "接口")] Api,
    [Display(Name = "任务")] Job,
    [Display(Name = "演示数据")] Demo,
    [Display(Name = "撤销")] Undo,
}

/// <summary>What happened to one record.</summary>
public enum JournalAction
{
    [Display(Name = "新增")] Add,
    [Display(Name = "修改")] Edit,
    [Display(Name = "删除")] Remove,
}

/// <summary>
/// One change as a whole: who, when, through which door, why. Batches form a chain: <see cref="Hash"/> covers this
/// batch, the digest of its entries and the batch before, with the algorithm named beside it.
/// </summary>
public sealed class JournalBatch : Stored, ISequenced
{
    public Guid Id { get; set; }

    /// <summary>1, 2, 3 … without gaps.</summary>
    public long Sequence { get; set; }

    public DateTime At { get; set; }

    [StringLength(100)]
    public string ActorId { get; set; } = "";

    [StringLength(100)]
    public string ActorName { get; set; } = "";

    [StringLength(100)]
    public string Organisation { get; set; } = "";

    public Origin Origin { get; set; }

    [StringLength(500)]
    public string Reason { get; set; } = "";

    /// <summary>The batch that this one takes back.</summary>
    public Guid? Undoes { get; set; }

    public int Entries { get; set; }

    [StringLength(40)]
    public string Algorithm { get; set; } = "";

    [StringLength(64)]
    public string Digest { get; set; } = "";

    [StringLength(64)]
    public string Previous { get; set; } = "";

    [StringLength(64)]
    public string Hash { get; set; } = "";
}

/// <summary>One record's part of a batch. Before and after hold the changed fields only; an addition has no before, a removal no after.</summary>
public sealed class JournalEntry : Stored
{
    public Guid BatchId { get; set; }

    /// <summary>1, 2, 3 … within the batch.</summary>
    public int Ordinal { get; set; }

    /// <summary>The stored type's table.</summary>
    [StringLength(60)]
    public string Ledger { get; set; } = "";

    public Guid RecordId { get; set; }

    /// <summary>The record's version after the change.</summary>
    public int Version { get; set; }

    public JournalAction Action { get; set; }

    [StringLength(6)]
    public string? CountyCode { get; set; }

    public Guid? HouseholdId { get; set; }

    public string? Before { get; set; }

    [OrBytes(nameof(AfterBytes))]
    public string? After { get; set; }

    /// <summary>The same as it is stored, of rows written in bulk: <see cref="After"/> is left blank then, and no string is made of it.</summary>
    internal byte[]? AfterBytes { get; init; }
}

/// <summary>The last link of the chain; one row, locked while a batch is appended.</summary>
public sealed class JournalHead : Stored
{
    public int Id { get; set; }

    public long Sequence { get; set; }

    [StringLength(64)]
    public string Hash { get; set; } = "";
}

internal sealed class JournalMapping : IMapping
{
    public void Map(ModelBuilder model)
    {
        model.Entity<JournalBatch>().HasIndex(batch => batch.Sequence).IsUnique();
        model.Entity<JournalEntry>(entry =>
        {
            entry.HasKey(x => new { x.BatchId, x.Ordinal });
            entry.HasIndex(x => x.RecordId);
            entry.HasIndex(x => x.HouseholdId).HasFilter("\"household_id\" IS NOT NULL");
        });
        model.Entity<JournalHead>(head =>
        {
            head.Property(x => x.Id).ValueGeneratedNever();
            head.HasData(new JournalHead { Id = 1, Sequence = 0, Hash = "" });
        });
    }
}
