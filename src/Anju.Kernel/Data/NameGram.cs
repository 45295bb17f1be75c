using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>
/// Pairs of neighbouring characters of a record's name, and its last one alone: a Chinese name of two characters holds
/// no longer piece to index. Kept by the write path.
/// </summary>
public sealed class NameGram : Stored
{
    private const int Chunk = 250;

    [StringLength(4)]
    public string Gram { get; set; } = "";

    public Guid RecordId { get; set; }

    internal static IEnumerable<NameGram> Of(Record record, string? name) =>
        Grams(name).Select(gram => new NameGram { Gram = gram, RecordId = record.Id });

    /// <summary>Those of many records in the order of their index, each pair of characters kept once with the records that have it.</summary>
    internal static IEnumerable<NameGram> InOrder(IReadOnlyList<Record> records)
    {
        var byGram = new SortedDictionary<string, List<Record>>(StringComparer.Ordinal);
        foreach (var record in records.Where(record => record is ISearchable))
        {
            foreach (var gram in Grams(((ISearchable)record).SearchedName))
            {
                if (!byGram.TryGetValue(gram, out var some))
                {
                    byGram.Add(gram, some = new(1));
                }

                some.Add(record);
            }
        }

        return byGram.SelectMany(x => x.Value, (x, record) => new NameGram { Gram = x.Key, RecordId = record.Id });
    }

    /// <summary>张三丰 → 张三, 三丰, 丰. Characters beyond the basic plane count as one.</summary>
    public static IEnumerable<string> Grams(string? name)
    {
        if (name is null || !name.Any(char.IsSurrogate))
        {
            return Plain(name ?? "");
        }

        var runes = name.EnumerateRunes().ToList();
        return Enumerable.Range(0, runes.Count)
            .Select(i => i + 1 < runes.Count ? $"{runes[i]}{runes[i + 1]}" : runes[i].ToString())
            .Distinct();
    }

    /// <summary>Takes out what names were found by, by both parts of the key: an index by record alone would cost every import.</summary>
    internal static async Task RemoveAsync(AnjuDb db, IReadOnlyList<NameGram> grams, CancellationToken cancellation)
    {
        foreach (var some in grams.Chunk(Chunk))
        {
            var pairs = string.Join(", ", some.Select((_, i) => $"(@p{2 * i}, @p{(2 * i) + 1})"));
            await using var command = await BulkRead.CommandAsync(
                db,
                $"DELETE FROM \"name_gram\" WHERE (\"gram\", \"record_id\") IN (VALUES {pairs})",
                [.. some.SelectMany(gram => (object[])[gram.Gram, gram.RecordId])],
                cancellation);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static List<string> Plain(string name)
    {
        var grams = new List<string>(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var gram = name.Substring(i, Math.Min(2, name.Length - i));
            if (!grams.Contains(gram))
            {
                grams.Add(gram);
            }
        }

        return grams;
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<NameGram>(gram =>
        {
            gram.HasKey(x => new { x.Gram, x.RecordId });
            SqliteTables.IsOnlyKey(gram);
        });
    }
}
