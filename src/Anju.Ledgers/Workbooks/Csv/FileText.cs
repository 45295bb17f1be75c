namespace Anju.Ledgers.Workbooks;

/// <summary>The bytes of a text file behind its byte order mark; keeps its own position, so that several may be open.</summary>
internal sealed class FileText(FileSource source, long start, bool countsAsProgress) : OneWayStream
{
    private long _position = start;

    public override int Read(Span<byte> buffer)
    {
        source.Cancelled.ThrowIfCancellationRequested();
        source.Stream.Position = _position;
        var count = source.Stream.Read(buffer);
        _position += count;
        if (countsAsProgress)
        {
            source.Progress.Advance(sheet: 0, count, rows: 0);
        }

        return count;
    }
}
