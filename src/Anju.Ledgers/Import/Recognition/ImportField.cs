namespace Anju.Ledgers;

/// <summary>What a column of a sheet can mean to an import.</summary>
/// <param name="Key">Its name in stored mappings: <c>person.birthDate</c>.</param>
/// <param name="Title">Its Chinese name.</param>
/// <param name="Words">All ways in which its header is written.</param>
public sealed record ImportField(string Key, string Title, IReadOnlyList<string> Words)
{
    /// <summary>The column of the ledger that it fills; null for one that only helps to match or check.</summary>
    public LedgerColumn? Column { get; init; }

    /// <summary>Which place in a row's set of present values it has; −1 when it is not stored by the generic readers.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>Words in a group header that speak for this field where two fields share a word.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Known, but kept by the system: read over in silence.</summary>
    public bool Ignored { get; init; }

    /// <summary>Among fields that share a word, the first in rank wins.</summary>
    public int Rank { get; init; }
}

/// <summary>One column of a sheet and the field that it was taken for.</summary>
/// <param name="Column">A = 1.</param>
/// <param name="Header">As the sender wrote it, the group before it.</param>
/// <param name="Field">Key of the field, or null when the column is not imported.</param>
/// <param name="Confidence">0–100; 100 when the header is the field's own name or was set by a person.</param>
public sealed record MappedColumn(int Column, string Header, string? Field, int Confidence)
{
    /// <summary>The field's name in findings.</summary>
    public string Title { get; init; } = "";
}

/// <summary>What a sheet is used as.</summary>
public enum SheetUse
{
    Data,
    Cover,
    Hidden,
    LeftOut,
}

/// <summary>How one sheet is read: where its header stands and which column means which field.</summary>
/// <param name="HeaderFrom">First row of the header; 0 when there is none.</param>
/// <param name="HeaderTo">Last row of the header.</param>
public sealed record SheetMapping(int Index, string Name, SheetUse Use, int HeaderFrom, int HeaderTo, IReadOnlyList<MappedColumn> Columns)
{
    /// <summary>What the fill-in line above the header says of the county or unit, if anything.</summary>
    public string? FilledInBy { get; init; }
}

/// <summary>How a whole file is read.</summary>
public sealed record FileMapping(IReadOnlyList<SheetMapping> Sheets)
{
    public IEnumerable<SheetMapping> Data => Sheets.Where(sheet => sheet.Use == SheetUse.Data);
}
