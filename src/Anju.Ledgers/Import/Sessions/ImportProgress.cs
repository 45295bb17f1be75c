using Anju.Ledgers.Workbooks;
using Anju.Ui;

namespace Anju.Ledgers;

/// <summary>How far a job has come, as its page tells it. The job writes it, whoever looks at the page reads it.</summary>
internal sealed class ImportProgress : IProgress<ReadProgress>
{
    private const string Unit = "行";

    private volatile ProgressEvent shown = new(0, 0, "排队等候，前面还有别的导入");
    private string step = "";
    private ImportBatch? batch;
    private int stated;

    public ProgressEvent Shown => shown;

    /// <summary>A step that goes through the rows of the file.</summary>
    /// <param name="rows">How many there are, as far as somebody has said; 0 when nobody has.</param>
    public void Read(string name, int rows)
    {
        (step, stated, batch) = (name, rows, null);
        shown = new(0, rows, step, Unit: Unit);
    }

    /// <summary>The batch that takes the rows in: it knows what they make together.</summary>
    public void Follow(ImportBatch opened) => batch = opened;

    /// <summary>A step that is one stroke over all rows.</summary>
    public void Enter(string name, ImportRun run) =>
        shown = new(0, 0, $"{name}，共 {run.DataRows:N0} {Unit}{(run.Gathered is { } gathered ? "、" + gathered : "")}");

    /// <summary>
    /// What a workbook states of its size is a hint and often wrong: where it is far from what the bytes let expect, they count.
    /// </summary>
    public void Report(ReadProgress value)
    {
        var expected = value.BytesDone == 0 ? stated : (long)(value.Rows * (double)value.BytesTotal / value.BytesDone);
        var total = stated > 0 && stated <= 2 * expected ? stated : expected;
        shown = new(value.Rows, Math.Max(value.Rows, total), batch?.Gathered is { } gathered ? $"{step}，已读到 {gathered}" : step, Unit: Unit);
    }
}
