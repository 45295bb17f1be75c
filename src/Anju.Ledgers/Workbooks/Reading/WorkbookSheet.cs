using System.Xml;

namespace Anju.Ledgers.Workbooks;

/// <summary>A sheet of an .xlsx.</summary>
internal sealed class WorkbookSheet(WorkbookReader book, int index, string name, SheetVisibility visibility, ZipPart part) : Sheet
{
    private List<CellRange>? _merges;

    public override int Index => index;

    public override string Name => name;

    public override SheetVisibility Visibility => visibility;

    public ZipPart Part => part;

    public WorkbookReader Book => book;

    public override CellRange? ReadDimension()
    {
        using var xml = PartXml.Open(book.Package, part);
        while (xml.Read() && !(xml.Xml.NodeType == XmlNodeType.Element && xml.Xml.LocalName == "sheetData"))
        {
            if (xml.Xml.NodeType == XmlNodeType.Element && xml.Xml.LocalName == "dimension")
            {
                return CellAddress.TryParseRange(xml.Attribute("ref"), out var range) ? range : null;
            }
        }

        return null;
    }

    public override SheetRows OpenRows() => new WorkbookRows(book, this);

    public override IReadOnlyList<CellRange> ReadMerges() => _merges ??= FindMerges();

    private List<CellRange> FindMerges()
    {
        var limit = book.Package.Source.Limits.Merges;
        var merges = new List<CellRange>();
        using var frame = new SheetFrame(book.Package.OpenPart(part));
        using var xml = new PartXml(frame, part.Called, book.Package.Source.Limits);
        while (xml.Read())
        {
            if (xml.Xml.NodeType != XmlNodeType.Element || xml.Xml.LocalName != "mergeCell"
                || !CellAddress.TryParseRange(xml.Attribute("ref"), out var range))
            {
                continue;
            }

            if (merges.Count == limit)
            {
                throw FileRefusals.TooManyMerges(name, limit);
            }

            merges.Add(range);
        }

        return merges;
    }
}
