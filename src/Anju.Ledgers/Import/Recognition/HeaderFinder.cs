using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>Looks through the first rows of a sheet for the header: one row, or a row of groups over a row of fields.</summary>
internal sealed class HeaderFinder(FieldIndex index, IReadOnlyDictionary<string, string> remembered)
{
    private const int RowsSearched = 40;
    private const int FewestFields = 2;
    private static readonly string[] Titles = ["表", "名册", "台账", "名单", "清册"];

    public SheetMapping Find(Sheet sheet, ImportTarget target)
    {
        if (sheet.Visibility != SheetVisibility.Visible)
        {
            return new(sheet.Index, sheet.Name, SheetUse.Hidden, 0, 0, []);
        }

        if (IssueList.IsOne(sheet))
        {
            return new(sheet.Index, sheet.Name, SheetUse.Cover, 0, 0, []);
        }

        var rows = FirstRows(sheet);
        var best = Candidates(rows, sheet.ReadMerges())
            .Select(candidate => (candidate.From, candidate.To, IsGrouped: AreGroups(candidate.Groups.Values), Columns: Map(candidate.Groups, candidate.Headers)))
            .Select(found => (found.From, found.To, found.IsGrouped, found.Columns, Fields: Fields(found.Columns)))
            .Where(found => found.Fields.Count >= FewestFields)
            .OrderByDescending(found => found.Fields.Count)
            .ThenBy(found => found.To) // the same header may come again, below a row of data that looks like groups
            .ThenByDescending(found => found.IsGrouped)
            .ThenBy(found => found.To - found.From)
            .ThenBy(found => found.From)
            .FirstOrDefault();
        if (best.Columns is null)
        {
            return new(sheet.Index, sheet.Name, SheetUse.Cover, 0, 0, []);
        }

        var use = target.IsData(best.Fields) ? SheetUse.Data : SheetUse.Cover;
        return new(sheet.Index, sheet.Name, use, best.From, best.To, best.Columns)
        {
            FilledInBy = rows.TakeWhile(row => row.Number < best.From).SelectMany(row => row.Cells.Values).Select(FilledIn).FirstOrDefault(x => x is not null),
        };
    }

    /// <summary>
    /// Words over the columns, and not a title or a line that says who filled the sheet in. They come again where the header does.
    /// </summary>
    private static bool AreGroups(IReadOnlyCollection<string> words) =>
        words.Distinct().Count() > 1 && words.All(word => !word.AsSpan().ContainsAny(':', '：') && !IsTitle(HeaderWords.Normal(word)));

    private static bool IsTitle(string word) =>
        word.StartsWith("附件", StringComparison.Ordinal) || Array.Exists(Titles, end => word.EndsWith(end, StringComparison.Ordinal));

    private static HashSet<string> Fields(IReadOnlyList<MappedColumn> columns) => [.. columns.Select(column => column.Field).OfType<string>()];

    private static List<(int Number, SortedDictionary<int, string> Cells)> FirstRows(Sheet sheet)
    {
        var found = new List<(int, SortedDictionary<int, string>)>();
        using var rows = sheet.OpenRows();
        while (found.Count < RowsSearched && rows.Read())
        {
            var cells = new SortedDictionary<int, string>();
            foreach (var cell in rows.Row.Cells)
            {
                if (cell.Kind is CellKind.Text && !cell.Text.IsWhiteSpace() && cell.Text.Length <= 200)
                {
                    cells.Add(cell.Column, cell.ToString());
                }
            }

            if (cells.Count > 0)
            {
                found.Add((rows.Row.Number, cells));
            }
        }

        return found;
    }

    private static IEnumerable<(int From, int To, Dictionary<int, string> Groups, SortedDictionary<int, string> Headers)> Candidates(
        List<(int Number, SortedDictionary<int, string> Cells)> rows, IReadOnlyList<CellRange> merges)
    {
        var merged = new MergedCells(merges);
        for (var i = 0; i < rows.Count; i++)
        {
            var (number, cells) = rows[i];
            yield return (number, number, [], cells);
            if (i + 1 < rows.Count && rows[i + 1].Number == number + 1 && cells.Count > 1)
            {
                merged.Enter(number);
                var (groups, headers) = Combine(cells, rows[i + 1].Cells, merged);
                yield return (number, number + 1, groups, headers);
            }
        }
    }

    /// <summary>
    /// A group reaches as far as its cell is merged, and where nothing is merged to the next one; a column without a field of its own
    /// is headed by the upper row.
    /// </summary>
    private static (Dictionary<int, string> Groups, SortedDictionary<int, string> Headers) Combine(
        SortedDictionary<int, string> upper, SortedDictionary<int, string> lower, MergedCells merged)
    {
        var groups = new Dictionary<int, string>();
        var headers = new SortedDictionary<int, string>();
        var isMerged = merged.Active.Any(one => one.Range.LastColumn > one.Range.FirstColumn);
        string? group = null;
        foreach (var column in upper.Keys.Union(lower.Keys).Order())
        {
            group = isMerged
                ? upper.GetValueOrDefault(merged.Over(column)?.Range.FirstColumn ?? column)
                : upper.GetValueOrDefault(column, group!);
            if (lower.TryGetValue(column, out var header))
            {
                headers.Add(column, header);
                if (group is not null)
                {
                    groups.Add(column, group);
                }
            }
            else
            {
                headers.Add(column, upper[column]);
            }
        }

        return (groups, headers);
    }

    private List<MappedColumn> Map(Dictionary<int, string> groups, SortedDictionary<int, string> headers)
    {
        var columns = new List<MappedColumn>(headers.Count);
        foreach (var (column, header) in headers)
        {
            var group = groups.GetValueOrDefault(column, "");
            var shown = group.Length == 0 ? header : $"{group}/{header}";
            shown = string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (remembered.TryGetValue(HeaderWords.Normal(shown), out var field))
            {
                columns.Add(new(column, shown, field.Length == 0 ? null : field, 100));
                continue;
            }

            var found = index.Find(group, header);
            columns.Add(new(column, shown, found is { Field.Ignored: false } match ? match.Field.Key : null, found?.Confidence ?? 0));
        }

        return DropDoubtful(columns);
    }

    /// <summary>Where one column is named for a field and another only resembles it, the second one is left out.</summary>
    private static List<MappedColumn> DropDoubtful(List<MappedColumn> columns) =>
    [
        .. columns.Select(column =>
            column is { Field: not null, Confidence: < 90 } && columns.Exists(other => other.Field == column.Field && other.Confidence >= 90)
                ? column with { Field = null, Confidence = 0 }
                : column),
    ];

    /// <summary>填报单位：桂阳县… → 桂阳县…</summary>
    private static string? FilledIn(string text)
    {
        var normal = HeaderWords.Normal(text);
        var at = normal.IndexOf("单位:", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = normal[(at + 3)..];
        var end = rest.IndexOf("填报", StringComparison.Ordinal);
        return end == 0 ? null : end > 0 ? rest[..end] : rest.Length == 0 ? null : rest;
    }
}
