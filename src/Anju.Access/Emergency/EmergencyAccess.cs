using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// Somebody of one county looks into another one, because a flood or a person in need does not wait for a post to be granted
/// (requirement B10). It is for reading, gives its reason, ends by itself, and the other county sees it.
/// </summary>
public sealed class EmergencyAccess : Stored, IRowCoded
{
    public Guid Id { get; set; }

    [StringLength(60)]
    public required string UserId { get; set; }

    [StringLength(60)]
    public required string UserName { get; set; }

    /// <summary>Where the person works.</summary>
    [StringLength(100)]
    public required string Organisation { get; set; }

    /// <summary>The county that is looked into.</summary>
    [StringLength(6)]
    public required string CountyCode { get; set; }

    [StringLength(200)]
    public required string Reason { get; set; }

    public required DateTime BeganAt { get; set; }

    /// <summary>The last moment of it.</summary>
    public required DateTime Until { get; set; }

    /// <summary>When the person ended it before that.</summary>
    public DateTime? EndedAt { get; set; }

    [StringLength(Kernel.RowCode.Length)]
    public string RowCode { get; set; } = "";

    public bool IsOpenAt(DateTime now) => EndedAt is null && now <= Until;

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<EmergencyAccess>(access =>
        {
            access.Property(x => x.Id).ValueGeneratedNever();
            access.HasIndex(x => new { x.CountyCode, x.BeganAt });
            access.HasIndex(x => x.UserId);
        });
    }
}
