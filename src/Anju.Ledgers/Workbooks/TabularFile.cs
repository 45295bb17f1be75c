namespace Anju.Ledgers.Workbooks;

/// <summary>How a sender's file is written.</summary>
public enum TabularFormat
{
    Workbook,
    Csv,
}

/// <summary>How far reading has come: decompressed bytes of the sheets, and rows with content.</summary>
public readonly record struct ReadProgress(long BytesDone, long BytesTotal, int Rows);

/// <summary>
/// A workbook (.xlsx, .xlsm) or csv that somebody sent: sheets of rows, read forward only in constant memory. One reader at a time
/// and one thread. Everything here throws <see cref="FileRefusedException"/> when the file turns out to be unreadable.
/// </summary>
public abstract class TabularFile : IDisposable
{
    public abstract TabularFormat Format { get; }

    /// <summary>Sheets in the order of the tabs, hidden ones too.</summary>
    public abstract IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>
    /// Opens by content; the name only helps to say what is wrong. The stream must be seekable, stays open and belongs to the caller.
    /// </summary>
    /// <exception cref="FileRefusedException">The file is no readable workbook or csv; the refusal says what to do.</exception>
    public static TabularFile Open(
        Stream stream,
        string fileName,
        WorkbookLimits? limits = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        if (!stream.CanSeek || !stream.CanRead)
        {
            throw new ArgumentException("A seekable stream is needed: copy an upload to a file first.", nameof(stream));
        }

        limits ??= WorkbookLimits.Default;
        var source = new FileSource(stream, new ProgressMeter(progress), limits, cancellationToken);
        return FileKind.Detect(source) switch
        {
            TabularFormat.Workbook => WorkbookReader.Open(source),
            _ => CsvReader.Open(source, fileName),
        };
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
