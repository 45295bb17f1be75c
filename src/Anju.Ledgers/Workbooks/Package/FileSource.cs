namespace Anju.Ledgers.Workbooks;

/// <summary>The sender's bytes and the terms on which they are read.</summary>
internal sealed record FileSource(Stream Stream, ProgressMeter Progress, WorkbookLimits Limits, CancellationToken Cancelled)
{
    /// <summary>Fills the buffer from the position; false when the file ends before.</summary>
    public bool TryReadAt(long position, Span<byte> buffer)
    {
        Stream.Position = position;
        return Stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
    }
}

/// <summary>Tells a listener how far reading has come, about once per megabyte.</summary>
internal sealed class ProgressMeter(IProgress<ReadProgress>? listener)
{
    private const long Step = 1 << 20;
    private long _done;
    private long _told;

    public long Total { get; set; }

    public int Rows { get; set; }

    public void Advance(int bytes)
    {
        _done += bytes;
        if (listener is not null && _done - _told >= Step)
        {
            Tell();
        }
    }

    public void Tell()
    {
        _told = _done;
        listener?.Report(new(_done, Math.Max(Total, _done), Rows));
    }
}
