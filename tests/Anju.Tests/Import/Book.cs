using System.Globalization;
using System.Security;
using System.Text;
using Anju.Tests.Workbooks;

namespace Anju.Tests.Import;

/// <summary>A workbook as a county would send it, put together cell by cell.</summary>
internal sealed class Book
{
    private readonly List<(string Name, bool Hidden, List<object?[]> Rows)> sheets = [];
    private readonly Dictionary<int, (string Before, string After)> around = [];
    private string settings = "";
    private int hiddenRow;

    public static Book Of(params object?[][] rows) => new Book().Sheet("花名册", rows);

    public Book Sheet(string name, params object?[][] rows) => Add(name, false, rows);

    public Book HiddenSheet(string name, params object?[][] rows) => Add(name, true, rows);

    /// <summary>Merges ranges of the last sheet.</summary>
    public Book Merged(params string[] ranges) => Around("", $"<mergeCells count=\"{ranges.Length}\">{string.Concat(ranges.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>");

    /// <summary>Hides a column and a row of all sheets.</summary>
    public Book Hidden(int column, int row)
    {
        hiddenRow = row;
        return Around($"<cols><col min=\"{column}\" max=\"{column}\" hidden=\"1\"/></cols>", "");
    }

    /// <summary>Days count from 1904.</summary>
    public Book From1904()
    {
        settings = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /// <summary>What stands before and after the rows of the last sheet.</summary>
    public Book Around(string before, string after)
    {
        around[sheets.Count - 1] = (before, after);
        return this;
    }

    public byte[] Bytes()
    {
        var file = Xlsx.Empty().Styles([0, 14, 31, 57]);
        file.With("xl/workbook.xml", $"<workbook xmlns=\"{Xlsx.Main}\" xmlns:r=\"{Xlsx.Office}\">{settings}<sheets>{string.Concat(sheets.Select((sheet, i) =>
            $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 10}\"{(sheet.Hidden ? " state=\"hidden\"" : "")}/>"))}</sheets></workbook>");
        file.With("xl/_rels/workbook.xml.rels", Xlsx.Relationships(
            [("rId2", "styles", "styles.xml"), .. sheets.Select((_, i) => ($"rId{i + 10}", "worksheet", $"worksheets/sheet{i + 1}.xml"))]));
        for (var i = 0; i < sheets.Count; i++)
        {
            var (before, after) = around.GetValueOrDefault(i, ("", ""));
            file.With($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Xlsx.Main}\">{before}<sheetData>{Rows(sheets[i].Rows)}</sheetData>{after}</worksheet>");
        }

        return file.Bytes();
    }

    private string Rows(List<object?[]> rows)
    {
        var text = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length > 0)
            {
                text.Append($"<row r=\"{i + 1}\"{(i + 1 == hiddenRow ? " hidden=\"1\"" : "")}>{string.Concat(rows[i].Select((value, column) => Cell(Address(i + 1, column + 1), value)))}</row>");
            }
        }

        return text.ToString();
    }

    private static string Cell(string address, object? value) => value switch
    {
        null or "" => "",
        string text when text.StartsWith("#!", StringComparison.Ordinal) => $"<c r=\"{address}\" t=\"e\"><v>{text.Replace("#!", "#", StringComparison.Ordinal)}</v></c>",
        string text => $"<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        Serial(var day, var style) => $"<c r=\"{address}\" s=\"{style}\"><v>{day}</v></c>",
        DateOnly date => $"<c r=\"{address}\" s=\"1\"><v>{date.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
        bool yes => $"<c r=\"{address}\" t=\"b\"><v>{(yes ? 1 : 0)}</v></c>",
        IFormattable number => $"<c r=\"{address}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
        _ => throw new ArgumentException(value.ToString()),
    };

    private static string Address(int row, int column) => Anju.Ledgers.Workbooks.CellAddress.Name(row, column);

    private Book Add(string name, bool hidden, object?[][] rows)
    {
        sheets.Add((name, hidden, [.. rows]));
        return this;
    }
}

/// <summary>A day as the file counts it, shown by one of the formats 0, 14, 31 and 57.</summary>
internal sealed record Serial(int Day, int Style);
