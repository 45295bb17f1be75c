using System.Buffers.Text;
using System.Text;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Copies the XML of a sheet byte for byte, but for the format of the marked cells: those that are not there are put in, and the
/// drawing that carries the comments is named at its place.
/// </summary>
internal sealed class SheetRewriter(XmlBytes xml, Stream output, SheetMarks marks, Func<int, NoteLevel, int> styleFor, string? drawing)
{
    // What may follow legacyDrawing in a worksheet (ECMA-376 part 1, 18.3.1.99).
    private static readonly HashSet<string> _afterDrawing =
        ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    private readonly byte[] _digits = new byte[20];
    private byte[] _prefix = [];
    private int _next;
    private int _row;
    private bool _numbersRows;

    public void Copy()
    {
        var isDrawn = drawing is null;
        while (xml.Read())
        {
            if (xml.Depth == 1 && xml.IsStart("sheetData"u8))
            {
                _prefix = xml.Prefix.ToArray();
                CopyRows();
                continue;
            }

            var isLate = xml.Depth == 1 && xml.Token == XmlToken.Start && _afterDrawing.Contains(Encoding.UTF8.GetString(xml.Name));
            if (!isDrawn && (isLate || (xml.Depth == 0 && xml.Token == XmlToken.End)))
            {
                WriteDrawing();
                isDrawn = true;
            }

            output.Write(xml.Raw);
        }
    }

    private void WriteDrawing()
    {
        output.Write("<"u8);
        output.Write(_prefix);
        output.Write(Encoding.UTF8.GetBytes($"legacyDrawing {drawing}/>"));
    }

    private void CopyRows()
    {
        if (xml.IsEmpty)
        {
            xml.CopyTag(output, default, default, open: true);
            InsertRows(CellAddress.LastRow + 1);
            WriteEnd("sheetData"u8);
            return;
        }

        output.Write(xml.Raw);
        while (xml.Read() && xml.Depth > 1)
        {
            if (xml.Depth == 2 && xml.IsStart("row"u8))
            {
                CopyRow();
            }
            else
            {
                output.Write(xml.Raw);
            }
        }

        InsertRows(CellAddress.LastRow + 1);
        output.Write(xml.Raw);
    }

    private void CopyRow()
    {
        var stated = xml.Attribute('r');
        _row = stated.IsEmpty ? _row + 1 : Number(stated);
        InsertRows(_row);
        var (from, to) = marks.InRow(_row);
        var mustOpen = xml.IsEmpty && to > 0;
        if ((_numbersRows && stated.IsEmpty) || mustOpen)
        {
            xml.CopyTag(output, stated.IsEmpty ? Digits(_row) : default, default, open: mustOpen);
        }
        else
        {
            output.Write(xml.Raw);
        }

        _next = to > 0 ? to : _next;
        if (!xml.IsEmpty)
        {
            CopyCells(from, to);
        }
        else if (mustOpen)
        {
            InsertCells(ref from, to, CellAddress.LastColumn + 1);
            WriteEnd("row"u8);
        }
    }

    private void CopyCells(int from, int to)
    {
        var column = 0;
        while (xml.Read() && xml.Depth > 2)
        {
            if (xml.Depth != 3 || !xml.IsStart("c"u8))
            {
                output.Write(xml.Raw);
                continue;
            }

            var address = xml.Attribute('r');
            column = address.IsEmpty ? column + 1 : Column(address);
            InsertCells(ref from, to, column);
            var isMarked = from < to && marks.All[from].Column == column;
            if (!isMarked && (to == 0 || !address.IsEmpty))
            {
                output.Write(xml.Raw);
                continue;
            }

            // A cell counted by its place gets an address, because others may be put in before it.
            var name = address.IsEmpty ? Encoding.ASCII.GetBytes(CellAddress.Name(_row, column)) : [];
            var style = xml.Attribute('s');
            xml.CopyTag(output, name, isMarked ? Digits(styleFor(style.IsEmpty ? 0 : Number(style), marks.All[from++].Level)) : default);
        }

        InsertCells(ref from, to, CellAddress.LastColumn + 1);
        output.Write(xml.Raw);
    }

    /// <summary>Marked rows before this one that the file does not have.</summary>
    private void InsertRows(int before)
    {
        while (_next < marks.All.Count && marks.All[_next].Row < before)
        {
            var row = marks.All[_next].Row;
            _numbersRows = true;
            output.Write("<"u8);
            output.Write(_prefix);
            output.Write("row r=\""u8);
            output.Write(Digits(row));
            output.Write("\">"u8);
            var (_, to) = marks.InRow(row);
            InsertCells(ref _next, to, CellAddress.LastColumn + 1);
            WriteEnd("row"u8);
        }
    }

    /// <summary>Marked cells left of this one that the file does not have.</summary>
    private void InsertCells(ref int from, int to, int before)
    {
        for (; from < to && marks.All[from].Column < before; from++)
        {
            var mark = marks.All[from];
            output.Write("<"u8);
            output.Write(_prefix);
            output.Write("c r=\""u8);
            output.Write(Encoding.ASCII.GetBytes(CellAddress.Name(mark.Row, mark.Column)));
            output.Write("\" s=\""u8);
            output.Write(Digits(styleFor(0, mark.Level)));
            output.Write("\"/>"u8);
        }
    }

    private void WriteEnd(ReadOnlySpan<byte> name)
    {
        output.Write("</"u8);
        output.Write(_prefix);
        output.Write(name);
        output.Write(">"u8);
    }

    private ReadOnlySpan<byte> Digits(int number)
    {
        Utf8Formatter.TryFormat(number, _digits, out var length);
        return _digits.AsSpan(0, length);
    }

    private static int Column(ReadOnlySpan<byte> address)
    {
        Span<char> text = stackalloc char[16];
        return address.Length <= text.Length
            && Encoding.ASCII.TryGetChars(address, text, out var length)
            && CellAddress.TryParse(text[..length], out _, out var column)
            ? column
            : throw FileRefusals.Corrupt("单元格地址不对");
    }

    private static int Number(ReadOnlySpan<byte> digits) =>
        XmlText.TryNumber(digits, out var number) ? number : throw FileRefusals.Corrupt("有不是数字的编号");
}
