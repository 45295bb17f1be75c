namespace Anju.Ledgers.Workbooks;

/// <summary>
/// The merged ranges of a sheet, gone through from top to bottom. They never overlap in an honest file; where they do, the upper left
/// one counts, so that the work for a row stays within the number of columns.
/// </summary>
internal sealed class MergedCells
{
    private readonly CellRange[] _ranges;
    private List<Merged> _active = [];
    private List<Merged> _spare = [];
    private int _next;
    private int _firstEnd = int.MaxValue;

    public MergedCells(IEnumerable<CellRange> ranges)
    {
        _ranges = [.. ranges];
        Array.Sort(_ranges, static (a, b) => a.FirstRow != b.FirstRow ? a.FirstRow.CompareTo(b.FirstRow) : a.FirstColumn.CompareTo(b.FirstColumn));
    }

    /// <summary>The ranges that reach into the row last entered, from left to right.</summary>
    public IReadOnlyList<Merged> Active => _active;

    /// <summary>Moves on to a row; rows may be left out, but never go back.</summary>
    public void Enter(int row)
    {
        if (row <= _firstEnd && (_next == _ranges.Length || _ranges[_next].FirstRow > row))
        {
            return;
        }

        var begun = new List<CellRange>();
        for (; _next < _ranges.Length && _ranges[_next].FirstRow <= row; _next++)
        {
            if (_ranges[_next].LastRow >= row)
            {
                begun.Add(_ranges[_next]);
            }
        }

        begun.Sort(static (a, b) => a.FirstColumn.CompareTo(b.FirstColumn)); // those of rows left out may come in between
        _spare.Clear();
        var old = 0;
        foreach (var range in begun)
        {
            while (old < _active.Count && _active[old].Range.FirstColumn <= range.FirstColumn)
            {
                Keep(_active[old++], row);
            }

            Keep(new Merged(range), row);
        }

        for (; old < _active.Count; old++)
        {
            Keep(_active[old], row);
        }

        (_active, _spare) = (_spare, _active);
        _firstEnd = _active.Count == 0 ? int.MaxValue : _active.Min(merged => merged.Range.LastRow);
    }

    /// <summary>The range over a cell of the row last entered.</summary>
    public Merged? Over(int column)
    {
        int low = 0, high = _active.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var range = _active[middle].Range;
            if (column < range.FirstColumn)
            {
                high = middle - 1;
            }
            else if (column > range.LastColumn)
            {
                low = middle + 1;
            }
            else
            {
                return _active[middle];
            }
        }

        return null;
    }

    /// <summary>Notes what stands in the ranges that begin with this row and go on below it.</summary>
    public void Take(SheetRow row)
    {
        foreach (var merged in _active)
        {
            if (merged.Range.FirstRow == row.Number && merged.Range.LastRow > row.Number && row[merged.Range.FirstColumn] is { IsBlank: false } cell)
            {
                merged.Value = cell.Kept();
            }
        }
    }

    /// <summary>
    /// Gives the row what it shares with rows above. What a program left underneath a merged range is not seen by the sender, and gives
    /// way.
    /// </summary>
    public void Fill(SheetRow row)
    {
        foreach (var merged in _active)
        {
            if (merged.Range.FirstRow < row.Number && merged.Value is { } value)
            {
                row.Put(value);
            }
        }
    }

    private void Keep(Merged merged, int row)
    {
        if (merged.Range.LastRow >= row && (_spare.Count == 0 || _spare[^1].Range.LastColumn < merged.Range.FirstColumn))
        {
            _spare.Add(merged);
        }
    }
}

/// <summary>A merged range on the way down the sheet, with the value of its upper left cell once that has been met.</summary>
internal sealed class Merged(CellRange range)
{
    public CellRange Range { get; } = range;

    public Cell? Value { get; set; }
}
