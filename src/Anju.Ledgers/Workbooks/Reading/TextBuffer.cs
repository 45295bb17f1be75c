using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Characters of the cells of one row, reused from row to row. Memory handed out stays good when the buffer grows, because the old
/// one is left to its readers.
/// </summary>
internal sealed class TextBuffer : IDisposable
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(4_096);
    private bool _pooled = true;

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = length;

    public ReadOnlySpan<char> From(int start) => _chars.AsSpan(start, Length - start);

    public ReadOnlyMemory<char> MemoryFrom(int start) => _chars.AsMemory(start, Length - start);

    public void Append(char one)
    {
        Ensure(1)[0] = one;
        Length++;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Ensure(text.Length));
        Length += text.Length;
    }

    /// <summary>Takes printable ASCII up to an ampersand or anything else; the number of bytes taken.</summary>
    public int AppendAscii(ReadOnlySpan<byte> bytes)
    {
        var room = Ensure(bytes.Length);
        var at = 0;
        for (; at < bytes.Length && bytes[at] is >= 32 and < 127 and not (byte)'&'; at++)
        {
            room[at] = (char)bytes[at];
        }

        Length += at;
        return at;
    }

    /// <summary>False when the bytes are not UTF-8.</summary>
    public bool TryAppendUtf8(ReadOnlySpan<byte> bytes)
    {
        var status = Utf8.ToUtf16(bytes, Ensure(bytes.Length), out _, out var written, replaceInvalidSequences: false);
        Length += written;
        return status == OperationStatus.Done;
    }

    /// <summary>Resolves <c>_x000D_</c> (ECMA-376 part 1, 22.9.2.19) in place from <paramref name="start"/> on.</summary>
    public ReadOnlySpan<char> Decoded(int start)
    {
        var text = _chars.AsSpan(start, Length - start);
        var next = text.IndexOf("_x");
        if (next < 0)
        {
            return text;
        }

        var to = next;
        for (var from = next; from < text.Length; from++)
        {
            if (text.Length - from >= 7 && text[from] == '_' && text[from + 1] == 'x' && text[from + 6] == '_'
                && ushort.TryParse(text.Slice(from + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text[to++] = (char)code;
                from += 6;
            }
            else
            {
                text[to++] = text[from];
            }
        }

        Length = start + to;
        return text[..to];
    }

    public void Dispose()
    {
        if (_pooled)
        {
            ArrayPool<char>.Shared.Return(_chars);
            _pooled = false;
            _chars = [];
            Length = 0;
        }
    }

    private Span<char> Ensure(int more)
    {
        if (_chars.Length - Length < more)
        {
            var larger = new char[Math.Max(_chars.Length * 2, Length + more)];
            _chars.AsSpan(0, Length).CopyTo(larger);
            _chars = larger;
            _pooled = false;
        }

        return _chars.AsSpan(Length);
    }
}
