namespace Anju.Ledgers.Workbooks;

/// <summary>One row, reused: its cells are good until the next <see cref="SheetRows.Read"/>.</summary>
public sealed class SheetRow
{
    private Cell[] _cells = new Cell[64];
    private int _count;
    private bool _unordered;

    /// <summary>Row number as the sender sees it, first row = 1. Rows that are not in the file are skipped in the count.</summary>
    public int Number { get; private set; }

    public bool Hidden { get; private set; }

    /// <summary>The cells that hold something, by ascending column. Empty for a row with formats only.</summary>
    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, _count);

    /// <summary>The cell in the column (A = 1), blank when there is none.</summary>
    public Cell this[int column]
    {
        get
        {
            int low = 0, high = _count - 1;
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                var found = _cells[middle].Column;
                if (found == column)
                {
                    return _cells[middle];
                }

                if (found < column)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle - 1;
                }
            }

            return new Cell(column, CellKind.Blank, default, 0, false);
        }
    }

    internal void Begin(int number, bool hidden)
    {
        Number = number;
        Hidden = hidden;
        _count = 0;
        _unordered = false;
    }

    /// <summary>Becomes a row like the other, with its texts in the place given.</summary>
    /// <returns>What is left of the place.</returns>
    internal Memory<char> Copy(SheetRow other, Memory<char> place)
    {
        Begin(other.Number, other.Hidden);
        foreach (ref readonly var cell in other.Cells)
        {
            Add(cell.In(place));
            place = place[cell.Text.Length..];
        }

        return place;
    }

    internal void Add(in Cell cell)
    {
        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, _count * 2);
        }

        _unordered |= _count > 0 && _cells[_count - 1].Column >= cell.Column;
        _cells[_count++] = cell;
    }

    /// <summary>Puts a cell in its place in a row that has ended, instead of the one that stands there.</summary>
    internal void Put(in Cell cell)
    {
        var at = _count;
        while (at > 0 && _cells[at - 1].Column >= cell.Column)
        {
            at--;
        }

        if (at < _count && _cells[at].Column == cell.Column)
        {
            _cells[at] = cell;
            return;
        }

        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, _count * 2);
        }

        Array.Copy(_cells, at, _cells, at + 1, _count - at);
        _cells[at] = cell;
        _count++;
    }

    /// <summary>False when two cells claim the same column.</summary>
    internal bool End()
    {
        if (!_unordered)
        {
            return true;
        }

        var cells = _cells.AsSpan(0, _count);
        cells.Sort(static (a, b) => a.Column.CompareTo(b.Column));
        for (var i = 1; i < cells.Length; i++)
        {
            if (cells[i].Column == cells[i - 1].Column)
            {
                return false;
            }
        }

        return true;
    }
}
