using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>Something that sheets are imported as: a ledger, or persons and households together.</summary>
public abstract class ImportTarget
{
    private Dictionary<string, ImportField>? byKey;

    /// <summary>Name in addresses and commands.</summary>
    public abstract string Code { get; }

    public abstract string Title { get; }

    /// <summary>What one row is called when counted.</summary>
    public abstract string Counter { get; }

    public abstract IReadOnlyList<ImportField> Fields { get; }

    /// <summary>A sheet without all of these is no data sheet.</summary>
    public abstract IReadOnlyList<ImportField> Needed { get; }

    /// <summary>The types of record that it writes, those that others refer to first.</summary>
    public abstract IReadOnlyList<Type> Writes { get; }

    public ImportField? FindField(string? key)
    {
        byKey ??= Fields.ToDictionary(field => field.Key);
        return key is null ? null : byKey.GetValueOrDefault(key);
    }

    public virtual bool IsData(IReadOnlySet<string> fields) => Needed.All(field => fields.Contains(field.Key));

    public abstract ImportBatch Open(ImportContext context);
}

/// <summary>What an import is judged by besides the file.</summary>
/// <param name="County">Six-digit code chosen for the whole file, or null.</param>
/// <param name="Today">Business date.</param>
/// <param name="Decisions">What a person decided on held rows.</param>
public sealed record ImportContext(string? County, DateOnly Today, IDivisionNames Divisions, RowDecisions Decisions);

/// <summary>What a person may decide on a row that is held.</summary>
public enum RowDecision
{
    None,

    /// <summary>The suspected match is the same person: the row updates that record.</summary>
    SamePerson,

    /// <summary>The suspected match is somebody else: the row is added.</summary>
    OtherPerson,

    /// <summary>There is no number yet: the row is added without one.</summary>
    NoNumber,
}

/// <summary>Decisions by sheet position and row number.</summary>
public sealed class RowDecisions(IReadOnlyDictionary<string, RowDecision> decided)
{
    public static RowDecisions None { get; } = new(new Dictionary<string, RowDecision>());

    public RowDecision Of(ImportRow row) => decided.GetValueOrDefault(Key(row.Sheet, row.Number));

    public static string Key(int sheet, int row) => $"{sheet}:{row}";
}

/// <summary>
/// The rows of one file on their way into the register: read, then judged against it, then written. One use, in that order.
/// </summary>
public abstract class ImportBatch
{
    private readonly Dictionary<int, string> sheetNames = [];
    private RowKinds? kinds;

    /// <summary>All data rows read, in order.</summary>
    public abstract IReadOnlyList<ImportRow> Rows { get; }

    /// <summary>New rows that look like records of the register already.</summary>
    public virtual int Suspected => 0;

    /// <summary>What the rows read so far make together, for telling how far it has come: 1,234 户. Null when each stands for itself.</summary>
    public virtual string? Gathered => null;

    /// <summary>Keys of fields of which a data row has at least one.</summary>
    protected abstract IReadOnlyList<string> Anchors { get; }

    protected SheetMapping Layout { get; private set; } = null!;

    /// <summary>Names of the sheets begun so far, by their place among the tabs.</summary>
    protected IReadOnlyDictionary<int, string> SheetNames => sheetNames;

    /// <summary>Readers by column number of the sheet at hand.</summary>
    protected CellReader?[] Readers { get; private set; } = [];

    /// <summary>Gets ready for the rows of a sheet.</summary>
    /// <param name="mergedDown">Columns in which the sender merged cells of the data with those below them.</param>
    public virtual void Begin(SheetMapping layout, IReadOnlySet<int> mergedDown)
    {
        Layout = layout;
        sheetNames[layout.Index] = layout.Name;
        kinds = new RowKinds(layout, Anchors);
        Readers = new CellReader?[layout.Columns.Max(column => column.Column) + 1];
        foreach (var column in layout.Columns)
        {
            Readers[column.Column] = ReaderOf(column);
        }
    }

    /// <param name="alone">The merged range that the only cell of the row begins, if it does.</param>
    public virtual RowKind KindOf(SheetRow row, CellRange? alone) => kinds!.Of(row, alone);

    /// <summary>Something else than data, or nothing at all, stands between the last row read and the next.</summary>
    public virtual void Interrupt(RowKind by)
    {
    }

    /// <summary>Reads one data row.</summary>
    public abstract void Read(SheetRow row);

    /// <summary>Compares with the register: what is new, changed, unchanged, held. Writes nothing.</summary>
    public abstract Task JudgeAsync(AnjuDb db, CancellationToken cancellation);

    /// <summary>Writes the rows that are to be imported.</summary>
    public abstract Task<Result> WriteAsync(AnjuDb db, Change change, CancellationToken cancellation);

    /// <summary>Null for a column that is not imported.</summary>
    protected abstract CellReader? ReaderOf(MappedColumn column);
}
