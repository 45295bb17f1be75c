using System.Text;
using Anju.Kernel;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Writes the rows of one sheet: cell after cell from the first column, then <see cref="EndRow"/>. An empty text or null leaves its
/// cell blank.
/// </summary>
public sealed class SheetWriter
{
    /// <summary>Longest text that spreadsheet programs keep; longer ones are cut and end with "…".</summary>
    public const int LongestText = 32_767;

    private const double RowHeight = 15;
    private readonly XmlOutput _xml;
    private readonly SheetLayout _layout;
    private readonly ChoiceLists _choices;
    private readonly int _firstSkin;
    private int _row;
    private int _column;
    private bool _inRow;
    private bool _done;

    /// <param name="firstSkin">Where our cell formats begin among those of the workbook.</param>
    internal SheetWriter(XmlOutput xml, SheetLayout layout, ChoiceLists choices, bool isFirst, int firstSkin = 0)
    {
        (_xml, _layout, _choices, _firstSkin) = (xml, layout, choices, firstSkin);
        Begin(isFirst);
    }

    /// <summary>Number of the last row begun, the header included.</summary>
    public int Row => _row;

    /// <summary>No further row fits on a sheet: go on with another one.</summary>
    public bool IsFull => _row >= CellAddress.LastRow;

    public SheetWriter Text(ReadOnlySpan<char> text) =>
        text.IsEmpty ? Blank() : Text(text, FormulaGuard.IsDangerous(text) ? CellSkin.QuotedText : CellSkin.Text);

    public SheetWriter Integer(long? value) => value is { } number ? Value(CellSkin.Integer).Close(_xml.Number(number)) : Blank();

    public SheetWriter Number(double? value) =>
        value is { } number && double.IsFinite(number) ? Value(CellSkin.Number).Close(_xml.Number(number)) : Blank();

    public SheetWriter Number(decimal? value) => value is { } number ? Value(CellSkin.Number).Close(_xml.Number(number)) : Blank();

    /// <summary>In 元, shown with two decimals.</summary>
    public SheetWriter Money(Yuan? value) => value is { } amount ? Value(CellSkin.Money).Close(_xml.Number(amount.InYuan)) : Blank();

    /// <summary>In 亩, shown with four decimals.</summary>
    public SheetWriter Area(Mu? value) => value is { } area ? Value(CellSkin.Area).Close(_xml.Number(area.InMu)) : Blank();

    /// <summary>A real date, shown as 2025-03-05; before 1900, which spreadsheets do not know, as a text.</summary>
    public SheetWriter Date(DateOnly? value) => value is not { } date ? Blank()
        : date.Year < 1900 ? Text($"{date:yyyy-MM-dd}")
        : Value(CellSkin.Date).Close(_xml.Number(SerialDate.FromDate(date)));

    public SheetWriter Blank()
    {
        BeginRow();
        _column++;
        return this;
    }

    public SheetWriter EndRow()
    {
        BeginRow();
        _xml.Raw("</row>"u8);
        _inRow = false;
        return this;
    }

    internal SheetWriter Text(ReadOnlySpan<char> text, CellSkin skin)
    {
        BeginCell(skin);
        var isPadded = char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.ContainsAny("\r\n\t") || text.Contains("  ", StringComparison.Ordinal);
        _xml.Raw(isPadded ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : "\" t=\"inlineStr\"><is><t>"u8);
        if (text.Length > LongestText)
        {
            _xml.Text(text[..(LongestText - (char.IsHighSurrogate(text[LongestText - 2]) ? 2 : 1))]).Raw("…");
        }
        else
        {
            _xml.Text(text);
        }

        _xml.Raw("</t></is></c>"u8);
        return this;
    }

    /// <summary>A blank cell that shows a fill.</summary>
    internal SheetWriter Blank(CellSkin skin)
    {
        BeginCell(skin);
        _xml.Raw("\"/>"u8);
        return this;
    }

    internal void Finish()
    {
        if (_done)
        {
            return;
        }

        _done = true;
        if (_inRow)
        {
            EndRow();
        }

        _xml.Raw("</sheetData>"u8);
        var last = CellAddress.ColumnName(Math.Max(1, _layout.Columns.Count));
        if (_layout.Filter && _layout.Columns.Count > 0)
        {
            _xml.Raw($"<autoFilter ref=\"A{_layout.HeaderRow}:{last}{Math.Max(_row, _layout.HeaderRow)}\"/>");
        }

        if (_layout.HeaderRow > 1 && _layout.Columns.Count > 1)
        {
            _xml.Raw($"<mergeCells count=\"{_layout.HeaderRow - 1}\">");
            for (var row = 1; row < _layout.HeaderRow; row++)
            {
                _xml.Raw($"<mergeCell ref=\"A{row}:{last}{row}\"/>");
            }

            _xml.Raw("</mergeCells>"u8);
        }

        WriteChoices();
        _xml.Raw("""<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>"""u8);
        WriteFooter();
        _xml.Raw("</worksheet>"u8);
        _xml.Dispose();
    }

    /// <summary>
    /// &amp;P is the number of the page, &amp;8 the size of letters; an ampersand of the text itself is written twice (ECMA-376
    /// part 1, 18.3.1.39). Excel takes no more than 255 characters with all that, and calls a longer one damage.
    /// </summary>
    private void WriteFooter()
    {
        if (_layout.Footer is not { } footer)
        {
            return;
        }

        const string Before = "&L&8 ", Behind = "&R&8 &P/&N";
        const int Most = 255;
        var text = new StringBuilder(Before);
        foreach (var letter in footer.EnumerateRunes())
        {
            var written = letter.Value == '&' ? "&&" : letter.ToString();
            if (text.Length + written.Length + Behind.Length > Most)
            {
                break;
            }

            text.Append(written);
        }

        _xml.Raw("<headerFooter><oddFooter>"u8);
        _xml.Text(text.Append(Behind).ToString());
        _xml.Raw("</oddFooter></headerFooter>"u8);
    }

    private void Begin(bool isFirst)
    {
        _xml.Raw("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"""u8);
        WriteView(isFirst);
        _xml.Raw("""<sheetFormatPr defaultRowHeight="15"/>"""u8);
        if (_layout.Columns.Count > 0)
        {
            _xml.Raw("<cols>"u8);
            foreach (var (i, column) in _layout.Columns.Index())
            {
                _xml.Raw($"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{column.Width:0.##}\" customWidth=\"1\" style=\"{_firstSkin + (int)CellSkins.Of(column.Format)}\"/>");
            }

            _xml.Raw("</cols>"u8);
        }

        _xml.Raw("<sheetData>"u8);
        WriteHeading(_layout.Title, CellSkin.Title, RowHeight * 2);
        WriteHeading(_layout.Notes, CellSkin.Notes, RowHeight * (1 + (_layout.Notes?.Count(one => one == '\n') ?? 0)));
        if (_layout.Columns.Count > 0)
        {
            foreach (var column in _layout.Columns)
            {
                _ = column.Header.Length == 0 ? Blank(CellSkin.Header) : Text(column.Header, CellSkin.Header);
            }

            EndRow();
        }
    }

    private void WriteView(bool isFirst)
    {
        _xml.Raw(isFirst ? "<sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">"u8 : "<sheetViews><sheetView workbookViewId=\"0\">"u8);
        if (_layout.Columns.Count > 0)
        {
            var columns = _layout.FrozenColumns;
            var corner = CellAddress.Name(_layout.HeaderRow + 1, columns + 1);
            _xml.Raw(columns > 0
                ? $"<pane xSplit=\"{columns}\" ySplit=\"{_layout.HeaderRow}\" topLeftCell=\"{corner}\" activePane=\"bottomRight\" state=\"frozen\"/>"
                : $"<pane ySplit=\"{_layout.HeaderRow}\" topLeftCell=\"{corner}\" activePane=\"bottomLeft\" state=\"frozen\"/>");
        }

        _xml.Raw("</sheetView></sheetViews>"u8);
    }

    private void WriteHeading(string? text, CellSkin skin, double height)
    {
        if (text is null)
        {
            return;
        }

        BeginRow(height);
        _ = text.Length == 0 ? Blank(skin) : Text(text, skin);
        EndRow();
    }

    private void WriteChoices()
    {
        var listed = _layout.Columns.Index().Where(one => one.Item.Choices.Count > 0).ToList();
        if (listed.Count == 0)
        {
            return;
        }

        _xml.Raw($"<dataValidations count=\"{listed.Count}\">");
        foreach (var (i, column) in listed)
        {
            var letters = CellAddress.ColumnName(i + 1);
            _xml.Raw($"<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\" showErrorMessage=\"1\" errorTitle=\"不在选项中\" error=\"请从下拉列表中选择。\" sqref=\"{letters}{_layout.HeaderRow + 1}:{letters}{CellAddress.LastRow}\"><formula1>")
                .Text(_choices.Formula(column.Choices)).Raw("</formula1></dataValidation>"u8);
        }

        _xml.Raw("</dataValidations>"u8);
    }

    private void BeginRow(double? height = null)
    {
        if (_inRow)
        {
            return;
        }

        ObjectDisposedException.ThrowIf(_done, this);
        if (IsFull)
        {
            throw new InvalidOperationException($"A sheet holds {CellAddress.LastRow} rows: look at {nameof(IsFull)} and begin another one.");
        }

        _inRow = true;
        _column = 0;
        _xml.Raw("<row r=\""u8).Number(++_row).Raw("\""u8);
        if (height is { } points)
        {
            _xml.Raw($" ht=\"{points:0.##}\" customHeight=\"1\"");
        }

        _xml.Raw(">"u8);
    }

    private void BeginCell(CellSkin skin)
    {
        BeginRow();
        _xml.Raw("<c r=\""u8).Address(_row, ++_column).Raw("\" s=\""u8).Number(_firstSkin + (int)skin);
    }

    private SheetWriter Value(CellSkin skin)
    {
        BeginCell(skin);
        _xml.Raw("\"><v>"u8);
        return this;
    }

    private SheetWriter Close(XmlOutput value)
    {
        value.Raw("</v></c>"u8);
        return this;
    }
}
