using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>The small parts of a package that must be changed as a whole.</summary>
internal static class PackageXml
{
    public const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const long Largest = 64 << 20; // our own comments come back: 20,000 of them with their boxes are about 30 MB

    public static XDocument Load(ZipPackage package, ZipPart part)
    {
        if (part.Bytes > Largest)
        {
            throw FileRefusals.Expanded(Largest);
        }

        using (var judge = PartXml.Open(package, part))
        {
            while (judge.Read())
            {
            }
        }

        using var xml = PartXml.Open(package, part);
        return XDocument.Load(xml.Xml, LoadOptions.PreserveWhitespace);
    }

    /// <summary>A whole number in an attribute; 0 when it is none.</summary>
    public static int Number(XElement element, string attribute) =>
        int.TryParse((string?)element.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue / 2
            ? number
            : 0;

    public static byte[] Bytes(ZipPackage package, ZipPart part)
    {
        if (part.Bytes > Largest)
        {
            throw FileRefusals.Expanded(Largest);
        }

        using var input = package.OpenPart(part, isXml: false);
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static void Save(this XDocument document, Stream output)
    {
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { NewLineHandling = NewLineHandling.Entitize, CloseOutput = false });
        document.Save(writer);
    }

    /// <summary>Adds a relationship and gives its id; a target in the form <c>/xl/…</c> holds wherever the part stands.</summary>
    public static string Relate(this XDocument relations, string type, string target)
    {
        var root = relations.Root!;
        var taken = root.Elements().Select(one => (string?)one.Attribute("Id")).ToHashSet(StringComparer.Ordinal);
        var number = root.Elements().Count() + 1;
        while (taken.Contains($"rId{number}"))
        {
            number++;
        }

        root.Add(new XElement(root.Name.Namespace + "Relationship",
            new XAttribute("Id", $"rId{number}"), new XAttribute("Type", type), new XAttribute("Target", target)));
        return $"rId{number}";
    }
}
