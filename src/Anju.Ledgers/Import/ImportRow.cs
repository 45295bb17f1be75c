namespace Anju.Ledgers;

/// <summary>One row of a sheet on its way into the register: where it stands, what was found, what becomes of it.</summary>
public class ImportRow(int sheet, int number)
{
    private const int LongestNote = 500;

    private List<Finding>? findings;
    private List<string>? kept;

    /// <summary>Position of the sheet among the tabs, from 0.</summary>
    public int Sheet { get; } = sheet;

    /// <summary>Row number as the sender sees it.</summary>
    public int Number { get; } = number;

    public RowAction Action { get; private set; }

    public FindingLevel Level { get; private set; }

    public RowOutcome Outcome { get; set; }

    /// <summary>By what words a person knows the row: a name, a code.</summary>
    public virtual string? Label { get; set; }

    public IReadOnlyList<Finding> Findings => findings ?? (IReadOnlyList<Finding>)[];

    /// <summary>What changes, when the outcome is <see cref="RowOutcome.Changed"/>.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; set; } = [];

    /// <summary>What tells the line of the register that it may be from what the row says, for a person to decide.</summary>
    public IReadOnlyList<FieldEdit> Compared { get; set; } = [];

    /// <summary>The line of the register that the row is about, once known.</summary>
    public Guid? RecordId { get; set; }

    public bool Imports => Action == RowAction.Import;

    public void Tell(FindingKind kind, MappedColumn? at = null, string? text = null, string? value = null) =>
        Tell(new Finding(kind, at?.Column ?? 0, at?.Title ?? "", text, value));

    public void Tell(Finding finding)
    {
        findings ??= new(2);
        if (findings.Exists(known => known.Kind.Code == finding.Kind.Code && known.Column == finding.Column))
        {
            return;
        }

        findings.Add(finding);
        Level = finding.Kind.Level > Level ? finding.Kind.Level : Level;
        Action = finding.Kind.Action > Action ? finding.Kind.Action : Action;
    }

    /// <summary>Original words that go into the record's note because the field cannot hold them.</summary>
    public IReadOnlyList<string> Kept => kept ?? (IReadOnlyList<string>)[];

    public void Keep(string field, string text) => (kept ??= []).Add($"{field}原文：{text}");

    /// <summary>A note with those words behind it, as far as there is room and they are not there yet.</summary>
    public string? WithKept(string? note)
    {
        foreach (var words in Kept)
        {
            if (note?.Contains(words, StringComparison.Ordinal) != true && (note?.Length ?? 0) + words.Length < LongestNote)
            {
                note = note is null ? words : $"{note}；{words}";
            }
        }

        return note;
    }

    public bool Has(FindingKind kind) => findings?.Exists(finding => finding.Kind.Code == kind.Code) == true;
}

/// <summary>A row that holds no record, and what it is instead.</summary>
public sealed class SkippedRow : ImportRow
{
    private static readonly Dictionary<RowKind, FindingKind> Kinds = new()
    {
        [RowKind.Title] = Of("TITLE_ROW", "标题"),
        [RowKind.FillIn] = Of("FILL_IN_ROW", "填报说明行"),
        [RowKind.Header] = Of("HEADER_ROW", "表头"),
        [RowKind.Total] = Of("TOTAL_ROW", "小计或合计"),
        [RowKind.Footer] = Of("FOOTER_ROW", "表尾"),
        [RowKind.Blank] = Of("BLANK_ROW", "没有一项可以读作记录的内容"),
        [RowKind.CoverSheet] = Of("COVER_SHEET", "说明或汇总工作表"),
        [RowKind.HiddenSheet] = Of("HIDDEN_SHEET", "隐藏的工作表"),
    };

    public SkippedRow(int sheet, int number, RowKind kind)
        : base(sheet, number) => Tell(Kinds[kind]);

    private static FindingKind Of(string code, string says) => new(code, FindingLevel.Ok, RowAction.Skip, says);
}

/// <summary>What a row of a sheet is.</summary>
public enum RowKind
{
    Data,
    Title,
    FillIn,
    Header,
    Total,
    Footer,
    Blank,
    CoverSheet,
    HiddenSheet,
}
