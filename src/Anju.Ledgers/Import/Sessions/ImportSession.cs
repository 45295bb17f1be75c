using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    [Display(Name = "待核对列")] Recognised,
    [Display(Name = "检查中")] Checking,
    [Display(Name = "待确认")] Checked,
    [Display(Name = "写入中")] Committing,
    [Display(Name = "已导入")] Committed,
    [Display(Name = "未能导入")] Refused,
    [Display(Name = "已放弃")] Abandoned,
    [Display(Name = "已撤销")] Undone,
}

/// <summary>
/// One upload on its way through the wizard. File and results lie in the database beside it, so that any web node can go on
/// with it, also after a crash.
/// </summary>
public sealed class ImportSession : Stored
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [StringLength(40)]
    public string Ledger { get; set; } = "";

    [StringLength(200)]
    public string FileName { get; set; } = "";

    public long FileSize { get; set; }

    [StringLength(100)]
    public string OwnerId { get; set; } = "";

    [StringLength(100)]
    public string OwnerName { get; set; } = "";

    [StringLength(100)]
    public string Organisation { get; set; } = "";

    /// <summary>The county chosen for the whole file.</summary>
    [StringLength(6)]
    public string? CountyCode { get; set; }

    public DateTime CreatedAt { get; set; }

    public ImportState State { get; set; }

    /// <summary><see cref="FileMapping"/> as JSON.</summary>
    public string Mapping { get; set; } = "";

    /// <summary><see cref="RowDecision"/> by row, as JSON.</summary>
    public string? Decisions { get; set; }

    /// <summary>What a person must be told: why it was refused or interrupted.</summary>
    [StringLength(1000)]
    public string? Notice { get; set; }

    /// <summary>Which job holds the session, counted up with each; an older one writes nothing any more.</summary>
    public int Fence { get; set; }

    /// <summary>When the job at work counts as dead.</summary>
    public DateTime? LeaseUntil { get; set; }

    public int Imported { get; set; }

    public int Rejected { get; set; }

    public int Held { get; set; }

    /// <summary>Titles, totals and the like; a blank row is nobody's row and is not counted here.</summary>
    public int Skipped { get; set; }

    public int New { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Fixed { get; set; }

    public int Warned { get; set; }

    public int Suspected { get; set; }

    /// <summary>Of the judged rows; the commit must come to the same.</summary>
    [StringLength(32)]
    public string? Digest { get; set; }

    [StringLength(500)]
    public string? Reason { get; set; }

    /// <summary>The journal batch; null when nothing had changed.</summary>
    public Guid? BatchId { get; set; }

    public DateTime? FinishedAt { get; set; }

    public int Read => Imported + Rejected + Held + Skipped;

    public void Count(ImportRun run)
    {
        var tally = run.Tally;
        (Imported, Rejected, Held, Skipped) = (tally.Imported, tally.Rejected, tally.Held, tally.Skipped - tally.Blank);
        (New, Changed, Unchanged, Fixed, Warned) = (tally.New, tally.Changed, tally.Unchanged, tally.Fixed, tally.Warned);
        Suspected = run.Suspected;
        Digest = run.Digest();
    }

    internal sealed class SessionMapping : IMapping
    {
        public void Map(ModelBuilder model)
        {
            model.Entity<ImportSession>(session =>
            {
                session.HasIndex(x => new { x.OwnerId, x.CreatedAt });
                session.Ignore(x => x.Read);
            });
            model.Entity<ImportContent>().HasKey(x => new { x.SessionId, x.Kind, x.Ordinal });
            model.Entity<ImportHeader>().HasKey(x => new { x.Organisation, x.Ledger, x.Header });
        }
    }
}

/// <summary>What lies beside a session.</summary>
public enum ContentKind
{
    File,
    Rows,
}

/// <summary>A piece of the uploaded file, or of the judged rows (compressed).</summary>
public sealed class ImportContent : Stored
{
    public Guid SessionId { get; set; }

    public ContentKind Kind { get; set; }

    public int Ordinal { get; set; }

    public byte[] Body { get; set; } = [];
}

/// <summary>What one header means in the sheets of one sender, as somebody there corrected it.</summary>
public sealed class ImportHeader : Stored
{
    [StringLength(100)]
    public string Organisation { get; set; } = "";

    [StringLength(40)]
    public string Ledger { get; set; } = "";

    /// <summary>In the form in which headers are compared.</summary>
    [StringLength(200)]
    public string Header { get; set; } = "";

    /// <summary>Key of the field; empty for "not imported".</summary>
    [StringLength(80)]
    public string Field { get; set; } = "";
}
