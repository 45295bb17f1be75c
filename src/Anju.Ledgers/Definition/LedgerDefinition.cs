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
        Place = ledger.Columns;
        Counter = ledger.Counter;
        AddedElsewhere = ledger.AddedElsewhere;
        MovedBy = ledger.MovedBy;
        Page = ledger.Page;
        FirstStep = ledger.FirstStep;
        ListAddress = ledger.ListPage ?? $"/ledgers/{Code}";
        Table = Naming.Snake(type.Name);
        Columns = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<DisplayAttribute>() is not null && property.CanWrite)
            // Inherited columns, such as the county, stand before the class's own of the same order.
            .Select((property, place) => new LedgerColumn(property, property.DeclaringType == type ? place : place - 500))
            .OrderBy(column => column.Order)];
        Key = [.. Columns.Where(column => column.KeyOrder is not null).OrderBy(column => column.KeyOrder)];
        Caption = Columns.FirstOrDefault(column => column.Property.GetCustomAttribute<CaptionAttribute>() is not null);
        Listed = [.. Columns.Where(column => column.Listed is not null).OrderBy(column => column.Listed)];
        Filters = [.. Columns.Where(column => column.Filtered)];
        var named = Columns.Where(column => column is { Refers: not null, Required: true }).ToList();
        var ofHousehold = typeof(IOfHousehold).IsAssignableFrom(type);
        Owner = named.Find(column => typeof(IOfHousehold).IsAssignableFrom(column.Refers) == ofHousehold) ?? named.FirstOrDefault();
        CodeKey = Key.FirstOrDefault(column => column is { Kind: ColumnKind.Text, Mask: null });
        NumberKey = Key.FirstOrDefault(column => column.Mask == Mask.IdNumber);
        Rows = LedgerRows.Of(this);
    }

    public Type Type { get; }

    /// <summary>Name in addresses and commands.</summary>
    public string Code { get; }

    public string Title { get; }

    public int Measure { get; }

    /// <summary>Number of its column list in the domain specification, part d; ledgers stand in that order.</summary>
    public string Place { get; }

    /// <summary>What one line is called when counted: 户, 人, 条.</summary>
    public string Counter { get; }

    public bool AddedElsewhere { get; }

    /// <summary>Name of the action that takes a line to another county; null when none does.</summary>
    public string? MovedBy { get; }

    /// <summary>Address pattern of one line's own page, or null for the ledger's form.</summary>
    public string? Page { get; }

    /// <summary>What the line's own page is told of a new line, to say what comes next; null when nothing does.</summary>
    public string? FirstStep { get; }

    /// <summary>Name of the stored table, which the journal also goes by.</summary>
    public string Table { get; }

    /// <summary>All columns people see, in the order of the class: list, form, sheet and API go by it.</summary>
    public IReadOnlyList<LedgerColumn> Columns { get; }

    /// <summary>What makes a line the same line in the next import.</summary>
    public IReadOnlyList<LedgerColumn> Key { get; }

    public LedgerColumn? Caption { get; }

    public IReadOnlyList<LedgerColumn> Listed { get; }

    public IReadOnlyList<LedgerColumn> Filters { get; }

    /// <summary>
    /// The reference that a line belongs to: county, site and household of the line are those of the line it names
    /// (see <see cref="RecordOwner"/>); of several that it must name, the one of a household where the line is of a household.
    /// Null when the line stands by itself.
    /// </summary>
    public LedgerColumn? Owner { get; }

    /// <summary>The code by which people name a line when they type or look it up: 户编号, 安置点编码.</summary>
    public LedgerColumn? CodeKey { get; }

    /// <summary>The identity number by which a line is found, which is never shown whole without permission.</summary>
    public LedgerColumn? NumberKey { get; }

    /// <summary>
    /// Lines that an action elsewhere adds keep what that action said of them: whose they are, and what happened. An
    /// identity number stays open to correction.
    /// </summary>
    public bool IsFixed(LedgerColumn column) => AddedElsewhere && (column.Refers is not null || (column.KeyOrder is not null && column.Mask is null));

    /// <summary>Somebody may type the column; the others are kept by the system or come from the line's owner.</summary>
    public bool IsTyped(LedgerColumn column) => !column.Kept && !RecordOwner.Sets(this, column);

    /// <summary>Without a code to go by, the newest line comes first: a log is read from its end.</summary>
    public bool NewestFirst => CodeKey is null && NumberKey is null;

    /// <summary>Address of the list.</summary>
    public string ListAddress { get; }

    /// <summary>Reads the ledger's rows, typed.</summary>
    internal LedgerRows Rows { get; }

    public LedgerColumn this[string name] => Columns.First(column => column.Name == name);

    public LedgerColumn? FindField(string field) => Columns.FirstOrDefault(column => column.Field == field);

    /// <summary>The line as stored, not tracked; null for an unknown id and for one outside the actor's scope alike.</summary>
    public Task<Record?> FindAsync(AnjuDb db, Guid id, CancellationToken cancellation) => Rows.FindAsync(db, id, tracked: false, cancellation);

    /// <summary>A new line that nothing has been filled in yet.</summary>
    public Record Blank() => (Record)Activator.CreateInstance(Type)!;

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
            .OrderBy(ledger => ledger.Measure).ThenBy(ledger => ledger.Place.Length == 0).ThenBy(ledger => ledger.Place, StringComparer.Ordinal)
            .ThenBy(ledger => ledger.Code, StringComparer.Ordinal)];
        byCode = All.ToDictionary(ledger => ledger.Code);
        byType = All.ToDictionary(ledger => ledger.Type);
        foreach (var column in All.SelectMany(ledger => ledger.Columns).Where(column => column.Refers is not null && !IsAboutCode(column)))
        {
            column.Called = Of(column.Refers!) is { NumberKey: { } number, Caption: { } caption } && column.Title == number.Title ? caption.Title : column.Title;
        }
    }

    public IReadOnlyList<LedgerDefinition> All { get; }

    public LedgerDefinition? Find(string code) => byCode.GetValueOrDefault(code);

    public LedgerDefinition Of<T>() => byType[typeof(T)];

    public LedgerDefinition Of(Type type) => byType[type];

    /// <summary>The column names a line by its code, 户编号, and not by its name.</summary>
    public bool IsAboutCode(LedgerColumn column) =>
        Of(column.Refers!).CodeKey is { } code && column.Title.EndsWith(code.Title, StringComparison.Ordinal);

    public LedgerDefinition? OfTable(string table) => All.FirstOrDefault(ledger => ledger.Table == table);
}
