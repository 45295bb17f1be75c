using System.IO.Hashing;
using System.Runtime.InteropServices;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>
/// One file from reading to writing. Reading needs no database; judging writes nothing; writing takes place in the change
/// in which the rows were judged, so that what is written is what was judged.
/// </summary>
public sealed class ImportRun
{
    private readonly ImportBatch batch;
    private readonly FileWalk.Skipped skipped;

    private ImportRun(ImportTarget target, FileMapping layout, ImportBatch batch, FileWalk.Skipped skipped)
    {
        Target = target;
        Layout = layout;
        this.batch = batch;
        this.skipped = skipped;
    }

    public ImportTarget Target { get; }

    public FileMapping Layout { get; }

    public ImportTally Tally => ImportTally.Of(batch.Rows, skipped.Rows.Count, skipped.Gaps);

    public int Suspected => batch.Suspected;

    /// <summary>Rows that hold a record.</summary>
    public int DataRows => batch.Rows.Count;

    /// <summary>What they make together: 1,234 户.</summary>
    public string? Gathered => batch.Gathered;

    /// <summary>Rows of data and of titles, totals and the like, in the order of the file. Blank rows between them are not listed.</summary>
    public IEnumerable<ImportRow> Rows => batch.Rows.Concat(skipped.Rows).OrderBy(row => row.Sheet).ThenBy(row => row.Number);

    /// <summary>Reads the whole file, to its last byte.</summary>
    /// <param name="layout">Null to recognise sheets and headers now.</param>
    /// <param name="opened">Told of the batch before the first row.</param>
    /// <exception cref="FileRefusedException">The file is damaged, hostile or too large.</exception>
    public static Result<ImportRun> Read(
        TabularFile file, ImportTarget target, ImportContext context, FileMapping? layout, CancellationToken cancellation, Action<ImportBatch>? opened = null)
    {
        if (context.County is { } county && context.Divisions.County(county) != county)
        {
            return new Refusal("COUNTY_UNKNOWN", $"没有代码为“{county}”的县市区。请用六位代码，例如 431021（桂阳县）。");
        }

        layout ??= Recogniser.Recognise(file, target);
        if (Recogniser.Problem(layout, target) is { } problem)
        {
            return problem;
        }

        var batch = target.Open(context);
        opened?.Invoke(batch);
        var skipped = FileWalk.Read(file, layout, batch, cancellation);
        return batch.Rows.Count == 0
            ? new Refusal("NO_ROWS", "找到了表头，但下面没有一行数据。请检查是否上传了空白模板。")
            : new ImportRun(target, layout, batch, skipped);
    }

    /// <summary>32 hexadecimal digits over what becomes of each row: the same file against the same register gives the same.</summary>
    public string Digest()
    {
        var hash = new XxHash128();
        foreach (var row in batch.Rows)
        {
            Span<int> verdict = [row.Sheet, row.Number, (int)row.Action, (int)row.Outcome];
            hash.Append(MemoryMarshal.AsBytes(verdict));
            foreach (var edit in row.Edits)
            {
                hash.Append(MemoryMarshal.AsBytes(edit.Field.AsSpan()));
                hash.Append(MemoryMarshal.AsBytes(edit.Before.AsSpan()));
                hash.Append([0]);
                hash.Append(MemoryMarshal.AsBytes(edit.After.AsSpan()));
                hash.Append([0]);
            }
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    public Task JudgeAsync(AnjuDb db, CancellationToken cancellation) => batch.JudgeAsync(db, cancellation);

    public Task<Result> WriteAsync(AnjuDb db, Change change, CancellationToken cancellation) => batch.WriteAsync(db, change, cancellation);
}
