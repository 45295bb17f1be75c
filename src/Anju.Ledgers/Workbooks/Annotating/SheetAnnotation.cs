using System.IO.Compression;
using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>Marks one sheet of a package: its rows with other fills, and the two parts of its comments.</summary>
internal static class SheetAnnotation
{
    public static void Write(
        PackageCopy package, WorkbookSheet sheet, SheetMarks marks, IReadOnlyList<Mark> commented, AnnotatedStyles styles, ZipArchive zip)
    {
        var drawing = commented.Count > 0 ? WriteComments(package, sheet, commented) : null;
        using var xml = new XmlBytes(package.Package.OpenPart(sheet.Part), package.Package.Source.Limits);
        using var output = new BufferedStream(package.Create(zip, sheet.Part.Name), 64 << 10);
        new SheetRewriter(xml, output, marks, styles.For, drawing).Copy();
    }

    /// <summary>The attribute that names a new drawing in the sheet; null when the sheet names one already.</summary>
    private static string? WriteComments(PackageCopy package, WorkbookSheet sheet, IReadOnlyList<Mark> marks)
    {
        var office = package.OfficeNamespace(sheet.Book);
        var main = package.Load(sheet.Book.MainPart.Name)!.Root!.Name.Namespace;
        var relations = package.RelationshipsOf(sheet.Part.Name);
        var theirs = Relationships.Read(package.Package, sheet.Part.Name);

        var joined = new HashSet<string>(StringComparer.Ordinal);
        var comments = theirs.First("comments");
        var known = comments is null ? null : package.Load(comments);
        if (known is null)
        {
            comments = package.FreeName("xl/comments", "xml");
            relations.Relate($"{office}/comments", $"/{comments}");
            package.Declare(comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml");
        }

        package.Replace(comments!, CommentParts.Comments(known, marks, main, joined));

        var boxes = marks.Where(mark => !joined.Contains(CellAddress.Name(mark.Row, mark.Column))).ToList();
        if (theirs.First("vmlDrawing") is { } drawing && package.LoadBytes(drawing) is { } shapes)
        {
            package.Replace(drawing, CommentParts.Drawing(shapes, boxes));
            return SheetNamesDrawing(package, sheet) ? null : $"xmlns:r=\"{office}\" r:id=\"{relations.Relate($"{office}/vmlDrawing", $"/{drawing}")}\"";
        }

        var name = package.FreeName("xl/drawings/vmlDrawing", "vml");
        package.DeclareExtension("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing");
        package.Replace(name, CommentParts.Drawing(sender: null, boxes));
        return $"xmlns:r=\"{office}\" r:id=\"{relations.Relate($"{office}/vmlDrawing", $"/{name}")}\"";
    }

    /// <summary>A drawing may belong to the page header instead.</summary>
    private static bool SheetNamesDrawing(PackageCopy package, WorkbookSheet sheet)
    {
        using var frame = new SheetFrame(package.Package.OpenPart(sheet.Part));
        using var xml = new PartXml(frame, sheet.Part.Called, package.Package.Source.Limits);
        var names = false;
        while (xml.Read())
        {
            names |= xml.Xml.LocalName == "legacyDrawing";
        }

        return names;
    }
}
