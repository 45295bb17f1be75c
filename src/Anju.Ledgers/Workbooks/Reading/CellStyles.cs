using System.Globalization;
using System.Xml;

namespace Anju.Ledgers.Workbooks;

/// <summary>Of all that styles say, the one thing that changes a value: whether a number is shown as a date.</summary>
internal sealed class CellStyles
{
    private const int Limit = 100_000;
    private readonly List<bool> _isDate = [];

    public static CellStyles None { get; } = new();

    public bool IsDate(int style) => (uint)style < (uint)_isDate.Count && _isDate[style];

    public static CellStyles Read(ZipPackage package, ZipPart part)
    {
        var styles = new CellStyles();
        var custom = new Dictionary<int, bool>();
        var inCells = false;
        using var xml = PartXml.Open(package, part);
        while (xml.Read())
        {
            if (xml.Xml.LocalName == "cellXfs")
            {
                inCells = xml.Xml.NodeType == XmlNodeType.Element && !xml.Xml.IsEmptyElement;
            }
            else if (xml.Xml.NodeType == XmlNodeType.Element && xml.Xml.LocalName == "numFmt")
            {
                if (Number(xml.Attribute("numFmtId")) is { } id && xml.Attribute("formatCode") is { } code)
                {
                    custom[id] = DateFormat.IsDate(code);
                }
            }
            else if (inCells && xml.Xml.NodeType == XmlNodeType.Element && xml.Xml.LocalName == "xf")
            {
                var id = Number(xml.Attribute("numFmtId")) ?? 0;
                styles._isDate.Add(custom.TryGetValue(id, out var isDate) ? isDate : DateFormat.IsBuiltInDate(id));
            }

            if (custom.Count > Limit || styles._isDate.Count > Limit)
            {
                throw FileRefusals.Corrupt("单元格格式过多");
            }
        }

        return styles;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
