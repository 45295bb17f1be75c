using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>The natural keys of a file's rows: twice in the file, and already in the register.</summary>
internal sealed class LedgerKeys<T>(LedgerDefinition ledger, List<ReferenceFields> references)
    where T : Record
{
    public void RefuseRepeated(List<LedgerRow<T>> rows, IReadOnlyDictionary<int, string> sheets)
    {
        var first = new Dictionary<string, LedgerRow<T>>();
        foreach (var row in rows.Where(row => row.Imports))
        {
            if (!first.TryAdd(KeyOf(row.Draft), row))
            {
                var earlier = first[KeyOf(row.Draft)];
                row.Tell(ImportCodes.Duplicate(row, earlier, sheets[earlier.Sheet], Words));
            }
        }
    }

    /// <summary>Looks by the key's first reference or text; what that finds is compared by the whole key.</summary>
    public async Task FindAsync(AnjuDb db, List<LedgerRow<T>> rows, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, LedgerRow<T>>();
        foreach (var row in rows.Where(row => row.Imports))
        {
            wanted.TryAdd(KeyOf(row.Draft), row);
        }

        void Take(T record)
        {
            if (wanted.TryGetValue(KeyOf(record), out var row))
            {
                row.Existing = record;
            }
        }

        var reference = references.Find(one => one.Column.KeyOrder is not null)?.Column;
        if (reference is not null)
        {
            var ids = wanted.Values.Select(row => reference.Get(row.Draft)).OfType<Guid>().Distinct();
            await RegisterLookup.ByIdAsync<T>(db, reference.Name, ids, Take, cancellation);
            return;
        }

        var text = ledger.Key.First(column => column.Kind is ColumnKind.Text or ColumnKind.Division);
        await RegisterLookup.ByTextAsync<T>(db, text.Name, wanted.Values.Select(row => text.Get(row.Draft)).OfType<string>().Distinct(), Take, cancellation);
    }

    private string Words => string.Join("、", ledger.Key.Select(column => column.Title));

    private string KeyOf(T record) => string.Join('\u001f', ledger.Key.Select(column => column.Get(record)?.ToString()));
}
