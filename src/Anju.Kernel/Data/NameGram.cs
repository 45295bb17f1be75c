using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>
/// Pairs of neighbouring characters of a record's name, and its last one alone: a Chinese name of two characters holds
/// no longer piece to index. Kept by the write path.
/// </summary>
public sealed class NameGram : Stored
{
    [StringLength(4)]
    public string Gram { get; set; } = "";

    public Guid RecordId { get; set; }

    internal static IEnumerable<NameGram> Of(Record record, string? name) =>
        Grams(name).Select(gram => new NameGram { Gram = gram, RecordId = record.Id });

    /// <summary>张三丰 → 张三, 三丰, 丰. Characters beyond the basic plane count as one.</summary>
    public static IEnumerable<string> Grams(string? name)
    {
        var runes = (name ?? "").EnumerateRunes().ToList();
        return Enumerable.Range(0, runes.Count)
            .Select(i => i + 1 < runes.Count ? $"{runes[i]}{runes[i + 1]}" : runes[i].ToString())
            .Distinct();
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<NameGram>(gram =>
        {
            gram.HasKey(x => new { x.Gram, x.RecordId });
            gram.HasIndex(x => x.RecordId);
        });
    }
}
