using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Anju.Ledgers.Workbooks;

/// <summary>Writes UTF-8 XML into a part without making strings.</summary>
internal sealed class XmlOutput(Stream part) : IDisposable
{
    private const int Size = 32 << 10;
    private static readonly SearchValues<char> _special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(one => (char)one).Except(['\t', '\n']), '&', '<', '>', '"', '_', '\uFFFE', '\uFFFF']);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _length;

    public XmlOutput Raw(ReadOnlySpan<byte> utf8)
    {
        while (utf8.Length > 0)
        {
            var room = Room(Math.Min(utf8.Length, Size));
            var count = Math.Min(room.Length, utf8.Length);
            utf8[..count].CopyTo(room);
            _length += count;
            utf8 = utf8[count..];
        }

        return this;
    }

    /// <summary>Markup of our own, without anything from outside.</summary>
    public XmlOutput Raw(string markup)
    {
        Transcode(markup);
        return this;
    }

    public XmlOutput Number(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        _length += written;
        return this;
    }

    public XmlOutput Number(decimal value)
    {
        Utf8Formatter.TryFormat(value, Room(40), out var written);
        _length += written;
        return this;
    }

    public XmlOutput Number(double value)
    {
        Utf8Formatter.TryFormat(value, Room(40), out var written);
        _length += written;
        return this;
    }

    /// <summary>Address of a cell, <c>B12</c>.</summary>
    public XmlOutput Address(int row, int column)
    {
        Span<byte> letters = stackalloc byte[4];
        var at = letters.Length;
        for (; column > 0; column = (column - 1) / 26)
        {
            letters[--at] = (byte)('A' + ((column - 1) % 26));
        }

        return Raw(letters[at..]).Number(row);
    }

    /// <summary>
    /// Text from outside, escaped for an element or attribute; what XML cannot hold as <c>_x0001_</c>
    /// (ECMA-376 part 1, 22.9.2.19), and a text that looks like that as <c>_x005F_x0001_</c>.
    /// </summary>
    public XmlOutput Text(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var special = text.IndexOfAny(_special);
            if (special < 0)
            {
                Transcode(text);
                return this;
            }

            Transcode(text[..special]);
            Escape(text[special..]);
            text = text[(special + 1)..];
        }
    }

    public void Flush()
    {
        part.Write(_buffer, 0, _length);
        _length = 0;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            Flush();
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            part.Dispose();
        }
    }

    private void Escape(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '&':
                Raw("&amp;"u8);
                break;
            case '<':
                Raw("&lt;"u8);
                break;
            case '>':
                Raw("&gt;"u8);
                break;
            case '"':
                Raw("&quot;"u8);
                break;
            case '_':
                Raw(LooksEscaped(text) ? "_x005F_"u8 : "_"u8);
                break;
            default:
                Raw($"_x{(int)text[0]:X4}_");
                break;
        }
    }

    private static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);

    /// <summary>Half a surrogate pair becomes U+FFFD: it is no character.</summary>
    private void Transcode(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var status = Utf8.FromUtf16(text, Room(16), out var read, out var written, replaceInvalidSequences: true, isFinalBlock: true);
            _length += written;
            text = text[read..];
            if (status == OperationStatus.DestinationTooSmall)
            {
                Flush();
            }
        }
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Flush();
        }

        return _buffer.AsSpan(_length);
    }
}
