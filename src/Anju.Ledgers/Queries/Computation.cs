using Anju.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Ledgers;

/// <summary>
/// Fills computed columns of one ledger for the lines of a page, or of a stretch of an export, all at once: as many
/// queries for a hundred lines as for one, each answered by an index. Found by type; its constructor may ask for services.
/// </summary>
public abstract class Computation
{
    /// <summary>The ledger's class.</summary>
    public abstract Type Ledger { get; }

    /// <summary>Names of the properties it fills; it is asked only when one of them is shown.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <param name="db">With the scope of the person who looks.</param>
    /// <param name="lines">Lines of <see cref="Ledger"/>, not tracked.</param>
    public abstract Task FillAsync(AnjuDb db, IReadOnlyList<Record> lines, CancellationToken cancellation);
}

/// <inheritdoc cref="Computation"/>
public abstract class Computation<T>(params string[] columns) : Computation
    where T : Record
{
    public sealed override Type Ledger => typeof(T);

    public sealed override IReadOnlyList<string> Columns => columns;

    public sealed override Task FillAsync(AnjuDb db, IReadOnlyList<Record> lines, CancellationToken cancellation) =>
        FillAsync(db, [.. lines.Cast<T>()], cancellation);

    protected abstract Task FillAsync(AnjuDb db, IReadOnlyList<T> lines, CancellationToken cancellation);
}

/// <summary>The computations of the host's modules.</summary>
public sealed class Computations(Modules modules, IServiceProvider services)
{
    public IReadOnlyList<Computation> All { get; } =
        [.. modules.Concrete<Computation>().Select(type => (Computation)ActivatorUtilities.CreateInstance(services, type))];
}

/// <summary>Works out the computed columns that somebody is going to see.</summary>
public sealed class ComputedColumns(AnjuDb db, Computations computations)
{
    public async Task FillAsync(
        LedgerDefinition ledger, IReadOnlyList<Record> lines, IEnumerable<LedgerColumn> shown, CancellationToken cancellation)
    {
        var wanted = shown.Where(column => column.Computed).Select(column => column.Name).ToHashSet();
        if (lines.Count == 0 || wanted.Count == 0)
        {
            return;
        }

        foreach (var computation in computations.All.Where(x => x.Ledger == ledger.Type && wanted.Overlaps(x.Columns)))
        {
            await computation.FillAsync(db, lines, cancellation);
        }
    }
}
