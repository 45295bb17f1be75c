using System.Xml;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Reads .xlsx and .xlsm (ECMA-376, transitional and strict) under guard: macros, links, pictures and formulas are never looked at,
/// only stored values.
/// </summary>
public sealed class WorkbookReader : TabularFile
{
    private readonly List<Sheet> _sheets = [];

    private WorkbookReader(ZipPackage package, ZipPart mainPart) => (Package, MainPart) = (package, mainPart);

    public override TabularFormat Format => TabularFormat.Workbook;

    public override IReadOnlyList<Sheet> Sheets => _sheets;

    /// <summary>The file counts days from 1904, as old programs for the Macintosh do.</summary>
    public bool Epoch1904 { get; private set; }

    internal ZipPackage Package { get; }

    /// <summary>The part that lists the sheets.</summary>
    internal ZipPart MainPart { get; }

    internal string? StylesPart { get; private set; }

    internal SharedStrings SharedStrings { get; private set; } = SharedStrings.None;

    internal CellStyles Styles { get; private set; } = CellStyles.None;

    internal static WorkbookReader Open(FileSource source)
    {
        var package = ZipPackage.Open(source);
        var book = new WorkbookReader(package, FindMainPart(package));
        var targets = Relationships.Read(package, book.MainPart.Name);
        book.ReadMainPart(targets);
        package.JudgeRatios();
        if (book._sheets.Count == 0)
        {
            throw FileRefusals.NoSheets();
        }

        var styles = targets.First("styles") is { } name ? package.Find(name) : null;
        book.StylesPart = styles?.Name;
        book.Styles = styles is null ? CellStyles.None : CellStyles.Read(package, styles);
        book.SharedStrings = targets.First("sharedStrings") is { } strings && package.Find(strings) is { } stringPart
            ? SharedStrings.Read(package, stringPart)
            : SharedStrings.None;
        source.Progress.Total = book._sheets.Cast<WorkbookSheet>().Sum(sheet => sheet.Part.Bytes);
        return book;
    }

    private static ZipPart FindMainPart(ZipPackage package)
    {
        var name = Relationships.Read(package, "").First("officeDocument") ?? "xl/workbook.xml";
        if (name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || package.Find("xl/workbook.bin") is not null)
        {
            throw FileRefusals.BinaryWorkbook();
        }

        if (name.StartsWith("word/", StringComparison.OrdinalIgnoreCase))
        {
            throw FileRefusals.NotTable("是 Word 文档");
        }

        if (name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase))
        {
            throw FileRefusals.NotTable("是演示文稿");
        }

        if (package.Find(name) is { } part)
        {
            return part;
        }

        if (package.Find("content.xml") is not null)
        {
            throw FileRefusals.OpenDocument();
        }

        throw package.Parts.Any(entry => entry.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            ? FileRefusals.NotTable("是压缩包，请解压后上传里面的表格")
            : FileRefusals.NotTable("压缩包里没有工作簿");
    }

    private void ReadMainPart(Relationships targets)
    {
        using var xml = PartXml.Open(Package, MainPart);
        while (xml.Read())
        {
            if (xml.Xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.Xml.LocalName == "workbookPr")
            {
                Epoch1904 = PartXml.IsTrue(xml.Attribute("date1904"));
            }
            else if (xml.Xml.LocalName == "sheet")
            {
                AddSheet(xml, targets);
            }
        }
    }

    private void AddSheet(PartXml xml, Relationships targets)
    {
        if (_sheets.Count == Package.Source.Limits.Sheets)
        {
            throw FileRefusals.TooManySheets(_sheets.Count);
        }

        var name = xml.Attribute("name") ?? $"Sheet{_sheets.Count + 1}";
        var visibility = xml.Attribute("state") switch
        {
            "hidden" => SheetVisibility.Hidden,
            "veryHidden" => SheetVisibility.VeryHidden,
            _ => SheetVisibility.Visible,
        };
        var id = xml.Attribute("id") ?? "";
        if (targets.Target(id, "worksheet") is not { } target)
        {
            return; // a chart sheet or a dialog: no cells
        }

        var part = Package.Find(target) ?? throw FileRefusals.Corrupt($"工作表“{name}”的内容缺失");
        part.Called = $"工作表“{name}”";
        _sheets.Add(new WorkbookSheet(this, _sheets.Count, name, visibility, part));
    }
}
