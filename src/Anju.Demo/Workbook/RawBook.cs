using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Anju.Demo;

internal enum RawKind
{
    Text,

    /// <summary>The text in two runs of different colour.</summary>
    RichText,
    Number,

    /// <summary>A formula with its stored result.</summary>
    Formula,
    Error,
}

/// <param name="Style">Index of the cell format; see <see cref="RawBook.Styles"/>.</param>
internal readonly record struct RawCell(RawKind Kind, string Value, int Style = 0);

internal sealed class RawSheet(string name)
{
    public string Name { get; } = name;

    public bool Hidden { get; init; }

    /// <summary>Columns, from 1, that are not shown.</summary>
    public List<int> HiddenColumns { get; } = [];

    public HashSet<int> HiddenRows { get; } = [];

    /// <summary>By row, then by column, both from 1.</summary>
    public SortedDictionary<int, SortedDictionary<int, RawCell>> Rows { get; } = [];

    public List<string> Merges { get; } = [];

    public void Set(int row, int column, RawCell cell)
    {
        if (!Rows.TryGetValue(row, out var cells))
        {
            Rows[row] = cells = [];
        }

        cells[column] = cell;
    }

    public void Merge(int top, int left, int bottom, int right) => Merges.Add($"{Address(top, left)}:{Address(bottom, right)}");

    internal static string Address(int row, int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters + row.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>
/// Workbooks as spreadsheet programs in county offices leave them: shared texts with runs, formats that styles.xml does not
/// declare, formulas, errors, merged and hidden things. The product's own writer is too tidy for that.
/// </summary>
internal static class RawBook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Number formats by cell format: general, text, a date, and two Chinese dates that are built in and declared nowhere.</summary>
    private static readonly int[] Formats = [0, 49, 14, 31, 57];

    public const int TextStyle = 1;
    public const int DateStyle = 2;
    public const int ChineseDateStyle = 3;
    public const int ChineseMonthStyle = 4;

    public static void Write(Stream output, IReadOnlyList<RawSheet> sheets)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var texts = new Dictionary<(RawKind, string), int>();
        for (var i = 0; i < sheets.Count; i++)
        {
            Part(zip, $"xl/worksheets/sheet{i + 1}.xml", SheetXml(sheets[i], texts));
        }

        Part(zip, "xl/sharedStrings.xml", SharedStrings(texts));
        Part(zip, "xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{Formats.Length}">{string.Concat(Formats.Select(format => $"<xf numFmtId=\"{format}\" applyNumberFormat=\"1\"/>"))}</cellXfs></styleSheet>
            """);
        Part(zip, "xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{string.Concat(sheets.Select((sheet, i) =>
                $"<sheet name=\"{Escaped(sheet.Name)}\" sheetId=\"{i + 1}\"{(sheet.Hidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>
            """);
        Part(zip, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}/relationships">{string.Concat(sheets.Select((_, i) =>
                $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="rIdS" Type="{Office}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """);
        Part(zip, "_rels/.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        Part(zip, "[Content_Types].xml", $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Type}.sheet.main+xml"/>{string.Concat(sheets.Select((_, i) =>
                $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{Type}.worksheet+xml\"/>"))}<Override PartName="/xl/styles.xml" ContentType="{Type}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{Type}.sharedStrings+xml"/></Types>
            """);
    }

    private static string SheetXml(RawSheet sheet, Dictionary<(RawKind, string), int> texts)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\">");
        if (sheet.HiddenColumns.Count > 0)
        {
            xml.Append("<cols>").AppendJoin("", sheet.HiddenColumns.Order().Select(x => $"<col min=\"{x}\" max=\"{x}\" width=\"9\" hidden=\"1\"/>")).Append("</cols>");
        }

        xml.Append("<sheetData>");
        foreach (var (row, cells) in sheet.Rows)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"{(sheet.HiddenRows.Contains(row) ? " hidden=\"1\"" : "")}>");
            foreach (var (column, cell) in cells)
            {
                Append(xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{RawSheet.Address(row, column)}\" s=\"{cell.Style}\""), cell, texts);
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (sheet.Merges.Count > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<mergeCells count=\"{sheet.Merges.Count}\">")
                .AppendJoin("", sheet.Merges.Select(merge => $"<mergeCell ref=\"{merge}\"/>")).Append("</mergeCells>");
        }

        return xml.Append("</worksheet>").ToString();
    }

    private static void Append(StringBuilder xml, RawCell cell, Dictionary<(RawKind, string), int> texts) => _ = cell.Kind switch
    {
        RawKind.Number => xml.Append("><v>").Append(cell.Value).Append("</v></c>"),
        RawKind.Formula => xml.Append("><f>").Append(cell.Value.Split('=')[0]).Append("</f><v>").Append(cell.Value.Split('=')[1]).Append("</v></c>"),
        RawKind.Error => xml.Append(" t=\"e\"><v>").Append(cell.Value).Append("</v></c>"),
        _ => xml.Append(" t=\"s\"><v>").Append(Shared(cell, texts).ToString(CultureInfo.InvariantCulture)).Append("</v></c>"),
    };

    private static int Shared(RawCell cell, Dictionary<(RawKind, string), int> texts)
    {
        if (!texts.TryGetValue((cell.Kind, cell.Value), out var place))
        {
            texts[(cell.Kind, cell.Value)] = place = texts.Count;
        }

        return place;
    }

    private static string SharedStrings(Dictionary<(RawKind, string), int> texts)
    {
        var xml = new StringBuilder($"<sst xmlns=\"{Main}\" uniqueCount=\"{texts.Count}\">");
        foreach (var (kind, text) in texts.OrderBy(pair => pair.Value).Select(pair => pair.Key))
        {
            var half = char.IsSurrogate(text, Math.Min(1, text.Length - 1)) ? text.Length : 1;
            xml.Append(kind == RawKind.RichText
                ? $"<si><r><t>{Escaped(text[..half])}</t></r><r><rPr><color rgb=\"FFFF0000\"/></rPr><t xml:space=\"preserve\">{Escaped(text[half..])}</t></r></si>"
                : $"<si><t xml:space=\"preserve\">{Escaped(text)}</t></si>");
        }

        return xml.Append("</sst>").ToString();
    }

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text)!;

    private static void Part(ZipArchive zip, string name, string xml)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(2025, 11, 10, 0, 0, 0, TimeSpan.Zero);
        using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        writer.Write(xml);
    }
}
