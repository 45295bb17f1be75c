using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>Finds the data sheets of a file, their headers, and what each column means.</summary>
public static class Recogniser
{
    /// <param name="remembered">Field keys by the normal form of headers, as the same sender corrected them earlier.</param>
    public static FileMapping Recognise(TabularFile file, ImportTarget target, IReadOnlyDictionary<string, string>? remembered = null)
    {
        var finder = new HeaderFinder(new FieldIndex(target.Fields), remembered ?? new Dictionary<string, string>());
        return new([.. file.Sheets.Select(sheet => WithTitles(finder.Find(sheet, target), target))]);
    }

    /// <summary>The normal form under which a corrected header is remembered.</summary>
    public static string KeyOf(string header) => HeaderWords.Normal(header);

    /// <summary>Gives each column the name of its field, after recognition or correction.</summary>
    public static SheetMapping WithTitles(SheetMapping sheet, ImportTarget target) => sheet with
    {
        Columns = [.. sheet.Columns.Select(column => column with { Title = target.FindField(column.Field)?.Title ?? column.Header })],
    };

    /// <summary>Why the file cannot be read with this layout; null when it can.</summary>
    public static Refusal? Problem(FileMapping layout, ImportTarget target)
    {
        foreach (var sheet in layout.Data)
        {
            foreach (var twice in sheet.Columns.Where(column => column.Field is not null).GroupBy(column => column.Field).Where(group => group.Count() > 1))
            {
                var names = string.Join("和", twice.Select(column => $"{CellAddress.ColumnName(column.Column)} 列“{column.Header}”"));
                return new(
                    "TWO_COLUMNS",
                    $"工作表“{sheet.Name}”的{names}都被认作“{target.FindField(twice.Key)?.Title}”。请删去或改名其中一列，或在对应关系中把其中一列设为“不导入”。");
            }
        }

        if (layout.Data.Any())
        {
            return null;
        }

        var words = string.Join("、", target.Needed.Select(field => $"“{field.Title}”" + Also(field)));
        var nearest = layout.Sheets.Where(sheet => sheet.HeaderFrom > 0).MaxBy(sheet => sheet.Columns.Count(column => column.Field is not null));
        return nearest is null
            ? new("NO_HEADER", $"没有找到{target.Title}的表头。在各工作表的前 40 行里找过这些列名：{words}。请检查是否选对了台账和文件，或把表头改成这些写法。")
            : new(
                "NO_HEADER",
                $"没有找到{target.Title}的表头：工作表“{nearest.Name}”第 {nearest.HeaderTo} 行像是表头，但缺少必需的列。必需的列名：{words}。请补上后重新上传。");
    }

    private static string Also(ImportField field) =>
        field.Words.Where(word => word != field.Title).Distinct().Take(3).ToList() is { Count: > 0 } words ? $"（或{string.Join("、", words)}）" : "";
}
