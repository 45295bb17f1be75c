using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register.HouseholdFile;

/// <summary>Stored values of many ledgers in the words of people, with the names behind the ids that were looked up.</summary>
public sealed class FileWords(LedgerWords words, LedgerReader reader)
{
    private readonly References known = new();

    /// <summary>Reads the names behind ids, as far as the actor may see them.</summary>
    public async Task KnowAsync(IEnumerable<(Type? Ledger, object? Id)> ids, CancellationToken cancellation)
    {
        foreach (var ofLedger in ids.Where(x => x.Ledger is not null && x.Id is Guid).GroupBy(x => x.Ledger!, x => (Guid)x.Id!))
        {
            foreach (var some in ofLedger.Distinct().Where(id => known[id] is null).Chunk(500))
            {
                known.Add(await reader.ReferredAsync(reader.Catalogue.Of(ofLedger.Key), some, cancellation));
            }
        }
    }

    public Task KnowAsync(LedgerDefinition ledger, IEnumerable<Record> rows, CancellationToken cancellation) => KnowAsync(
        rows.SelectMany(row => ledger.Columns.Where(column => column.Refers is not null).Select(column => (column.Refers, column.Get(row)))), cancellation);

    /// <summary>The words by which people know a line: a person's name, a household's code.</summary>
    public string? NameOf(Guid id) => known[id] is { } line ? (line.Ledger.Type == typeof(Household) ? line.Code : line.Caption) : null;

    /// <summary>Null for no value.</summary>
    public string? Of(LedgerColumn column, object? value) => words.Of(column, value, known) switch
    {
        "" => value is Guid ? "（不在本辖区）" : null,
        var text when column.Unit is { } unit && reader.Access.MayRead(column) => $"{text} {unit}",
        var text => text,
    };
}
