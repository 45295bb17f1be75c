using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>What a key is for; each purpose has keys of its own, and none serves another.</summary>
public enum KeyPurpose
{
    /// <summary>Seals encrypted columns, their values in the journal, and uploaded files.</summary>
    [Display(Name = "字段与文件加密")] Fields,

    /// <summary>Codes by which an encrypted value is found and kept unique.</summary>
    [Display(Name = "查找索引")] Index,

    [Display(Name = "变更日志链")] Journal,

    /// <summary>Codes over rows that nobody may change past the product.</summary>
    [Display(Name = "行校验码")] RowCodes,

    /// <summary>Seals the keys of cookies and forms.</summary>
    [Display(Name = "会话保护")] Protection,

    /// <summary>Seals the encrypted columns of <see cref="GuardedAttribute">guarded</see> types.</summary>
    [Display(Name = "重点人群加密")] Guarded,
}

/// <summary>
/// A key that data are sealed with, itself sealed by the master key. Versions of a purpose count from 1; the newest is used
/// for whatever is written, older ones stay for as long as something needs them.
/// </summary>
public sealed class DataKey : Stored
{
    public KeyPurpose Purpose { get; set; }

    public int Version { get; set; }

    [StringLength(20)]
    public string Algorithm { get; set; } = "";

    public byte[] Wrapped { get; set; } = [];

    public DateTime MadeAt { get; set; }

    /// <summary>What the master key is told beside the key, so that one purpose's key is not put in another's place.</summary>
    internal string About => $"{Purpose} {Version} {Algorithm}";

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<DataKey>().HasKey(key => new { key.Purpose, key.Version });
    }
}
