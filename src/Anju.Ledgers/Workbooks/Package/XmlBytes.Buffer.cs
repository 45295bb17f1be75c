using System.Buffers;

namespace Anju.Ledgers.Workbooks;

/// <content>The bytes: what is kept of the part while a token is put together.</content>
internal sealed partial class XmlBytes
{
    /// <summary>The buffer may grow so far whatever the limit of a tag is.</summary>
    private const int Most = 1 << 20;

    private readonly PartStream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private int _raw;
    private int _at;
    private int _filled;
    private bool _ended;

    private ReadOnlySpan<byte> Rest => _buffer.AsSpan(_at, _filled - _at);

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

    private int SkipSpace(int at)
    {
        while (at < _filled && _buffer[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private ReadOnlySpan<byte> Bytes(Piece piece) => _buffer.AsSpan(piece.At, piece.Length);

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
                throw FileRefusals.Tag(_stream.Called, _limits.TagBytes);
            }

            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        // All the room there is, so that a long tag is looked at a few times and not for every few bytes that come.
        var room = _buffer.AsSpan(_filled);
        var count = _stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        _filled += count;
        _ended = count == 0;
        return !_ended;
    }

    private FileRefusedException Damaged() => FileRefusals.Corrupt($"{_stream.Called} 的内容不是正常的 XML");

    private readonly record struct Piece(int At, int Length);
}
