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

    public static CellType Type(ReadOnlySpan<char> type) => type switch
    {
        "s" => CellType.Shared,
        "str" => CellType.Text,
        "inlineStr" => CellType.Inline,
        "b" => CellType.Boolean,
        "e" => CellType.Error,
        "d" => CellType.IsoDate,
        _ => CellType.Number,
    };

    /// <summary>The cell whose stored value stands in the buffer from <paramref name="start"/>; null when it refers to a text that is not there.</summary>
    public static Cell? Of(WorkbookReader book, int column, CellType type, int style, TextBuffer text, int start, bool isFormula)
    {
        switch (type)
        {
            case CellType.Shared:
                return Shared(book, column, text, start, isFormula);
            case CellType.Inline or CellType.Text:
                return text.Decoded(start).IsEmpty ? Blank(column) : Text(column, text, start, isFormula);
            case CellType.Boolean:
                var value = text.From(start).Trim();
                return value.IsEmpty ? Blank(column)
                    : value is "1" or "true" ? new Cell(column, CellKind.Boolean, _true, 1, isFormula)
                    : new Cell(column, CellKind.Boolean, _false, 0, isFormula);
            case CellType.Error:
                return text.From(start).IsEmpty ? Blank(column) : new Cell(column, CellKind.Error, text.MemoryFrom(start), 0, isFormula);
            case CellType.IsoDate:
                return IsoDate(book, column, text, start, isFormula);
            default:
                return Number(book, column, style, text, start, isFormula);
        }
    }

    private static Cell? Shared(WorkbookReader book, int column, TextBuffer text, int start, bool isFormula)
    {
        var digits = text.From(start).Trim();
        if (digits.IsEmpty)
        {
            return Blank(column);
        }

        var found = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? book.SharedStrings.Find(index)
            : null;
        text.Truncate(start);
        return found is not { } memory ? null
            : memory.IsEmpty ? Blank(column)
            : new Cell(column, CellKind.Text, memory, 0, isFormula);
    }

    private static Cell Number(WorkbookReader book, int column, int style, TextBuffer text, int start, bool isFormula)
    {
        var digits = text.From(start);
        if (digits.IsEmpty)
        {
            return Blank(column);
        }

        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return Text(column, text, start, isFormula); // written without a type by a careless program
        }

        var isDate = book.Styles.IsDate(style) && number is >= 0 and < SerialDate.End;
        return new Cell(column, isDate ? CellKind.Date : CellKind.Number, text.MemoryFrom(start), number, isFormula, book.Epoch1904);
    }

    private static Cell IsoDate(WorkbookReader book, int column, TextBuffer text, int start, bool isFormula)
    {
        if (text.From(start).IsEmpty)
        {
            return Blank(column);
        }

        return DateTime.TryParse(text.From(start), CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? new Cell(column, CellKind.Date, text.MemoryFrom(start), SerialDate.FromMoment(moment, book.Epoch1904), isFormula, book.Epoch1904)
            : Text(column, text, start, isFormula);
    }

    private static Cell Text(int column, TextBuffer text, int start, bool isFormula) =>
        new(column, CellKind.Text, text.MemoryFrom(start), 0, isFormula);

    private static Cell Blank(int column) => new(column, CellKind.Blank, default, 0, false);
}
