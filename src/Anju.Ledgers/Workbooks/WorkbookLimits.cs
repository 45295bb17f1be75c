namespace Anju.Ledgers.Workbooks;

/// <summary>
/// What a workbook or csv may cost us before it is refused. Every refusal names the limit that was met; all are configurable.
/// The defaults let a whole province's register through and keep a hostile file under a second and 100 MB.
/// </summary>
public sealed record WorkbookLimits
{
    public static WorkbookLimits Default { get; } = new();

    /// <summary>Size of the file as sent, in bytes.</summary>
    public long FileBytes { get; init; } = 200L << 20;

    /// <summary>Parts inside the package.</summary>
    public int Entries { get; init; } = 10_000;

    /// <summary>Size of all parts together after decompression, in bytes.</summary>
    public long ExpandedBytes { get; init; } = 4L << 30;

    /// <summary>Decompressed size divided by packed size; looked at once a part is larger than <see cref="RatioFreeBytes"/>.</summary>
    public int Ratio { get; init; } = 150;

    /// <summary>Small parts may compress as well as they like.</summary>
    public long RatioFreeBytes { get; init; } = 4L << 20;

    /// <summary>Bytes from one tag to the next: bounds a tag with its attributes, and a text.</summary>
    public int TagBytes { get; init; } = 512 << 10;

    /// <summary>Depth of nested elements in a part.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Sheets in a workbook.</summary>
    public int Sheets { get; init; } = 256;

    /// <summary>Distinct texts that sheets refer to.</summary>
    public int SharedStrings { get; init; } = 4_000_000;

    /// <summary>Memory of those texts, in bytes (two for each UTF-16 unit).</summary>
    public long SharedStringBytes { get; init; } = 80L << 20;

    /// <summary>Right-most column that may hold a value.</summary>
    public int Columns { get; init; } = 512;

    /// <summary>UTF-16 units in one cell; at most 32,767, which is also the limit of spreadsheet programs.</summary>
    public int CellLength { get; init; } = 32_767;

    /// <summary>Rows that hold a value, in one sheet.</summary>
    public int Rows { get; init; } = 1_048_576;

    /// <summary>Merged ranges in one sheet.</summary>
    public int Merges { get; init; } = 2_000_000;
}
