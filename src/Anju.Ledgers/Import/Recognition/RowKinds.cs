using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>Tells rows of data from the others that stand below a header.</summary>
internal sealed class RowKinds
{
    private static readonly string[] Totals = ["小计", "合计", "总计", "共计", "累计", "本页小计", "本页合计", "汇总"];
    private static readonly string[] Footers =
        ["填表人", "填报人", "制表人", "制表", "审核人", "复核人", "审核", "经办人", "负责人", "单位负责人", "填报单位", "填报日期", "填表日期", "填报时间", "填表时间",
            "制表日期", "联系人", "联系电话:", "说明:", "填表说明", "填报说明", "注:", "备注:", "分管领导", "主要领导", "单位盖章", "(盖章)", "签字"];

    /// <summary>A single cell over so many columns is a title; fewer, and it may be a name in a form drawn on a fine grid.</summary>
    public const int Wide = 3;

    private readonly string?[] headers;
    private readonly string?[] groups;
    private readonly bool[] mapped;
    private readonly int[] anchors;
    private readonly int fields;

    /// <param name="layout">Of the sheet.</param>
    /// <param name="anchors">Keys of fields of which a data row has at least one.</param>
    public RowKinds(SheetMapping layout, IReadOnlyList<string> anchors)
    {
        var width = layout.Columns.Max(column => column.Column) + 1;
        headers = new string?[width];
        groups = new string?[width];
        mapped = new bool[width];
        foreach (var column in layout.Columns)
        {
            var slash = column.Header.LastIndexOf('/');
            headers[column.Column] = HeaderWords.Normal(column.Header.AsSpan(slash + 1));
            groups[column.Column] = slash < 0 ? null : HeaderWords.Normal(column.Header.AsSpan(0, slash));
            mapped[column.Column] = column.Field is not null;
        }

        fields = mapped.Count(one => one);
        this.anchors = [.. layout.Columns.Where(column => column.Field is not null && anchors.Contains(column.Field)).Select(column => column.Column)];
    }

    public RowKind Of(SheetRow row, CellRange? alone)
    {
        int filled = 0, repeated = 0, numbering = 0, anchored = 0;
        string? first = null;
        var total = false;
        foreach (var cell in row.Cells)
        {
            if (cell.Kind is CellKind.Blank || cell.Text.IsWhiteSpace())
            {
                continue;
            }

            filled++;
            if (cell.Kind is CellKind.Number && cell.Number == cell.Column)
            {
                numbering++;
            }

            if (cell.Kind is CellKind.Text && cell.Text.Length <= 40)
            {
                var normal = HeaderWords.Normal(cell.Text);
                first ??= normal;
                repeated += cell.Column < headers.Length && normal.Length > 0 && (headers[cell.Column] == normal || groups[cell.Column] == normal) ? 1 : 0;
                total |= filled <= 3 && Array.Exists(Totals, word => normal == word || (normal.StartsWith(word, StringComparison.Ordinal) && normal.Length <= word.Length + 8));
                if (Array.Exists(Footers, word => normal.StartsWith(word, StringComparison.Ordinal) && (normal.Contains(':') || filled == 1)))
                {
                    return RowKind.Footer;
                }
            }
            else if (cell.Kind is CellKind.Text)
            {
                first ??= "";
            }

            anchored += Array.IndexOf(anchors, cell.Column) >= 0 ? 1 : 0;
        }

        return filled == 0 ? RowKind.Blank
            : repeated >= 2 && repeated * 2 >= filled ? RowKind.Header
            : numbering >= 3 && numbering == filled ? RowKind.Header
            : total ? RowKind.Total
            : alone is { } range && IsWide(range) ? RowKind.Title
            : anchored == 0 ? NotData(row, filled, first)
            : RowKind.Data;
    }

    private bool IsWide(CellRange range)
    {
        var last = Math.Min(range.LastColumn, mapped.Length - 1);
        return last >= range.FirstColumn && mapped.AsSpan(range.FirstColumn..(last + 1)).Count(true) >= Math.Min(Wide, fields);
    }

    private RowKind NotData(SheetRow row, int filled, string? first)
    {
        foreach (var cell in row.Cells)
        {
            if (filled > 2 && cell.Column < mapped.Length && mapped[cell.Column] && !cell.Text.IsWhiteSpace())
            {
                return RowKind.Data;
            }
        }

        return first is { Length: > 0 } && filled <= 2 ? RowKind.Footer : RowKind.Blank;
    }
}
