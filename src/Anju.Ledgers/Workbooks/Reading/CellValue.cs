using System.Globalization;

namespace Anju.Ledgers.Workbooks;

/// <summary>How a cell of an .xlsx stores its value (attribute <c>t</c>).</summary>
internal enum CellType : byte
{
    Number,
    Shared,
    Inline,
    Text,
    Boolean,
    Error,
    IsoDate,
}

/// <summary>Makes a cell of what the file stores.</summary>
internal static class CellValue
{
    private static readonly ReadOnlyMemory<char> _true = "TRUE".AsMemory();
    private static readonly ReadOnlyMemory<char> _false = "FALSE".AsMemory();

    public static CellType Type(ReadOnlySpan<byte> type) => type.Length switch
    {
        0 => CellType.Number,
        1 => type[0] switch
        {
            (byte)'s' => CellType.Shared,
            (byte)'b' => CellType.Boolean,
            (byte)'e' => CellType.Error,
            (byte)'d' => CellType.IsoDate,
            _ => CellType.Number,
        },
        _ => type.SequenceEqual("str"u8) ? CellType.Text : type.SequenceEqual("inlineStr"u8) ? CellType.Inline : CellType.Number,
    };

    /// <summary>
    /// The cell whose stored value stands in the buffer from <paramref name="start"/>, blank when there is none; false when it refers
    /// to a text that is not there.
    /// </summary>
    public static bool TryMake(
        WorkbookReader book, int column, CellType type, int style, TextBuffer text, int start, bool isFormula, out Cell cell)
    {
        cell = default;
        if (text.Length == start)
        {
            return true;
        }

        switch (type)
        {
            case CellType.Shared:
                return TryShared(book, column, text, start, isFormula, out cell);
            case CellType.Inline or CellType.Text:
                cell = text.Decoded(start).IsEmpty ? default : Text(column, text, start, isFormula);
                return true;
            case CellType.Boolean:
                var isTrue = text.From(start).Trim() is "1" or "true";
                cell = new Cell(column, CellKind.Boolean, isTrue ? _true : _false, isTrue ? 1 : 0, isFormula);
                return true;
            case CellType.Error:
                cell = new Cell(column, CellKind.Error, text.MemoryFrom(start), 0, isFormula);
                return true;
            case CellType.IsoDate:
                cell = IsoDate(book, column, text, start, isFormula);
                return true;
            default:
                cell = Number(book, column, style, text, start, isFormula);
                return true;
        }
    }

    private static bool TryShared(WorkbookReader book, int column, TextBuffer text, int start, bool isFormula, out Cell cell)
    {
        cell = default;
        if (!TryWhole(text.From(start).Trim(), out var index) || book.SharedStrings.Find((int)Math.Min(index, int.MaxValue)) is not { } found)
        {
            return false;
        }

        text.Truncate(start);
        cell = found.IsEmpty ? default : new Cell(column, CellKind.Text, found, 0, isFormula);
        return true;
    }

    private static Cell Number(WorkbookReader book, int column, int style, TextBuffer text, int start, bool isFormula)
    {
        var digits = text.From(start);
        double number;
        if (TryWhole(digits, out var whole))
        {
            number = whole;
        }
        else if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number) || !double.IsFinite(number))
        {
            return Text(column, text, start, isFormula); // written without a type by a careless program
        }

        var isDate = book.Styles.IsDate(style) && number is >= 0 and < SerialDate.End;
        return new Cell(column, isDate ? CellKind.Date : CellKind.Number, text.MemoryFrom(start), number, isFormula, book.Epoch1904);
    }

    /// <summary>Up to 15 digits, which a double holds exactly: most numbers are such.</summary>
    private static bool TryWhole(ReadOnlySpan<char> digits, out long whole)
    {
        whole = 0;
        if (digits.Length is 0 or > 15)
        {
            return false;
        }

        foreach (var one in digits)
        {
            if (!char.IsAsciiDigit(one))
            {
                return false;
            }

            whole = (whole * 10) + one - '0';
        }

        return true;
    }

    private static Cell IsoDate(WorkbookReader book, int column, TextBuffer text, int start, bool isFormula) =>
        DateTime.TryParse(text.From(start), CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? new Cell(column, CellKind.Date, text.MemoryFrom(start), SerialDate.FromMoment(moment, book.Epoch1904), isFormula, book.Epoch1904)
            : Text(column, text, start, isFormula);

    private static Cell Text(int column, TextBuffer text, int start, bool isFormula) =>
        new(column, CellKind.Text, text.MemoryFrom(start), 0, isFormula);
}
