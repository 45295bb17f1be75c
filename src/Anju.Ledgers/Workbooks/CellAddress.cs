namespace Anju.Ledgers.Workbooks;

/// <summary>A block of cells, all numbers from 1 and inclusive.</summary>
public readonly record struct CellRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    public bool Contains(int row, int column) =>
        row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;

    public override string ToString() =>
        $"{CellAddress.Name(FirstRow, FirstColumn)}:{CellAddress.Name(LastRow, LastColumn)}";
}

/// <summary>Addresses such as <c>B12</c>: letters for the column (A = 1), digits for the row.</summary>
public static class CellAddress
{
    public const int LastRow = 1_048_576;
    public const int LastColumn = 16_384;

    public static string Name(int row, int column) => $"{ColumnName(column)}{row}";

    public static string ColumnName(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(column);
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        for (; column > 0; column = (column - 1) / 26)
        {
            letters[--at] = (char)('A' + ((column - 1) % 26));
        }

        return new string(letters[at..]);
    }

    /// <summary>Reads <c>B12</c> or <c>$B$12</c>; false when it lies outside the largest sheet there is.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int row, out int column)
    {
        row = column = 0;
        var at = Skip(text, 0);
        for (; at < text.Length && char.IsAsciiLetter(text[at]); at++)
        {
            column = (column * 26) + (text[at] | 0x20) - 'a' + 1;
            if (column > LastColumn)
            {
                return false;
            }
        }

        at = Skip(text, at);
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            row = (row * 10) + text[at] - '0';
            if (row > LastRow)
            {
                return false;
            }
        }

        return at == text.Length && row > 0 && column > 0;
    }

    /// <summary>Reads <c>A1:C3</c>, or a single cell as a range of one.</summary>
    public static bool TryParseRange(ReadOnlySpan<char> text, out CellRange range)
    {
        range = default;
        var colon = text.IndexOf(':');
        var first = colon < 0 ? text : text[..colon];
        var last = colon < 0 ? text : text[(colon + 1)..];
        if (!TryParse(first, out var top, out var left) || !TryParse(last, out var bottom, out var right))
        {
            return false;
        }

        range = new(Math.Min(top, bottom), Math.Min(left, right), Math.Max(top, bottom), Math.Max(left, right));
        return true;
    }

    private static int Skip(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] == '$' ? at + 1 : at;
}
