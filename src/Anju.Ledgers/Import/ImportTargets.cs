namespace Anju.Ledgers;

/// <summary>Everything that can be imported, by name: every ledger, unless a module brings its own way for one.</summary>
public sealed class ImportTargets(IEnumerable<ImportTarget> own, LedgerCatalogue ledgers, Computations computations, IEnumerable<ILedgerObjection> objections)
{
    private readonly Dictionary<string, ImportTarget> all = own
        .UnionBy(ledgers.All.Select(ledger => new LedgerImport(ledger, ledgers, computations, [.. objections])), target => target.Code)
        .ToDictionary(target => target.Code);

    public IReadOnlyCollection<ImportTarget> All => all.Values;

    /// <summary>By the ledger's code; a plural s is forgiven.</summary>
    public ImportTarget? Find(string code) =>
        all.GetValueOrDefault(code) ?? (code.EndsWith('s') ? all.GetValueOrDefault(code[..^1]) : null);
}
