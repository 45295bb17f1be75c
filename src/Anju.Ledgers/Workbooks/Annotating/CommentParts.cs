using System.Buffers.Text;
using System.Text;
using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Comments in the old form that every program shows: the words in one part, and a VML drawing of the boxes in another. Comments that
/// the sender made stay; ours are added, or joined to theirs in the same cell.
/// </summary>
internal static class CommentParts
{
    private const string Author = "安居检查";
    private const int IdsInBlock = 1_024;
    private const int FirstOwnId = 500 * IdsInBlock; // far from the numbers that programs give

    public static XDocument Comments(XDocument? sender, IEnumerable<Mark> marks, XNamespace main, HashSet<string> joined)
    {
        var document = sender ?? new XDocument(new XElement(main + "comments", new XElement(main + "authors"), new XElement(main + "commentList")));
        var space = document.Root!.Name.Namespace;
        var authors = document.Root.Element(space + "authors") ?? AddFirst(document.Root, new XElement(space + "authors"));
        var list = document.Root.Element(space + "commentList") ?? Add(document.Root, new XElement(space + "commentList"));
        var author = authors.Elements().Count();
        authors.Add(new XElement(space + "author", Author));
        var theirs = list.Elements().GroupBy(one => (string?)one.Attribute("ref") ?? "").ToDictionary(one => one.Key, one => one.First());
        foreach (var mark in marks)
        {
            var address = CellAddress.Name(mark.Row, mark.Column);
            if (theirs.TryGetValue(address, out var comment))
            {
                joined.Add(address);
                var text = comment.Element(space + "text") ?? Add(comment, new XElement(space + "text"));
                text.Add(Run(space, "\n" + mark.Text));
                continue;
            }

            list.Add(new XElement(space + "comment", new XAttribute("ref", address), new XAttribute("authorId", author),
                new XElement(space + "text", Run(space, mark.Text))));
        }

        return document;
    }

    /// <summary>The boxes, hidden until one points at the cell; put before the end of the sender's drawing if there is one.</summary>
    public static byte[] Drawing(byte[]? sender, IEnumerable<Mark> marks)
    {
        var shapes = new StringBuilder();
        if (sender is null)
        {
            shapes.Append("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">");
        }

        var taken = sender ?? [];
        if (taken.AsSpan().IndexOf("id=\"_x0000_t202\""u8) < 0)
        {
            shapes.Append("""
            <v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
            """);
        }

        var first = FirstFree(taken);
        foreach (var (i, mark) in marks.Index())
        {
            var lines = mark.Text.Split('\n').Sum(line => 1 + (line.Length / 18));
            shapes.Append($"""
                <v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{first + i}" type="#_x0000_t202" style="position:absolute;width:220pt;height:{(lines * 14) + 8}pt;z-index:{i + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{mark.Column}, 12, {Math.Max(0, mark.Row - 2)}, 4, {mark.Column + 3}, 60, {Math.Max(0, mark.Row - 2) + lines + 1}, 0</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{mark.Row - 1}</x:Row><x:Column>{mark.Column - 1}</x:Column></x:ClientData></v:shape>
                """);
        }

        var ours = Encoding.UTF8.GetBytes(shapes.ToString());
        if (sender is null)
        {
            return [.. ours, .. "</xml>"u8];
        }

        var end = sender.AsSpan().LastIndexOf("</xml>"u8);
        return end < 0 ? throw FileRefusals.Corrupt("批注图形不完整") : [.. sender.AsSpan(0, end), .. ours, .. sender.AsSpan(end)];
    }

    /// <summary>Numbers of boxes behind all that the drawing has.</summary>
    private static int FirstFree(ReadOnlySpan<byte> drawing)
    {
        var free = FirstOwnId;
        for (int at; (at = drawing.IndexOf("\"_x0000_s"u8)) >= 0;)
        {
            drawing = drawing[(at + "\"_x0000_s"u8.Length)..];
            if (Utf8Parser.TryParse(drawing, out int number, out _) && number < int.MaxValue / 2)
            {
                free = Math.Max(free, number + 1);
            }
        }

        return free;
    }

    private static XElement Run(XNamespace space, string text) => new(space + "r",
        new XElement(space + "rPr", new XElement(space + "sz", new XAttribute("val", "9")), new XElement(space + "rFont", new XAttribute("val", "宋体"))),
        new XElement(space + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), Clean(text)));

    /// <summary>Characters that XML cannot hold are left out of a comment; the list has the original value.</summary>
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\n' or (>= 32 and not (0xFFFE or 0xFFFF))));

    private static XElement Add(XElement parent, XElement child)
    {
        parent.Add(child);
        return child;
    }

    private static XElement AddFirst(XElement parent, XElement child)
    {
        parent.AddFirst(child);
        return child;
    }
}
