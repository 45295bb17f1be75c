using System.Globalization;
using System.Xml;

namespace Anju.Ledgers.Workbooks;

/// <summary>The rows of an .xlsx sheet. Nothing is allocated for a cell: names are compared by reference, values go into one buffer.</summary>
internal sealed class WorkbookRows : SheetRows
{
    private readonly WorkbookReader _book;
    private readonly WorkbookSheet _sheet;
    private readonly WorkbookLimits _limits;
    private readonly PartXml _part;
    private readonly XmlReader _xml;
    private readonly TextBuffer _text;
    private readonly List<(int First, int Last)> _hiddenColumns = [];
    private readonly char[] _attribute = new char[32];
    private readonly string _r, _s, _t, _c, _v, _f, _is, _row, _hidden, _sheetData;
    private int _number;
    private bool _inRows;

    public WorkbookRows(WorkbookReader book, WorkbookSheet sheet)
    {
        _book = book;
        _sheet = sheet;
        _limits = book.Package.Source.Limits;
        _part = PartXml.Open(book.Package, sheet.Part, countsAsProgress: true);
        _xml = _part.Xml;
        _text = new TextBuffer(_limits.CellLength);
        var names = _part.Names;
        (_r, _s, _t, _c, _v) = (names.Add("r"), names.Add("s"), names.Add("t"), names.Add("c"), names.Add("v"));
        (_f, _is, _row, _hidden) = (names.Add("f"), names.Add("is"), names.Add("row"), names.Add("hidden"));
        _sheetData = names.Add("sheetData");
        ReadHead();
    }

    public override bool Read()
    {
        while (_inRows && _part.Read())
        {
            if (_xml.NodeType == XmlNodeType.Element && Is(_row))
            {
                ReadRow();
                return true;
            }

            if (_xml.NodeType == XmlNodeType.Element)
            {
                _part.Skip();
            }
            else if (_xml.NodeType == XmlNodeType.EndElement)
            {
                _inRows = false;
                _part.Finish();
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
            _part.Dispose();
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Is(string name) => ReferenceEquals(_xml.LocalName, name);

    private void ReadHead()
    {
        while (_part.Read())
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (Is(_sheetData))
            {
                _inRows = !_xml.IsEmptyElement;
                if (!_inRows)
                {
                    _part.Finish();
                }

                return;
            }

            if (_xml.LocalName == "col" && PartXml.IsTrue(_part.Attribute("hidden"))
                && int.TryParse(_part.Attribute("min"), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && int.TryParse(_part.Attribute("max"), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                && _hiddenColumns.Count < CellAddress.LastColumn)
            {
                _hiddenColumns.Add((first, last));
            }
        }
    }

    private void ReadRow()
    {
        var number = _number + 1;
        var hidden = false;
        for (var more = _xml.MoveToFirstAttribute(); more; more = _xml.MoveToNextAttribute())
        {
            if (Is(_r))
            {
                number = ReadNumber();
            }
            else if (Is(_hidden))
            {
                hidden = AttributeText() is "1" or "true";
            }
        }

        _xml.MoveToElement();
        if (number <= _number || number > CellAddress.LastRow)
        {
            throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {_number} 行之后的行号不对");
        }

        _number = number;
        _text.Clear();
        Row.Begin(number, hidden);
        if (!_xml.IsEmptyElement)
        {
            ReadCells();
        }

        if (!Row.End())
        {
            throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {number} 行有重复的单元格");
        }

        if (!Row.Cells.IsEmpty)
        {
            if (_book.RowsRead == _limits.Rows)
            {
                throw FileRefusals.TooManyRows(_limits.Rows);
            }

            _book.Package.Source.Progress.Rows = ++_book.RowsRead;
        }
    }

    private void ReadCells()
    {
        var depth = _xml.Depth;
        var column = 0;
        while (_part.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (Is(_c))
            {
                ReadCell(ref column);
            }
            else
            {
                _part.Skip();
            }
        }
    }

    private void ReadCell(ref int column)
    {
        column++;
        var style = 0;
        var type = CellType.Number;
        for (var more = _xml.MoveToFirstAttribute(); more; more = _xml.MoveToNextAttribute())
        {
            if (Is(_r))
            {
                if (!CellAddress.TryParse(AttributeText(), out var row, out column) || row != _number)
                {
                    throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {_number} 行的单元格地址不对");
                }
            }
            else if (Is(_t))
            {
                type = CellValue.Type(AttributeText());
            }
            else if (Is(_s))
            {
                style = ReadNumber();
            }
        }

        _xml.MoveToElement();
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var start = _text.Length;
        var isFormula = ReadContent(type, start);
        var cell = CellValue.Of(_book, column, type, style, _text, start, isFormula)
            ?? throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”单元格 {CellAddress.Name(_number, column)} 引用的文字不存在");
        if (cell.Kind == CellKind.Blank)
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
        var depth = _xml.Depth;
        var isFormula = false;
        while (_part.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            var fits = true;
            if (Is(_v))
            {
                fits = RichText.AppendText(_part, _text, start);
            }
            else if (Is(_is) && type == CellType.Inline)
            {
                fits = RichText.Append(_part, _text);
            }
            else
            {
                isFormula |= Is(_f);
                _part.Skip();
            }

            if (!fits)
            {
                throw FileRefusals.CellLength(_sheet.Name, _number, _limits.CellLength);
            }
        }

        return isFormula;
    }

    private ReadOnlySpan<char> AttributeText()
    {
        var count = _xml.ReadValueChunk(_attribute, 0, _attribute.Length);
        return _attribute.AsSpan(0, count);
    }

    private int ReadNumber() =>
        int.TryParse(AttributeText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw FileRefusals.Corrupt($"工作表“{_sheet.Name}”第 {_number} 行附近有不是数字的编号");
}
