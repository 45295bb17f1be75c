namespace Anju.Ledgers.Workbooks;

/// <summary>A stream that goes forward only; a reading one overrides <c>Read(Span)</c>, a writing one <c>Write(ReadOnlySpan)</c>.</summary>
internal abstract class OneWayStream(bool writes = false) : Stream
{
    public override bool CanRead => !writes;

    public override bool CanWrite => writes;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();

    /// <summary>Nothing: those below are flushed by whom they belong to.</summary>
    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
