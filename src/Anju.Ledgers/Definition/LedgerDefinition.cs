using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>Everything that follows from a ledger's class before any data is read.</summary>
public sealed class LedgerDefinition
{
    internal LedgerDefinition(Type type)
    {
        var ledger = type.GetCustomAttribute<LedgerAttribute>()!;
        Type = type;
        Code = ledger.Code;
        Title = ledger.Title;
        Measure = ledger.Measure;
        Counter = ledger.Counter;
        AddedElsewhere = ledger.AddedElsewhere;
        Page = ledger.Page;
        Table = Naming.Snake(type.Name);
        Columns = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<DisplayAttribute>() is not null && property.CanWrite)
            .Select((property, place) => new LedgerColumn(property, place))
            .OrderBy(column => column.Order)];
        Key = [.. Columns.Where(column => column.KeyOrder is not null).OrderBy(column => column.KeyOrder)];
        Caption = Columns.FirstOrDefault(column => column.Property.GetCustomAttribute<CaptionAttribute>() is not null);
        Listed = [.. Columns.Where(column => column.Listed is not null).OrderBy(column => column.Listed)];
        Filters = [.. Columns.Where(column => column.Filtered)];
    }

    public Type Type { get; }

    /// <summary>Name in addresses and commands.</summary>
    public string Code { get; }

    public string Title { get; }

    public int Measure { get; }

    /// <summary>What one line is called when counted: 户, 人, 条.</summary>
    public string Counter { get; }

    public bool AddedElsewhere { get; }

    /// <summary>Address pattern of one line's own page, or null for the ledger's form.</summary>
    public string? Page { get; }

    public string Table { get; }

    /// <summary>All columns people see, in the order of the class: list, form, sheet and API go by it.</summary>
    public IReadOnlyList<LedgerColumn> Columns { get; }

    /// <summary>What makes a line the same line in the next import.</summary>
    public IReadOnlyList<LedgerColumn> Key { get; }

    public LedgerColumn? Caption { get; }

    public IReadOnlyList<LedgerColumn> Listed { get; }

    public IReadOnlyList<LedgerColumn> Filters { get; }

    public LedgerColumn this[string name] => Columns.First(column => column.Name == name);

    public LedgerColumn? FindField(string field) => Columns.FirstOrDefault(column => column.Field == field);

    public string AddressOf(Guid id) => (Page ?? $"/ledgers/{Code}/{{id}}").Replace("{id}", id.ToString(), StringComparison.Ordinal);
}

/// <summary>All ledgers of the host's modules, found by type.</summary>
public sealed class LedgerCatalogue
{
    private readonly Dictionary<string, LedgerDefinition> byCode;
    private readonly Dictionary<Type, LedgerDefinition> byType;

    public LedgerCatalogue(Modules modules)
    {
        All = [.. modules.Concrete<Record>()
            .Where(type => type.GetCustomAttribute<LedgerAttribute>() is not null)
            .Select(type => new LedgerDefinition(type))
            .OrderBy(ledger => ledger.Measure).ThenBy(ledger => ledger.Code, StringComparer.Ordinal)];
        byCode = All.ToDictionary(ledger => ledger.Code);
        byType = All.ToDictionary(ledger => ledger.Type);
    }

    public IReadOnlyList<LedgerDefinition> All { get; }

    public LedgerDefinition? Find(string code) => byCode.GetValueOrDefault(code);

    public LedgerDefinition Of<T>() => byType[typeof(T)];

    public LedgerDefinition Of(Type type) => byType[type];

    public LedgerDefinition? OfTable(string table) => All.FirstOrDefault(ledger => ledger.Table == table);
}
