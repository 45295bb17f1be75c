using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>
/// Something somebody has to do because a rule is not met. It opens, stays and closes with the monthly run: it closes
/// when the data satisfies the rule, not because somebody says so.
/// </summary>
public sealed class WorkItem : Stored, IScoped
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Worklist: <c>W-M03-3</c>.</summary>
    [StringLength(20)]
    public string Kind { get; set; } = "";

    [StringLength(20)]
    public string Rule { get; set; } = "";

    [StringLength(60)]
    public string Title { get; set; } = "";

    [StringLength(500)]
    public string Reason { get; set; } = "";

    /// <summary>Code of the kind of subject it is about.</summary>
    [StringLength(40)]
    public string Subject { get; set; } = "";

    public Guid SubjectId { get; set; }

    public Guid? HouseholdId { get; set; }

    [StringLength(6)]
    public string CountyCode { get; set; } = "";

    [StringLength(12)]
    public string? TownshipCode { get; set; }

    public Guid? SiteId { get; set; }

    /// <summary>Id of the department that leads.</summary>
    [StringLength(40)]
    public string Lead { get; set; } = "";

    public Month OpenedFor { get; set; }

    public DateOnly OpenedOn { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>Null while it is open.</summary>
    public DateOnly? ClosedOn { get; set; }

    [StringLength(200)]
    public string? ClosedBecause { get; set; }

    /// <summary>Run that closed it.</summary>
    public int? ClosedBy { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<WorkItem>(item =>
        {
            item.HasKey(x => x.Id);
            item.HasIndex(x => new { x.SubjectId, x.Rule }).IsUnique().HasFilter("\"closed_on\" IS NULL");
            item.HasIndex(x => new { x.CountyCode, x.DueOn }).HasFilter("\"closed_on\" IS NULL");
            item.HasIndex(x => x.ClosedBy);
            item.HasIndex(x => x.HouseholdId);
        });
    }
}
