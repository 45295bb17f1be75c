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
internal sealed partial class XmlBytes : IDisposable
{
    private readonly WorkbookLimits _limits;
    private readonly ulong[] _open;
    private bool _sawRoot;
    private int _openCount;
    private Piece _text;

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

    /// <summary>All bytes of the token, and the comments before it.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_raw, _at - _raw);

    /// <summary>The text as it stands in the file; see <see cref="Append"/>.</summary>
    public ReadOnlySpan<byte> Text => Bytes(_text);

    public bool IsStart(ReadOnlySpan<byte> name) => Token == XmlToken.Start && Name.SequenceEqual(name);

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

    private void Stand(XmlToken token, int depth)
    {
        (Token, Depth, IsEmpty) = (token, depth, false);
    }
}
