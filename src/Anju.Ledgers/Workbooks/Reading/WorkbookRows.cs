using System.Buffers.Text;

namespace Anju.Ledgers.Workbooks;

/// <summary>The rows of an .xlsx sheet. Nothing is allocated for a cell: names are compared by reference, values go into one buffer.</summary>
internal sealed class WorkbookRows : SheetRows
{
    private readonly WorkbookReader _book;
    private readonly WorkbookSheet _sheet;
    private readonly WorkbookLimits _limits;
    private readonly XmlBytes _xml;
    private readonly TextBuffer _text = new();
    private readonly List<(int First, int Last)> _hiddenColumns = [];
    private readonly byte[] _digits = new byte[10];
    private int _digitCount;
    private int _number;
    private int _rows;
    private bool _inRows;

    public WorkbookRows(WorkbookReader book, WorkbookSheet sheet)
    {
        _book = book;
        _sheet = sheet;
        _limits = book.Package.Source.Limits;
        book.Package.Source.Progress.Begin(sheet.Index);
        _xml = new XmlBytes(book.Package.OpenPart(sheet.Part, sheet.Index), _limits);
        ReadHead();
    }

    public override bool Read()
    {
        while (_inRows && _xml.Read())
        {
            if (_xml.IsStart("row"u8))
            {
                ReadRow();
                return true;
            }

            if (_xml.Token == XmlToken.Start)
            {
                _xml.Skip();
            }
            else if (_xml.Token == XmlToken.End)
            {
                _inRows = false;
                _xml.Finish();
                _book.Package.Source.Progress.Tell();
            }
        }

        return false;
    }

    public override bool IsHiddenColumn(int column)
    {
        foreach (var (first, last) in _hiddenColumns)
        {
            if (column >= first && column <= last)
            {
                return true;
            }
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _xml.Dispose();
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadHead()
    {
        while (_xml.Read())
        {
            if (_xml.IsStart("sheetData"u8))
            {
                _inRows = !_xml.IsEmpty;
                if (!_inRows)
                {
                    _xml.Finish();
                }

                return;
            }

            if (_xml.IsStart("col"u8) && IsTrue(_xml.Attribute("hidden"u8)) && _hiddenColumns.Count < CellAddress.LastColumn)
            {
                _hiddenColumns.Add((Number(_xml.Attribute("min"u8)), Number(_xml.Attribute("max"u8))));
            }
        }
    }

    private void ReadRow()
    {
        var stated = _xml.Attribute('r');
        var number = stated.IsEmpty ? _number + 1 : Number(stated);
        if (number <= _number || number > CellAddress.LastRow)
        {
            throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {_number} 行之后的行号不对");
        }

        _number = number;
        Utf8Formatter.TryFormat(number, _digits, out _digitCount);
        _text.Clear();
        Row.Begin(number, IsTrue(_xml.Attribute("hidden"u8)));
        if (!_xml.IsEmpty)
        {
            ReadCells();
        }

        if (!Row.End())
        {
            throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {number} 行有重复的单元格");
        }

        if (!Row.Cells.IsEmpty)
        {
            if (_rows++ == _limits.Rows)
            {
                throw FileRefusals.TooManyRows(_sheet.Name, _limits.Rows);
            }

            _book.Package.Source.Progress.Advance(_sheet.Index, bytes: 0, rows: 1);
        }
    }

    private void ReadCells()
    {
        var depth = _xml.Depth;
        var column = 0;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.IsStart("c"u8))
            {
                ReadCell(ref column);
            }
            else if (_xml.Token == XmlToken.Start)
            {
                _xml.Skip();
            }
        }
    }

    private void ReadCell(ref int column)
    {
        var address = _xml.Attribute('r');
        column = address.IsEmpty ? column + 1 : Column(address);
        if (_xml.IsEmpty)
        {
            return;
        }

        var type = CellValue.Type(_xml.Attribute('t'));
        var style = type == CellType.Number ? Style(_xml.Attribute('s')) : 0;
        var start = _text.Length;
        var isFormula = ReadContent(type, start);
        if (!CellValue.TryMake(_book, column, type, style, _text, start, isFormula, out var cell))
        {
            throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”单元格 {CellAddress.Name(_number, column)} 引用的文字不存在");
        }

        if (cell.IsBlank)
        {
            return;
        }

        if (column > _limits.Columns)
        {
            throw FileRefusals.Column(_sheet.Name, _number, column, _limits.Columns);
        }

        Row.Add(cell);
    }

    /// <summary>Collects the value into the buffer; true when there is a formula beside it.</summary>
    private bool ReadContent(CellType type, int start)
    {
        if (_xml.TryTakeValue(isInline: type == CellType.Inline))
        {
            Fit(_xml.Append(_text, start));
            return false;
        }

        var depth = _xml.Depth;
        var isFormula = false;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.Token != XmlToken.Start)
            {
                continue;
            }

            if (_xml.IsStart("v"u8))
            {
                Fit(RichText.AppendText(_xml, _text, start));
            }
            else if (type == CellType.Inline && _xml.IsStart("is"u8))
            {
                Fit(RichText.Append(_xml, _text));
            }
            else
            {
                isFormula |= _xml.IsStart("f"u8);
                _xml.Skip();
            }
        }

        return isFormula;
    }

    private void Fit(bool fits)
    {
        if (!fits)
        {
            throw FileRefusals.CellLength(_sheet.Name, _number, _limits.CellLength);
        }
    }

    /// <summary>The column of an address, which must lie in this row.</summary>
    private int Column(ReadOnlySpan<byte> address)
    {
        var letters = address.Length - _digitCount;
        if (letters is < 1 or > 3 || !address[letters..].SequenceEqual(_digits.AsSpan(0, _digitCount)))
        {
            throw BadAddress();
        }

        var column = 0;
        foreach (var one in address[..letters])
        {
            column = char.IsAsciiLetter((char)one) ? (column * 26) + (one | 0x20) - 'a' + 1 : throw BadAddress();
        }

        return column <= CellAddress.LastColumn ? column : throw BadAddress();
    }

    private FileRefusedException BadAddress() => FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {_number} 行的单元格地址不对");

    private int Style(ReadOnlySpan<byte> digits) => digits.IsEmpty ? 0 : Number(digits);

    private static bool IsTrue(ReadOnlySpan<byte> value) => value.SequenceEqual("1"u8) || value.SequenceEqual("true"u8);

    private int Number(ReadOnlySpan<byte> digits) => XmlText.TryNumber(digits, out var number)
        ? number
        : throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {_number} 行附近有不是数字的编号");
}
