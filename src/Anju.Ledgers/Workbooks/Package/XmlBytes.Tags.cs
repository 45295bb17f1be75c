using System.Numerics;

namespace Anju.Ledgers.Workbooks;

/// <content>Tags: their names and attributes, and writing one again with changes.</content>
internal sealed partial class XmlBytes
{
    private Piece _name;
    private Attributed[] _attributes = new Attributed[16];
    private int _attributeCount;

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

    private static void Write(Stream output, ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            output.Write(attribute);
            output.Write(value);
            output.Write("\""u8);
        }
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
            throw FileRefusals.Nested(_stream.Called, _limits.Depth);
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

    private readonly record struct Attributed(Piece Name, Piece Value);
}
