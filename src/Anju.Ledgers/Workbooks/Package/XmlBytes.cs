using System.Buffers;
using System.Numerics;

namespace Anju.Ledgers.Workbooks;

/// <summary>What <see cref="XmlBytes"/> stands on.</summary>
internal enum XmlToken
{
    Start,
    End,
    Text,
    Cdata,
}

/// <summary>
/// A tokenizer of UTF-8 XML for the two parts that grow with the register, rows and shared texts: five times as fast as the general
/// reader because nothing becomes a string. No DTD, no entities but the five of XML, no other encodings; tags must match; names are
/// taken without their prefix. Texts are borrowed from the buffer until the next <see cref="Read"/>.
/// </summary>
internal sealed class XmlBytes : IDisposable
{
    private const int Most = 1 << 20;
    private readonly PartStream _stream;
    private readonly WorkbookLimits _limits;
    private readonly ulong[] _open;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private int _raw;
    private int _at;
    private int _filled;
    private bool _ended;
    private bool _sawRoot;
    private int _openCount;
    private Piece _name;
    private Piece _text;
    private Attributed[] _attributes = new Attributed[16];
    private int _attributeCount;

    public XmlBytes(PartStream stream, WorkbookLimits limits)
    {
        (_stream, _limits) = (stream, limits);
        _open = new ulong[limits.Depth + 1];
        while (_filled < 3 && Fill())
        {
        }

        _at = Rest.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    public XmlToken Token { get; private set; }

    /// <summary>Number of elements around the token; of a start and its end tag the same.</summary>
    public int Depth { get; private set; }

    /// <summary>The start tag has no content and no end tag of its own.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Name of the start or end tag.</summary>
    public ReadOnlySpan<byte> Name => Bytes(_name);

    /// <summary>Prefix of the tag's name with its colon, mostly empty.</summary>
    public ReadOnlySpan<byte> Prefix
    {
        get
        {
            var at = _name.At;
            while (_buffer[at - 1] is not ((byte)'<' or (byte)'/'))
            {
                at--;
            }

            return _buffer.AsSpan(at, _name.At - at);
        }
    }

    /// <summary>All bytes of the token, and the comments before it.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_raw, _at - _raw);

    /// <summary>The text as it stands in the file; see <see cref="Append"/>.</summary>
    public ReadOnlySpan<byte> Text => Bytes(_text);

    private ReadOnlySpan<byte> Rest => _buffer.AsSpan(_at, _filled - _at);

    public bool IsStart(ReadOnlySpan<byte> name) => Token == XmlToken.Start && Name.SequenceEqual(name);

    /// <summary>The attribute as it stands in the file, empty when it is not there.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _attributeCount; i++)
        {
            if (Bytes(_attributes[i].Name).SequenceEqual(name))
            {
                return Bytes(_attributes[i].Value);
            }
        }

        return default;
    }

    /// <summary>The attribute with a name of one letter.</summary>
    public ReadOnlySpan<byte> Attribute(char name)
    {
        for (var i = 0; i < _attributeCount; i++)
        {
            ref readonly var one = ref _attributes[i];
            if (one.Name.Length == 1 && _buffer[one.Name.At] == name)
            {
                return Bytes(one.Value);
            }
        }

        return default;
    }

    public bool Read()
    {
        _raw = _at;
        while (_at < _filled || Fill())
        {
            if (_buffer[_at] != '<')
            {
                ReadText();
                return true;
            }

            Require(2);
            switch (_buffer[_at + 1])
            {
                case (byte)'/':
                    ReadEnd();
                    return true;
                case (byte)'?':
                    SkipPast("?>"u8);
                    break;
                case (byte)'!':
                    if (ReadDeclaration())
                    {
                        return true;
                    }

                    break;
                default:
                    while (!TryReadStart())
                    {
                        More();
                    }

                    return true;
            }
        }

        return _openCount == 0 && _sawRoot ? false : throw Damaged();
    }

    /// <summary>
    /// Right behind the start tag of a cell: when all of it is <c>&lt;v&gt;…&lt;/v&gt;&lt;/c&gt;</c>, or the plain inline text of
    /// exports, as nearly every cell is, takes the value in one step instead of four and stands behind the end tag. Otherwise changes
    /// nothing.
    /// </summary>
    public bool TryTakeValue(bool isInline) => isInline
        ? TryTakeBetween("<is><t>"u8, "</t></is></c>"u8)
        : TryTakeBetween("<v>"u8, "</v></c>"u8);

    private bool TryTakeBetween(ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        var rest = Rest;
        if (!rest.StartsWith(open) || _open[_openCount - 1] != 'c')
        {
            return false;
        }

        var length = rest[open.Length..].IndexOf((byte)'<');
        if (length <= 0 || !rest[(open.Length + length)..].StartsWith(close))
        {
            return false;
        }

        _text = new(_at + open.Length, length);
        Stand(XmlToken.Text, --_openCount);
        _at += open.Length + length + close.Length;
        return true;
    }

    /// <summary>From a start tag to its end tag, looking at nothing in between.</summary>
    public void Skip()
    {
        if (IsEmpty)
        {
            return;
        }

        var depth = Depth;
        while (Read() && Depth > depth)
        {
        }
    }

    /// <summary>
    /// Writes the start tag of a row or cell with another address or format, where these are given (plain ASCII), and
    /// <paramref name="open"/> although it was empty.
    /// </summary>
    public void CopyTag(Stream output, ReadOnlySpan<byte> r, ReadOnlySpan<byte> s, bool open = false)
    {
        output.Write(_buffer.AsSpan(_raw, _name.At + _name.Length - _raw));
        for (var i = 0; i < _attributeCount; i++)
        {
            var (name, value) = _attributes[i];
            if (Bytes(name).SequenceEqual("r"u8) ? r.IsEmpty : !Bytes(name).SequenceEqual("s"u8) || s.IsEmpty)
            {
                output.Write(" "u8);
                output.Write(_buffer.AsSpan(name.At, value.At + value.Length + 1 - name.At));
            }
        }

        Write(output, " r=\""u8, r);
        Write(output, " s=\""u8, s);
        output.Write(IsEmpty && !open ? "/>"u8 : ">"u8);
    }

    /// <summary>To the end of the part, so that its checksum is compared.</summary>
    public void Finish()
    {
        while (Read())
        {
        }
    }

    /// <summary>Adds the text with its entities resolved; false when what began at <paramref name="start"/> gets longer than a cell may be.</summary>
    public bool Append(TextBuffer text, int start)
    {
        if (!XmlText.TryAppend(Text, Token == XmlToken.Cdata, text))
        {
            throw Damaged();
        }

        return text.Length - start <= _limits.CellLength;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _at = _filled = 0;
        }
    }

    private static void Write(Stream output, ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            output.Write(attribute);
            output.Write(value);
            output.Write("\""u8);
        }
    }

    private void ReadText()
    {
        int length;
        while ((length = Rest.IndexOf((byte)'<')) < 0 && Fill())
        {
        }

        length = length < 0 ? Rest.Length : length;
        if (_openCount == 0 && Rest[..length].IndexOfAnyExcept(" \t\r\n"u8) >= 0)
        {
            throw Damaged();
        }

        Stand(XmlToken.Text, _openCount);
        _text = new(_at, length);
        _at += length;
    }

    private void ReadEnd()
    {
        int end;
        Piece name;
        ulong mark;
        while ((end = ScanName(_at + 2, out name, out mark)) < 0 || (end = SkipSpace(end)) >= _filled)
        {
            More();
        }

        if (_buffer[end] != '>' || _openCount == 0 || _open[_openCount - 1] != mark)
        {
            throw Damaged();
        }

        _name = name;
        Stand(XmlToken.End, --_openCount);
        _at = end + 1;
    }

    /// <summary>Comments are passed over, CDATA is a text (true), anything else is refused.</summary>
    private bool ReadDeclaration()
    {
        while (Rest.Length < 9 && Fill())
        {
        }

        if (Rest.StartsWith("<!--"u8))
        {
            _at += 4;
            SkipPast("-->"u8);
            return false;
        }

        if (_openCount == 0 || !Rest.StartsWith("<![CDATA["u8))
        {
            throw Damaged();
        }

        int length;
        while ((length = Rest.IndexOf("]]>"u8)) < 0)
        {
            More();
        }

        Stand(XmlToken.Cdata, _openCount);
        _text = new(_at + 9, length - 9);
        _at += length + 3;
        return true;
    }

    /// <summary>False when the tag is not all in the buffer yet.</summary>
    private bool TryReadStart()
    {
        _attributeCount = 0;
        var at = ScanName(_at + 1, out var name, out var mark);
        if (at < 0)
        {
            return false;
        }

        while ((at = SkipSpace(at)) < _filled && _buffer[at] is not ((byte)'>' or (byte)'/'))
        {
            if (!TryReadAttribute(ref at))
            {
                return false;
            }
        }

        if (at >= _filled || (_buffer[at] == '/' && at + 1 >= _filled))
        {
            return false;
        }

        var isEmpty = _buffer[at] == '/';
        if (name.Length == 0 || (isEmpty && _buffer[at + 1] != '>') || (_openCount == 0 && _sawRoot))
        {
            throw Damaged();
        }

        Stand(XmlToken.Start, _openCount);
        (_name, _sawRoot, IsEmpty) = (name, true, isEmpty);
        _at = at + (isEmpty ? 2 : 1);
        if (!isEmpty)
        {
            Open(mark);
        }

        return true;
    }

    private bool TryReadAttribute(ref int at)
    {
        var bytes = _buffer.AsSpan(0, _filled);
        var name = new Piece(at, 1);
        var mark = (byte)'"';
        if (at + 3 < bytes.Length && bytes[at] > '>' && bytes[at + 1] == '=' && bytes[at + 2] == mark)
        {
            at += 3; // x="…", as nearly all in rows are
        }
        else
        {
            var end = ScanName(at, out _, out _);
            var equals = end < 0 ? _filled : SkipSpace(end);
            at = equals < _filled ? SkipSpace(equals + 1) : _filled;
            if (at >= _filled)
            {
                return false;
            }

            name = new(name.At, end - name.At);
            mark = bytes[at++];
            if (name.Length == 0 || bytes[equals] != '=' || mark is not ((byte)'"' or (byte)'\''))
            {
                throw Damaged();
            }
        }

        var length = bytes[at..].IndexOf(mark);
        if (length < 0)
        {
            return false;
        }

        if (_attributeCount == _attributes.Length)
        {
            Array.Resize(ref _attributes, _attributeCount * 2);
        }

        _attributes[_attributeCount++] = new(name, new(at, length));
        at += length + 1;
        return true;
    }

    private void Open(ulong mark)
    {
        if (_openCount == _limits.Depth)
        {
            throw FileRefusals.Nested(_stream.Name, _limits.Depth);
        }

        _open[_openCount++] = mark;
    }

    /// <summary>
    /// Where the name that begins here ends, or -1 when that is not in the buffer yet. Gives the name without its prefix, and a number
    /// made of all of it to match start and end tag: exact up to eight bytes, good enough beyond.
    /// </summary>
    private int ScanName(int from, out Piece name, out ulong mark)
    {
        var bytes = _buffer.AsSpan(0, _filled);
        var local = from;
        var number = 0ul;
        for (var at = from; (uint)at < (uint)bytes.Length; at++)
        {
            var one = bytes[at];
            if (one <= '>')
            {
                if (one is (byte)' ' or (byte)'>' or (byte)'/' or (byte)'=' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'<' or (byte)'"' or (byte)'\'')
                {
                    name = new(local, at - local);
                    mark = number;
                    return at;
                }

                local = one == ':' ? at + 1 : local;
            }

            number = BitOperations.RotateLeft(number, 8) ^ one;
        }

        name = default;
        mark = 0;
        return -1;
    }

    private int SkipSpace(int at)
    {
        while (at < _filled && _buffer[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private ReadOnlySpan<byte> Bytes(Piece piece) => _buffer.AsSpan(piece.At, piece.Length);

    private void Stand(XmlToken token, int depth)
    {
        (Token, Depth, IsEmpty) = (token, depth, false);
    }

    private void SkipPast(ReadOnlySpan<byte> end)
    {
        int found;
        while ((found = Rest.IndexOf(end)) < 0)
        {
            _at = Math.Max(_at, _filled - end.Length + 1);
            More();
        }

        _at += found + end.Length;
    }

    private void Require(int bytes)
    {
        while (_filled - _at < bytes)
        {
            More();
        }
    }

    private void More()
    {
        if (!Fill())
        {
            throw Damaged();
        }
    }

    /// <summary>Reads more behind what is not used up; the stream below bounds how long one tag can be.</summary>
    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        _buffer.AsSpan(_raw, _filled - _raw).CopyTo(_buffer);
        (_raw, _at, _filled) = (0, _at - _raw, _filled - _raw);
        if (_filled == _buffer.Length)
        {
            if (_filled > 4 * _limits.TagBytes && _filled > Most)
            {
                throw FileRefusals.Tag(_stream.Name, _limits.TagBytes);
            }

            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var count = _stream.Read(_buffer.AsSpan(_filled));
        _filled += count;
        _ended = count == 0;
        return !_ended;
    }

    private FileRefusedException Damaged() => FileRefusals.Corrupt($"部件 {_stream.Name} 的内容不是正常的 XML");

    private readonly record struct Piece(int At, int Length);

    private readonly record struct Attributed(Piece Name, Piece Value);
}
