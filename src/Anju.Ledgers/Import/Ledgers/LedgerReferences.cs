using System.Reflection;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>Finds the lines that the rows of a file refer to, all at once, and what follows from them: county, site, household.</summary>
internal sealed class LedgerReferences(AnjuDb db, IReadOnlyList<ReferenceFields> references)
{
    private static readonly MethodInfo LoadOf = typeof(LedgerReferences).GetMethod(nameof(LoadAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Dictionary<(int Reference, string Said), Record?> found = [];
    private readonly Dictionary<(int Reference, string Said), List<Record>> named = [];

    public async Task FindAsync<T>(IReadOnlyList<LedgerRow<T>> rows, CancellationToken cancellation)
        where T : Record
    {
        for (var i = 0; i < references.Count; i++)
        {
            var said = rows.SelectMany(row => (string?[])[row.Said[i].Key, row.Said[i].Key is null ? row.Said[i].Caption : null]).OfType<string>().Distinct().ToList();
            if (references[i].To.Key is [{ Kind: ColumnKind.Text }] && said.Count > 0)
            {
                await (Task)LoadOf.MakeGenericMethod(references[i].To.Type).Invoke(this, [i, said, cancellation])!;
            }
        }
    }

    /// <summary>The line that a row means; by key, else by caption within the county.</summary>
    public Record? Of(int reference, (string? Key, string? Caption) said, string? county)
    {
        var text = said.Key ?? said.Caption;
        if (text is null)
        {
            return null;
        }

        if (found.GetValueOrDefault((reference, text)) is { } byKey)
        {
            return byKey;
        }

        var byName = named.GetValueOrDefault((reference, text))?.Where(record => county is null || (record as IScoped)?.CountyCode == county).Take(2).ToList();
        return byName is [var only] ? only : null;
    }

    private async Task LoadAsync<TRecord>(int reference, List<string> said, CancellationToken cancellation)
        where TRecord : Record
    {
        var to = references[reference].To;
        var key = to.Key[0];
        await RegisterLookup.ByTextAsync<TRecord>(db, key.Name, said, record => found[(reference, (string)key.Get(record)!)] = record, cancellation);
        var rest = said.Where(text => !found.ContainsKey((reference, text))).ToList();
        if (to.Caption is { } caption && rest.Count > 0)
        {
            await RegisterLookup.ByTextAsync<TRecord>(
                db,
                caption.Name,
                rest,
                record =>
                {
                    var name = (reference, (string)caption.Get(record)!);
                    (named.TryGetValue(name, out var some) ? some : named[name] = []).Add(record);
                },
                cancellation);
        }
    }
}
