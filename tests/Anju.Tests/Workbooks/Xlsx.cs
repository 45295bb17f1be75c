using System.IO.Compression;
using System.Text;
using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Workbooks;

/// <summary>A workbook put together from the XML of its parts, to stand for what other programs write.</summary>
internal sealed class Xlsx
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly Dictionary<string, byte[]> _parts = [];

    public static Xlsx Empty() => new Xlsx()
        .With("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""")
        .With("_rels/.rels", Relationships(("rId1", "officeDocument", "xl/workbook.xml")))
        .With("xl/_rels/workbook.xml.rels", Relationships(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"), ("rId3", "sharedStrings", "sharedStrings.xml")))
        .With("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);

    /// <summary>One sheet with these rows (the inside of <c>sheetData</c>), and what stands around them.</summary>
    public static Xlsx Sheet(string rows, string before = "", string after = "") => Empty()
        .With("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\">{before}<sheetData>{rows}</sheetData>{after}</worksheet>");

    public static string Relationships(params (string Id, string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select(one =>
            $"<Relationship Id=\"{one.Id}\" Type=\"{Office}/{one.Type}\" Target=\"{one.Target}\"/>"))}</Relationships>";

    public Xlsx With(string part, string xml) => With(part, Encoding.UTF8.GetBytes(xml));

    public Xlsx With(string part, byte[] content)
    {
        _parts[part] = content;
        return this;
    }

    public Xlsx Without(string part)
    {
        _parts.Remove(part);
        return this;
    }

    public Xlsx Strings(params string[] items) => With("xl/sharedStrings.xml",
        $"<sst xmlns=\"{Main}\">{string.Concat(items.Select(item => item.StartsWith('<') ? $"<si>{item}</si>" : $"<si><t>{item}</t></si>"))}</sst>");

    /// <summary>Cell formats by number format id, with custom formats beside them.</summary>
    public Xlsx Styles(int[] formats, params (int Id, string Code)[] custom) => With("xl/styles.xml", $"""
        <styleSheet xmlns="{Main}"><numFmts>{string.Concat(custom.Select(one => $"<numFmt numFmtId=\"{one.Id}\" formatCode=\"{one.Code.Replace("\"", "&quot;")}\"/>"))}</numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{string.Concat(formats.Select(id => $"<xf numFmtId=\"{id}\"/>"))}</cellXfs></styleSheet>
        """);

    public byte[] Bytes(CompressionLevel level = CompressionLevel.Fastest)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in _parts)
            {
                using var part = zip.CreateEntry(name, level).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }

    public TabularFile Open(WorkbookLimits? limits = null) => TabularFile.Open(new MemoryStream(Bytes()), "登记表.xlsx", limits);
}

/// <summary>What tests ask of a file.</summary>
internal static class Reading
{
    /// <summary>The rows of a sheet, each cell as <c>B2=text</c>.</summary>
    public static List<string> Rows(this TabularFile file, int sheet = 0)
    {
        using var rows = file.Sheets[sheet].OpenRows();
        var found = new List<string>();
        while (rows.Read())
        {
            var row = new StringBuilder();
            foreach (var cell in rows.Row.Cells)
            {
                row.Append(row.Length > 0 ? " " : "").Append(CellAddress.Name(rows.Row.Number, cell.Column)).Append('=').Append(cell.Text);
            }

            found.Add(row.ToString());
        }

        return found;
    }

    /// <summary>All cells of the first sheet, in order.</summary>
    public static List<T> Cells<T>(this TabularFile file, Func<Cell, T> take)
    {
        using var rows = file.Sheets[0].OpenRows();
        var found = new List<T>();
        while (rows.Read())
        {
            foreach (var cell in rows.Row.Cells)
            {
                found.Add(take(cell));
            }
        }

        return found;
    }

    /// <summary>Reads all there is of the file; the refusal, or null when it was read.</summary>
    public static Anju.Kernel.Refusal? Refusal(byte[] file, WorkbookLimits? limits = null, string name = "登记表.xlsx")
    {
        try
        {
            using var book = TabularFile.Open(new MemoryStream(file), name, limits);
            foreach (var sheet in book.Sheets)
            {
                sheet.ReadDimension();
                sheet.ReadMerges();
                using var rows = sheet.OpenRows();
                while (rows.Read())
                {
                    foreach (var cell in rows.Row.Cells)
                    {
                        _ = cell.Moment;
                    }
                }
            }

            return null;
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
    }
}
