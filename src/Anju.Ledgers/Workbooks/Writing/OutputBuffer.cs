using System.Buffers;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Stands between the ZIP writer, which only writes synchronously, and a response body, which should not: keeps what was written
/// until it is flushed asynchronously, and writes through only when nobody does.
/// </summary>
internal sealed class OutputBuffer(Stream output) : OneWayStream(writes: true)
{
    private const int FlushAt = 64 << 10;
    private const int WriteThroughAt = 1 << 20;
    private byte[] _pending = ArrayPool<byte>.Shared.Rent(WriteThroughAt);
    private int _length;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_length + buffer.Length > WriteThroughAt)
        {
            WriteThrough();
        }

        if (buffer.Length > WriteThroughAt)
        {
            output.Write(buffer);
            return;
        }

        buffer.CopyTo(_pending.AsSpan(_length));
        _length += buffer.Length;
    }

    public void WriteThrough()
    {
        output.Write(_pending, 0, _length);
        _length = 0;
    }

    public ValueTask SendAsync(bool all, CancellationToken cancellationToken) =>
        _length >= (all ? 1 : FlushAt) ? SendPendingAsync(cancellationToken) : ValueTask.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing && _pending.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_pending);
            _pending = [];
        }

        base.Dispose(disposing);
    }

    private async ValueTask SendPendingAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_pending.AsMemory(0, _length), cancellationToken);
        _length = 0;
    }
}
