using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>Where the heads of the chains are written down outside the database, as the audit administrator says; one row.</summary>
public sealed class AnchorSetting : Stored
{
    public int Id { get; set; }

    /// <summary>A folder that the server can write to, best on another machine; null while there is none.</summary>
    [StringLength(300)]
    public string? Folder { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<AnchorSetting>(setting =>
        {
            setting.Property(x => x.Id).ValueGeneratedNever();
            setting.HasData(new AnchorSetting { Id = 1 });
        });
    }
}
