using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register;

/// <summary>Reads the lines of one ledger for judging, in order of id, each with the lines of other ledgers that refer to it.</summary>
internal abstract class RecordReader
{
    /// <summary>The ledger's table.</summary>
    public abstract string Table { get; }

    /// <param name="beside">Opens a connection at the same moment for one more stream.</param>
    public abstract Task ReadAsync(
        AnjuDb db, Func<Task<AnjuDb>> beside, FactPart part, Month month, DateOnly judgedOn, IReadOnlyDictionary<Guid, ResettlementSite> sites, Action<Facts> each,
        CancellationToken cancellation);

    /// <summary>The facts of lines that were read already, in their order: of a page of a list.</summary>
    public abstract Task<IReadOnlyList<Facts>> OfAsync(AnjuDb db, IReadOnlyList<Record> lines, Month month, DateOnly judgedOn, CancellationToken cancellation);

    /// <summary>One for each ledger that rules are about, by the code of its kind.</summary>
    public static IReadOnlyDictionary<string, RecordReader> All(Modules modules) => modules.Create<Rule>().OfType<IRecordRule>()
        .GroupBy(rule => rule.Subject.Code)
        .ToDictionary(rules => rules.Key, rules => rules.First().Reader([.. rules.SelectMany(rule => rule.Beside).Distinct()]));
}

internal sealed class RecordReader<T> : RecordReader
    where T : CountyRecord
{
    private readonly IReadOnlyList<Child> children;

    public RecordReader(IReadOnlyCollection<Type> beside) =>
        children = [.. beside.Select(type => (Child)Activator.CreateInstance(typeof(Child<>).MakeGenericType(typeof(T), type))!)];

    public override string Table { get; } = Naming.Snake(typeof(T).Name);

    public override async Task ReadAsync(
        AnjuDb db, Func<Task<AnjuDb>> beside, FactPart part, Month month, DateOnly judgedOn, IReadOnlyDictionary<Guid, ResettlementSite> sites, Action<Facts> each,
        CancellationToken cancellation)
    {
        var cursors = new List<(Type Type, FactStream.Cursor Cursor)>();
        try
        {
            foreach (var child in children)
            {
                cursors.Add((child.Type, await child.OpenAsync(await beside(), part, cancellation)));
            }

            var (range, bounds) = RegisterFacts.Range(part, "id");
            await using var reader = await BulkRead.OpenAsync<T>(db, RegisterFacts.Numbered(range), "\"id\"", bounds, cancellation);
            for (var row = 0; reader.Next() is { } record; row++)
            {
                if (row % 256 == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                each(new RecordFacts<T>(record, cursors.ToDictionary(x => x.Type, x => x.Cursor.Of(record.Id)))
                {
                    AsOf = Facts.TakenAt(month, judgedOn),
                    JudgedOn = judgedOn,
                    Township = record.SiteId is { } site ? sites.GetValueOrDefault(site)?.TownshipCode : null,
                });
            }
        }
        finally
        {
            foreach (var (_, cursor) in cursors)
            {
                await cursor.DisposeAsync();
            }
        }
    }

    public override async Task<IReadOnlyList<Facts>> OfAsync(AnjuDb db, IReadOnlyList<Record> lines, Month month, DateOnly judgedOn, CancellationToken cancellation)
    {
        var ids = lines.Select(line => line.Id).ToList();
        var found = new List<(Type Type, Func<Guid, IReadOnlyList<Record>> Of)>();
        foreach (var child in children)
        {
            found.Add((child.Type, await child.AmongAsync(db, ids, cancellation)));
        }

        return [.. lines.Cast<T>().Select(line => new RecordFacts<T>(line, found.ToDictionary(x => x.Type, x => x.Of(line.Id)))
        {
            AsOf = Facts.TakenAt(month, judgedOn),
            JudgedOn = judgedOn,
        })];
    }

    /// <summary>A ledger whose lines refer to these.</summary>
    private abstract class Child
    {
        public abstract Type Type { get; }

        public abstract Task<Func<Guid, IReadOnlyList<Record>>> AmongAsync(AnjuDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation);

        public abstract Task<FactStream.Cursor> OpenAsync(AnjuDb db, FactPart part, CancellationToken cancellation);
    }

    private sealed class Child<TOther> : Child
        where TOther : Record
    {
        /// <summary>The column that always names one, or else the one that may.</summary>
        private static readonly PropertyInfo Reference =
            typeof(TOther).GetProperties().Where(property => property.GetCustomAttribute<RefersAttribute>()?.Ledger == typeof(T))
                .OrderByDescending(property => property.PropertyType == typeof(Guid)).FirstOrDefault()
            ?? throw new InvalidOperationException($"{typeof(TOther).Name} has no column that names a {typeof(T).Name}.");

        /// <summary>Asked of lines whose column is filled alone.</summary>
        private readonly Func<TOther, Guid> ownerOf = OwnerOf();

        public override Type Type => typeof(TOther);

        private static Func<TOther, Guid> OwnerOf()
        {
            if (Reference.PropertyType == typeof(Guid))
            {
                return Reference.GetMethod!.CreateDelegate<Func<TOther, Guid>>();
            }

            var find = Reference.GetMethod!.CreateDelegate<Func<TOther, Guid?>>();
            return line => find(line)!.Value;
        }

        public override async Task<Func<Guid, IReadOnlyList<Record>>> AmongAsync(AnjuDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation)
        {
            var lines = (await BulkRead.AmongAsync<TOther>(db, Reference.Name, owners, cancellation)).OrderBy(line => line.Id).ToLookup(ownerOf);
            return owner => lines[owner].ToArray();
        }

        public override async Task<FactStream.Cursor> OpenAsync(AnjuDb db, FactPart part, CancellationToken cancellation)
        {
            var column = Naming.Snake(Reference.Name);
            var (range, bounds) = RegisterFacts.Range(part, column);
            return new Rows<TOther>(
                await BulkRead.OpenAsync<TOther>(db, $"\"{column}\" IS NOT NULL AND {RegisterFacts.Numbered(range)}", $"\"{column}\"", bounds, cancellation), ownerOf);
        }
    }
}
