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

/// <summary>
/// Tells a listener how far reading has come, about once per megabyte. A sheet that is opened again counts from its beginning.
/// </summary>
internal sealed class ProgressMeter(IProgress<ReadProgress>? listener)
{
    private const long Step = 1 << 20;
    private readonly Dictionary<int, (long Bytes, int Rows)> _sheets = [];
    private long _untold;

    public long Total { get; set; }

    public void Begin(int sheet) => _sheets[sheet] = default;

    public void Advance(int sheet, int bytes, int rows)
    {
        if (listener is null)
        {
            return;
        }

        var (doneBytes, doneRows) = _sheets.GetValueOrDefault(sheet);
        _sheets[sheet] = (doneBytes + bytes, doneRows + rows);
        _untold += bytes;
        if (_untold >= Step)
        {
            Tell();
        }
    }

    public void Tell()
    {
        _untold = 0;
        if (listener is not null)
        {
            var done = _sheets.Values.Sum(sheet => sheet.Bytes);
            listener.Report(new(done, Math.Max(Total, done), _sheets.Values.Sum(sheet => sheet.Rows)));
        }
    }
}
