namespace Anju.Ledgers.Workbooks;

/// <summary>The bytes of a text file behind its byte order mark; keeps its own position, so that several may be open.</summary>
internal sealed class FileText(FileSource source, long start, bool countsAsProgress) : Stream
{
    private long _position = start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        source.Cancelled.ThrowIfCancellationRequested();
        source.Stream.Position = _position;
        var count = source.Stream.Read(buffer);
        _position += count;
        if (countsAsProgress)
        {
            source.Progress.Advance(count);
        }

        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
