using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Takes the words of an earlier check out of the comments of a workbook that was sent back. They are known by their form, line by line,
/// because other programs write authors, numbers and boxes anew; what the sender wrote stays.
/// </summary>
internal static class EarlierComments
{
    public static void Remove(PackageCopy package, WorkbookSheet sheet)
    {
        var targets = Relationships.Read(package.Package, sheet.Part.Name);
        if (targets.First("comments") is not { } name || package.Load(name) is not { } comments)
        {
            return;
        }

        var gone = new HashSet<(int Row, int Column)>();
        foreach (var comment in comments.Descendants().Where(one => one.Name.LocalName == "comment").ToList())
        {
            if (IsOnlyOurs(comment) && CellAddress.TryParse((string?)comment.Attribute("ref"), out var row, out var column))
            {
                comment.Remove();
                gone.Add((row, column));
            }
        }

        if (gone.Count > 0 && targets.First("vmlDrawing") is { } drawing && package.LoadBytes(drawing) is { } boxes)
        {
            package.Replace(drawing, Without(boxes, gone));
        }
    }

    /// <summary>Takes our lines out; true when nothing else is left.</summary>
    private static bool IsOnlyOurs(XElement comment)
    {
        var texts = comment.Descendants().Where(one => one.Name.LocalName == "t").ToList();
        var found = false;
        foreach (var text in texts)
        {
            var lines = text.Value.ReplaceLineEndings("\n").Split('\n');
            var theirs = lines.Where(line => !SheetMarks.IsOurs(line)).ToList();
            if (theirs.Count < lines.Length)
            {
                found = true;
                text.Value = string.Join('\n', theirs);
            }
        }

        return found && texts.TrueForAll(text => string.IsNullOrWhiteSpace(text.Value));
    }

    /// <summary>The drawing without the boxes of some cells. It is cut as text: old programs write what no XML reader takes.</summary>
    private static byte[] Without(ReadOnlySpan<byte> drawing, HashSet<(int Row, int Column)> gone)
    {
        using var kept = new MemoryStream(drawing.Length);
        while (drawing.IndexOf("<v:shape "u8) is >= 0 and var start && drawing[start..].IndexOf("</v:shape>"u8) is >= 0 and var length)
        {
            var end = start + length + "</v:shape>"u8.Length;
            var shape = drawing[start..end];
            kept.Write(drawing[..(gone.Contains((Number(shape, "<x:Row>"u8) + 1, Number(shape, "<x:Column>"u8) + 1)) ? start : end)]);
            drawing = drawing[end..];
        }

        kept.Write(drawing);
        return kept.ToArray();
    }

    private static int Number(ReadOnlySpan<byte> shape, ReadOnlySpan<byte> tag)
    {
        var at = shape.IndexOf(tag);
        if (at < 0)
        {
            return -1;
        }

        var digits = shape[(at + tag.Length)..];
        var end = digits.IndexOf((byte)'<');
        return end > 0 && XmlText.TryNumber(digits[..end], out var number) && number < CellAddress.LastRow ? number : -1;
    }
}
