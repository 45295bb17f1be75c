using System.Buffers;
using System.Text;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// The records of a csv (RFC 4180, and what people really send): a quoted value may hold separators and line breaks, a quote inside
/// an unquoted value is an ordinary character, rows may be of any length. A record is one row however many lines it takes, as
/// spreadsheet programs count.
/// </summary>
internal sealed class CsvRows : SheetRows
{
    private readonly FileSource _source;
    private readonly StreamReader _reader;
    private readonly TextBuffer _text;
    private readonly SearchValues<char> _ends;
    private readonly char _separator;
    private readonly string _sheet;
    private readonly char[] _block = new char[32 << 10];
    private int _at;
    private int _filled;
    private int _number;
    private int _rows;

    public CsvRows(FileSource source, StreamReader reader, char separator, string sheet)
    {
        (_source, _reader, _separator, _sheet) = (source, reader, separator, sheet);
        source.Progress.Begin(sheet: 0);
        _text = new TextBuffer();
        _ends = SearchValues.Create([separator, '\r', '\n']);
    }

    public override bool Read()
    {
        try
        {
            return ReadRecord();
        }
        catch (DecoderFallbackException)
        {
            throw FileRefusals.Encoding(_number + 1L);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool ReadRecord()
    {
        if (Peek() < 0)
        {
            _source.Progress.Tell();
            return false;
        }

        _text.Clear();
        Row.Begin(++_number, hidden: false);
        for (var column = 1; ; column++)
        {
            var start = _text.Length;
            if (Peek() == '"')
            {
                ReadQuoted(start);
            }

            ReadPlain(start);
            AddCell(column, start);
            var end = Next();
            if (end == _separator)
            {
                continue;
            }

            if (end == '\r' && Peek() == '\n')
            {
                Next();
            }

            break;
        }

        CountRow();
        return true;
    }

    /// <summary>From the opening quote to the closing one; a doubled quote stands for one.</summary>
    private void ReadQuoted(int start)
    {
        Next();
        while (Peek() >= 0)
        {
            var block = _block.AsSpan(_at, _filled - _at);
            var length = block.IndexOf('"');
            Take(block[..(length < 0 ? block.Length : length)], start);
            if (length < 0)
            {
                continue;
            }

            Next();
            if (Peek() != '"')
            {
                return;
            }

            Take(_block.AsSpan(_at, 1), start);
        }
    }

    private void ReadPlain(int start)
    {
        while (Peek() >= 0)
        {
            var block = _block.AsSpan(_at, _filled - _at);
            var length = block.IndexOfAny(_ends);
            Take(block[..(length < 0 ? block.Length : length)], start);
            if (length >= 0)
            {
                return;
            }
        }
    }

    private void Take(ReadOnlySpan<char> text, int start)
    {
        _text.Append(text);
        _at += text.Length;
        if (_text.Length - start > _source.Limits.CellLength)
        {
            throw FileRefusals.CellLength(_sheet, _number, _source.Limits.CellLength);
        }
    }

    private void AddCell(int column, int start)
    {
        var text = FormulaGuard.Open(_text.MemoryFrom(start));
        if (text.IsEmpty)
        {
            return;
        }

        if (column > _source.Limits.Columns)
        {
            throw FileRefusals.Column(_sheet, _number, column, _source.Limits.Columns);
        }

        Row.Add(new Cell(column, CellKind.Text, text, 0, isFormula: false));
    }

    private void CountRow()
    {
        if (_number > CellAddress.LastRow && _number > _source.Limits.Rows)
        {
            throw FileRefusals.TooManyRows(_sheet, _source.Limits.Rows);
        }

        if (Row.Cells.IsEmpty)
        {
            return;
        }

        if (_rows == _source.Limits.Rows)
        {
            throw FileRefusals.TooManyRows(_sheet, _source.Limits.Rows);
        }

        _rows++;
        _source.Progress.Advance(sheet: 0, bytes: 0, rows: 1);
    }

    /// <summary>The next character without taking it, or -1 at the end.</summary>
    private int Peek()
    {
        if (_at == _filled)
        {
            _filled = _reader.Read(_block, 0, _block.Length);
            _at = 0;
            if (_reader.CurrentEncoding == CsvEncoding.Gb18030)
            {
                Gb18030Names.Renew(_block.AsSpan(0, _filled));
            }
        }

        return _filled == 0 ? -1 : _block[_at];
    }

    private int Next()
    {
        var next = Peek();
        _at += next < 0 ? 0 : 1;
        return next;
    }
}
