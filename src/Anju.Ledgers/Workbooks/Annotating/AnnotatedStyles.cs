using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// The sender's cell formats with ours behind them, and for each format of a marked cell a copy with another fill: borders, fonts and
/// number formats stay as they were.
/// </summary>
internal sealed class AnnotatedStyles
{
    private const string NoColor = "64"; // the colour of the system, written where there is none

    private readonly Dictionary<(int Style, NoteLevel Level), int> _marked = [];
    private readonly Dictionary<string, int> _fills = [];
    private readonly XNamespace _namespace;
    private readonly XElement _cells;
    private readonly int _own;
    private readonly int _firstFill;
    private int _count;

    public AnnotatedStyles(XDocument? sender)
    {
        var ours = XDocument.Parse(CellSkins.Styles).Root!;
        Document = sender is { Root: { } root } && Child(root, "cellXfs") is { HasElements: true } ? sender : new XDocument(ours);
        _namespace = Document.Root!.Name.Namespace;
        _cells = Child(Document.Root, "cellXfs")!;
        if (Document == sender)
        {
            Unmark();
        }

        _own = _count = Elements("cellXfs").Count();
        FirstSkin = Document == sender ? _own : 0;
        _firstFill = Document == sender ? Elements("fills").Count() : 0;
        if (Document == sender)
        {
            Append(ours);
        }
    }

    public XDocument Document { get; }

    /// <summary>Where <see cref="CellSkin"/> begins among the formats.</summary>
    public int FirstSkin { get; }

    /// <summary>The format that shows the level and is otherwise like the given one.</summary>
    public int For(int style, NoteLevel level)
    {
        if (_marked.TryGetValue((style, level), out var known))
        {
            return known;
        }

        var copy = new XElement(_cells.Elements().ElementAt(style < _own ? style : 0));
        var color = ColorOf(Elements("fills").ElementAtOrDefault(PackageXml.Number(copy, "fillId")), "fgColor");
        copy.SetAttributeValue("fillId", AddFill(new XElement(_namespace + "fgColor", new XAttribute("rgb", CellSkins.FillOf(level))), color));
        copy.SetAttributeValue("applyFill", "1");
        _cells.Add(copy);
        return _marked[(style, level)] = _count++;
    }

    public XDocument Finish()
    {
        foreach (var name in new[] { "numFmts", "fonts", "fills", "borders", "cellXfs" })
        {
            Child(Document.Root!, name)?.SetAttributeValue("count", Elements(name).Count());
        }

        return Document;
    }

    /// <summary>Gives the formats of earlier marks the fill back that they had before.</summary>
    private void Unmark()
    {
        var fills = Elements("fills").ToList();
        foreach (var (number, fill) in fills.Index().Where(one => CellSkins.IsMark((string?)ColorOf(one.Item, "fgColor")?.Attribute("rgb"))))
        {
            var before = ColorOf(fill, "bgColor") is { } color && (string?)color.Attribute("indexed") != NoColor
                ? AddFill(new XElement(_namespace + "fgColor", color.Attributes()), null)
                : 0;
            foreach (var format in _cells.Elements().Where(format => PackageXml.Number(format, "fillId") == number))
            {
                format.SetAttributeValue("fillId", before);
            }
        }
    }

    /// <summary>
    /// A full fill. The second colour of such a fill is not shown and kept by every program: in a mark it is the one that the cell had.
    /// </summary>
    private int AddFill(XElement color, XElement? before)
    {
        var key = $"{color} {before}";
        if (!_fills.TryGetValue(key, out var number))
        {
            var pattern = new XElement(_namespace + "patternFill", new XAttribute("patternType", "solid"), color);
            if (before is not null)
            {
                pattern.Add(new XElement(_namespace + "bgColor", before.Attributes()));
            }

            number = Elements("fills").Count();
            _fills[key] = number;
            Child(Document.Root!, "fills")!.Add(new XElement(_namespace + "fill", pattern));
        }

        return number;
    }

    private static XElement? ColorOf(XElement? fill, string which) =>
        fill?.Elements().FirstOrDefault(one => one.Name.LocalName == "patternFill" && (string?)one.Attribute("patternType") == "solid") is { } pattern
            ? Child(pattern, which)
            : null;

    private void Append(XElement ours)
    {
        var formats = Elements("numFmts").Select(one => PackageXml.Number(one, "numFmtId")).Append(163).Max() + 1;
        var fonts = Elements("fonts").Count();
        var borders = Elements("borders").Count();
        foreach (var name in new[] { "borders", "fills", "fonts", "numFmts" })
        {
            var theirs = Child(Document.Root!, name);
            if (theirs is null)
            {
                Document.Root!.AddFirst(theirs = new XElement(_namespace + name)); // in the order of the schema, which is why borders come first here
            }

            theirs.Add(Child(ours, name)!.Elements().Select(Adopt));
        }

        foreach (var (i, format) in Elements("numFmts").TakeLast(2).Index())
        {
            format.SetAttributeValue("numFmtId", formats + i);
        }

        foreach (var skin in Child(ours, "cellXfs")!.Elements().Select(Adopt))
        {
            Shift(skin, "fontId", fonts);
            Shift(skin, "fillId", _firstFill);
            Shift(skin, "borderId", borders);
            if ((int)skin.Attribute("numFmtId")! is var format and >= 164)
            {
                skin.SetAttributeValue("numFmtId", formats + format - 164);
            }

            _cells.Add(skin);
            _count++;
        }
    }

    /// <summary>The element in the sender's namespace, which may be the strict one.</summary>
    private XElement Adopt(XElement one) => new(_namespace + one.Name.LocalName, one.Attributes(), one.Elements().Select(Adopt));

    private static void Shift(XElement skin, string attribute, int by) => skin.SetAttributeValue(attribute, (int)skin.Attribute(attribute)! + by);

    private IEnumerable<XElement> Elements(string name) => Child(Document.Root!, name)?.Elements() ?? [];

    private static XElement? Child(XElement root, string name) => root.Elements().FirstOrDefault(one => one.Name.LocalName == name);
}
