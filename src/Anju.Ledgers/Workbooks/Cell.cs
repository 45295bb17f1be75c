namespace Anju.Ledgers.Workbooks;

/// <summary>What a cell holds. A date is a number whose format shows a date.</summary>
public enum CellKind : byte
{
    Blank,
    Text,
    Number,
    Boolean,
    Error,
    Date,
}

/// <summary>
/// One cell as it stands in the file. It borrows its text from the row and is good until the next <see cref="SheetRows.Read"/>;
/// take <see cref="ToString"/> of what must live longer.
/// </summary>
public readonly struct Cell
{
    private readonly ReadOnlyMemory<char> _text;
    private readonly bool _epoch1904;

    internal Cell(int column, CellKind kind, ReadOnlyMemory<char> text, double number, bool isFormula, bool epoch1904 = false)
    {
        Column = column;
        Kind = kind;
        _text = text;
        Number = number;
        IsFormula = isFormula;
        _epoch1904 = epoch1904;
    }

    /// <summary>Column number, A = 1.</summary>
    public int Column { get; }

    public CellKind Kind { get; }

    /// <summary>The value comes from a formula; it is the result that the sender's program stored.</summary>
    public bool IsFormula { get; }

    public bool IsBlank => Kind == CellKind.Blank;

    /// <summary>
    /// The text; of a number or date the raw digits of the file (<c>4.3100219900101E+17</c>), of an error its name (<c>#REF!</c>),
    /// of a boolean <c>TRUE</c> or <c>FALSE</c>.
    /// </summary>
    public ReadOnlySpan<char> Text => _text.Span;

    /// <summary>The number; of a date the serial number in the file's own epoch; 1 or 0 of a boolean; otherwise 0.</summary>
    public double Number { get; }

    /// <summary>The day shown, or null when this is no date or a day that never was (serial 0, 29 February 1900).</summary>
    public DateOnly? Date => Moment is { } moment ? DateOnly.FromDateTime(moment) : null;

    /// <summary>The day and time shown, local to the sender, to the nearest second.</summary>
    public DateTime? Moment => Kind == CellKind.Date ? SerialDate.ToMoment(Number, _epoch1904) : null;

    public override string ToString() => _text.ToString();

    /// <summary>The same cell with its text in the place given.</summary>
    internal Cell In(Memory<char> place)
    {
        _text.CopyTo(place);
        return new(Column, Kind, place[.._text.Length], Number, IsFormula, _epoch1904);
    }

    /// <summary>The same cell with a text of its own, good for as long as one likes.</summary>
    internal Cell Kept() => new(Column, Kind, ToString().AsMemory(), Number, IsFormula, _epoch1904);
}
