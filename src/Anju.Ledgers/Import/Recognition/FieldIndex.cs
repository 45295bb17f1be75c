namespace Anju.Ledgers;

/// <summary>Finds the field that a header names, by all the ways in which it may be written.</summary>
internal sealed class FieldIndex
{
    private const string Head = "户主";

    private readonly Dictionary<string, List<(ImportField Field, int Confidence)>> exact = [];
    private readonly Dictionary<string, List<(ImportField Field, int Confidence)>> stems = [];

    public FieldIndex(IEnumerable<ImportField> fields)
    {
        foreach (var field in fields)
        {
            Add(field, field.Title, 100);
            foreach (var word in field.Words)
            {
                Add(field, word, 95);
            }
        }
    }

    public (ImportField Field, int Confidence)? Find(string group, string header)
    {
        var normal = HeaderWords.Normal(header);
        if (normal.Length == 0)
        {
            return null;
        }

        var of = HeaderWords.Normal(group);
        if (of.Contains(Head, StringComparison.Ordinal) && !normal.StartsWith(Head, StringComparison.Ordinal)
            && Best(exact, Head + HeaderWords.WithoutBrackets(normal), of) is { } ofHead)
        {
            return ofHead;
        }

        if (Best(exact, normal, of) is { } whole)
        {
            return whole;
        }

        if (Best(exact, HeaderWords.WithoutBrackets(normal), of) is { } bare)
        {
            return (bare.Field, Math.Min(bare.Confidence, 90));
        }

        return Best(stems, HeaderWords.Stem(normal), of) is { } stem ? (stem.Field, 70) : null;
    }

    private void Add(ImportField field, string word, int confidence)
    {
        var normal = HeaderWords.Normal(word);
        Put(exact, normal, (field, confidence));
        Put(stems, HeaderWords.Stem(normal), (field, 70));
    }

    private static void Put(
        Dictionary<string, List<(ImportField Field, int Confidence)>> index, string word, (ImportField Field, int Confidence) entry)
    {
        if (word.Length == 0)
        {
            return;
        }

        if (!index.TryGetValue(word, out var entries))
        {
            index.Add(word, entries = []);
        }

        if (!entries.Exists(known => known.Field == entry.Field))
        {
            entries.Add(entry);
        }
    }

    private static (ImportField Field, int Confidence)? Best(
        Dictionary<string, List<(ImportField Field, int Confidence)>> index, string word, string group)
    {
        if (!index.TryGetValue(word, out var entries))
        {
            return null;
        }

        return entries
            .OrderByDescending(entry => entry.Field.Groups.Any(of => group.Contains(of, StringComparison.Ordinal)))
            .ThenBy(entry => entry.Field.Rank)
            .ThenByDescending(entry => entry.Confidence)
            .First();
    }
}
