namespace Anju.Ledgers.Workbooks;

/// <summary>How a cell is shown. Money has two decimals, land four; text is never taken for a number or a formula.</summary>
public enum CellFormat
{
    Text,
    Integer,
    Number,
    Money,
    Area,
    Date,
}

/// <summary>A column of a sheet to be written: its header, and what people may enter below.</summary>
public sealed record SheetColumn(string Header, CellFormat Format = CellFormat.Text)
{
    /// <summary>Width in characters of the default font; a Chinese character takes two.</summary>
    public double Width { get; init; } = 12;

    /// <summary>Offered as a drop-down list; another value is entered after a warning.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>A sheet to be written: title, notes, header row, then the rows.</summary>
public sealed record SheetLayout(string Name, IReadOnlyList<SheetColumn> Columns)
{
    /// <summary>Over all columns in the first row.</summary>
    public string? Title { get; init; }

    /// <summary>How to fill it in, or where it comes from: below the title.</summary>
    public string? Notes { get; init; }

    /// <summary>Below every printed page, with its number.</summary>
    public string? Footer { get; init; }

    /// <summary>Columns that stay in sight when scrolling to the right.</summary>
    public int FrozenColumns { get; init; }

    public bool Filter { get; init; } = true;

    internal int HeaderRow => 1 + (Title is null ? 0 : 1) + (Notes is null ? 0 : 1);
}
