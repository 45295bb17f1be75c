using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>How far a request has come.</summary>
public enum ExportState
{
    [Display(Name = "待审批")] Asked,
    [Display(Name = "已批准")] Granted,
    [Display(Name = "未批准")] Refused,
}

/// <summary>
/// Somebody asks to take away more lines than one person may alone. Another one who sees all of it decides; then the file is made
/// when it is fetched, of what the person may see at that moment, and the permission ends by itself.
/// </summary>
public sealed class ExportRequest : Stored, IRowCoded
{
    public Guid Id { get; set; }

    [StringLength(60)]
    public required string AskedBy { get; set; }

    [StringLength(60)]
    public required string AskedByName { get; set; }

    [StringLength(100)]
    public required string Organisation { get; set; }

    /// <summary>Null when lines of the whole city are asked for.</summary>
    [StringLength(6)]
    public string? CountyCode { get; set; }

    /// <summary>What the person might see when they asked: whoever holds another post by then asks anew.</summary>
    [StringLength(64)]
    public required string Sight { get; set; }

    [StringLength(60)]
    public required string Ledger { get; set; }

    public required ExportFormat Format { get; set; }

    /// <summary>The list's address behind the question mark, with typed words sealed as everywhere.</summary>
    public required string Filters { get; set; }

    /// <summary>Lines when it was asked.</summary>
    public required int Lines { get; set; }

    [StringLength(200)]
    public required string Purpose { get; set; }

    public DateTime AskedAt { get; set; }

    public ExportState State { get; set; }

    [StringLength(60)]
    public string? DecidedBy { get; set; }

    [StringLength(60)]
    public string? DecidedByName { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>Why not.</summary>
    [StringLength(200)]
    public string? Answer { get; set; }

    /// <summary>The last moment at which the file is made.</summary>
    public DateTime? Until { get; set; }

    [StringLength(Kernel.RowCode.Length)]
    public string RowCode { get; set; } = "";

    public string ListAddress => $"/ledgers/{Ledger}{Filters}";

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ExportRequest>(request =>
        {
            request.Property(x => x.Id).ValueGeneratedNever();
            request.Ignore(x => x.ListAddress);
            request.HasIndex(x => x.AskedBy);

            // Of two who decide at the same moment one is told that it was decided.
            request.Property(x => x.State).IsConcurrencyToken();
            request.HasIndex(x => x.State).HasFilter("\"state\" = 'Asked'");
        });
    }
}
