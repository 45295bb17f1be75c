using Anju.Kernel;
using Anju.Ui;

namespace Anju.Ledgers;

/// <summary>A column as a list shows it.</summary>
public sealed record ListColumn(LedgerColumn Column, string Head, bool Sortable, string? Class, string? CellClass, bool NamesLine);

/// <summary>A filter above a list.</summary>
public sealed record ListFilter(string Name, string Label, FieldKind Kind, string? Value, IReadOnlyList<Choice> Choices, string? Hint = null);

/// <summary>A condition that no filter above the list shows, and the parameters that go when it is taken off.</summary>
public sealed record ListChip(string Label, (string Name, string? Value)[] Without);

/// <summary>What a list says of the lines of the past among those it shows, and how to leave them out.</summary>
/// <param name="Included">已销户</param>
/// <param name="Only">在册</param>
public sealed record PastLines(string Included, string Only, (string Name, string? Value)[] LeaveOut);

/// <summary>Everything one list page shows.</summary>
public sealed record ListView(LedgerDefinition Ledger)
{
    public Refusal? Refusal { get; init; }

    public LedgerPage? Page { get; init; }

    public BoundedCount Count { get; init; }

    public int Size { get; init; }

    public string? Sort { get; init; }

    public bool Descending { get; init; }

    public bool IsNarrow { get; init; }

    /// <summary>Lines of the past stand among the others; null when there are none to speak of, or they were asked for.</summary>
    public PastLines? Past { get; init; }

    /// <summary>Why each line is among those asked for; null when the list has no such column.</summary>
    public IReadOnlyDictionary<Guid, string>? Reasons { get; init; }

    public string ReasonsTitle { get; init; } = "";

    public bool MayWrite { get; init; }

    public bool MayAdd { get; init; }

    public bool MayImport { get; init; }

    public IReadOnlyList<ListColumn> Columns { get; init; } = [];

    public IReadOnlyList<ListFilter> Filters { get; init; } = [];

    /// <summary>Of the filters, those that people type into.</summary>
    public IReadOnlyCollection<string> Typed => [.. from filter in Filters where filter.Kind is FieldKind.Search or FieldKind.Text select filter.Name];

    public IReadOnlyList<ListChip> Chips { get; init; } = [];

    /// <summary>Parameters that a new search keeps, because no filter above the list holds them.</summary>
    public IReadOnlyList<string> KeptParameters { get; init; } = [];

    public required LedgerWords Words { get; init; }

    public required References References { get; init; }

    public required LedgerCatalogue Catalogue { get; init; }

    /// <summary>The parameters as the address has them: typed ones sealed.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Asked { get; init; }

    /// <summary>Text of a cell, and where it leads.</summary>
    public (string Text, string? Href) Cell(ListColumn column, Record line)
    {
        var value = column.Column.Get(line);
        var text = Words.Of(column.Column, value, References);
        var href = column.NamesLine ? Ledger.AddressOf(line.Id)
            : value is Guid id && column.Column.Refers is { } other ? Catalogue.Of(other).AddressOf(id)
            : null;
        return text.Length == 0 ? (Format.Missing, column.NamesLine ? href : null) : (text, href);
    }

    /// <summary>The same lines as a file: filters and order stay, the place in the list goes.</summary>
    public string ExportAddress(string format) => $"/ledgers/{Ledger.Code}/export" + Microsoft.AspNetCore.Http.QueryString.Create(
        Asked.Where(pair => pair.Key is not ("after" or "before" or "end" or "size")).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))
            .Prepend(KeyValuePair.Create("format", (string?)format)));
}
