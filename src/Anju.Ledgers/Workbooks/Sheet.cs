namespace Anju.Ledgers.Workbooks;

/// <summary>Whether the sender sees the sheet; a very hidden one cannot even be shown from the menu.</summary>
public enum SheetVisibility
{
    Visible,
    Hidden,
    VeryHidden,
}

/// <summary>One sheet of a file.</summary>
public abstract class Sheet
{
    /// <summary>Position among the tabs, from 0.</summary>
    public abstract int Index { get; }

    /// <summary>Name on the tab; of a csv the file name without its extension.</summary>
    public abstract string Name { get; }

    public abstract SheetVisibility Visibility { get; }

    /// <summary>The block of cells that the sender's program claims to have used: a hint, often missing or wrong.</summary>
    public abstract CellRange? ReadDimension();

    /// <summary>Starts reading at the first row; may be called again.</summary>
    public abstract SheetRows OpenRows();

    /// <summary>
    /// Merged ranges, which stand behind the rows in the file: the first call runs through the sheet once more without looking at its
    /// cells (about a quarter of the time of reading it).
    /// </summary>
    public abstract IReadOnlyList<CellRange> ReadMerges();
}

/// <summary>Reads the rows of one sheet, forward only.</summary>
public abstract class SheetRows : IDisposable
{
    /// <summary>The row that <see cref="Read"/> came to.</summary>
    public SheetRow Row { get; private protected set; } = new();

    /// <summary>Goes to the next row; false at the end, when the whole sheet has also passed its checksum.</summary>
    /// <exception cref="FileRefusedException">The file is damaged or exceeds a limit.</exception>
    public abstract bool Read();

    /// <summary>Whether the sender has hidden the column (A = 1).</summary>
    public virtual bool IsHiddenColumn(int column) => false;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
