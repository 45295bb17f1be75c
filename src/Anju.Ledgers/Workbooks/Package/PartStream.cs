using System.IO.Compression;
using System.IO.Hashing;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// A decompressed part under guard: no more bytes than declared, no more than the ratio allows, no endless tag, and at the end the
/// CRC-32 of the directory, which .NET 10 does not compare itself.
/// </summary>
internal sealed class PartStream : OneWayStream
{
    private const int Stored = 0;
    private const int Deflated = 8;

    private readonly Crc32 _crc = new();
    private readonly ZipPart _part;
    private readonly FileSource _source;
    private readonly Stream _inner;
    private readonly int? _sheet;
    private readonly bool _isXml;
    private long _done;
    private long _sinceTag;
    private bool _proven;

    public PartStream(FileSource source, ZipPart part, long dataAt, int? sheet, bool isXml)
    {
        _part = part;
        _source = source;
        _sheet = sheet;
        _isXml = isXml;
        var packed = new PackedStream(source.Stream, dataAt, part.PackedBytes);
        _inner = part.Method switch
        {
            Stored => packed,
            Deflated => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw FileRefusals.Corrupt($"{part.Called}使用了不支持的压缩方法 {part.Method}"),
        };
    }

    public string Called => _part.Called;

    public override int Read(Span<byte> buffer)
    {
        _source.Cancelled.ThrowIfCancellationRequested();
        int count;
        try
        {
            count = _inner.Read(buffer);
        }
        catch (InvalidDataException cause)
        {
            throw FileRefusals.Corrupt($"{_part.Called}无法解压", cause);
        }

        if (count == 0 && buffer.Length > 0)
        {
            Prove();
            return 0;
        }

        _done += count;
        if (_done > _part.Bytes)
        {
            throw FileRefusals.Corrupt($"{_part.Called}比声明的大");
        }

        _crc.Append(buffer[..count]);
        if (_isXml)
        {
            WatchTags(buffer[..count]);
        }

        if (_sheet is { } sheet)
        {
            _source.Progress.Advance(sheet, count, rows: 0);
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Prove()
    {
        if (_proven)
        {
            return;
        }

        if (_done != _part.Bytes || _crc.GetCurrentHashAsUInt32() != _part.Crc)
        {
            throw FileRefusals.Corrupt($"{_part.Called}校验不符，内容被改动或传输出错");
        }

        _proven = true;
    }

    /// <summary>
    /// An XML reader holds a whole tag in memory. A tag cannot contain another "&lt;", so looking at the first and last one of each
    /// block bounds it without going through the bytes.
    /// </summary>
    private void WatchTags(ReadOnlySpan<byte> block)
    {
        var first = block.IndexOf((byte)'<');
        _sinceTag += first < 0 ? block.Length : first;
        if (_sinceTag > _source.Limits.TagBytes)
        {
            throw FileRefusals.Tag(_part.Called, _source.Limits.TagBytes);
        }

        if (first >= 0)
        {
            _sinceTag = block.Length - block.LastIndexOf((byte)'<');
        }
    }

    /// <summary>The packed bytes of one part inside the file; several may be open, each keeps its own position.</summary>
    private sealed class PackedStream(Stream file, long start, long length) : OneWayStream
    {
        private long _done;

        public override int Read(Span<byte> buffer)
        {
            var wanted = (int)Math.Min(buffer.Length, length - _done);
            if (wanted == 0)
            {
                return 0;
            }

            file.Position = start + _done;
            var count = file.Read(buffer[..wanted]);
            _done += count;
            return count;
        }
    }
}
