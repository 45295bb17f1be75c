using System.IO.Compression;
using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>A package on its way from the sender's file to the one given back: what was replaced, what is new, the rest as it was.</summary>
internal sealed class PackageCopy(ZipPackage package)
{
    private const string ContentTypes = "[Content_Types].xml";
    private static readonly DateTimeOffset _stamp = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, XDocument> _documents = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, byte[]> _bytes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    public ZipPackage Package => package;

    /// <summary>A small part as a document that will be written back with its changes; null when there is none.</summary>
    public XDocument? Load(string name)
    {
        if (!_documents.TryGetValue(name, out var document) && package.Find(name) is { } part)
        {
            _documents[name] = document = PackageXml.Load(package, part);
        }

        return document;
    }

    public void Replace(string name, XDocument document) => _documents[name] = document;

    /// <summary>A part that may be no good XML, as it stands now; null when there is none.</summary>
    public byte[]? LoadBytes(string name) =>
        _bytes.TryGetValue(name, out var known) ? known : package.Find(name) is { } part ? PackageXml.Bytes(package, part) : null;

    public void Replace(string name, byte[] content) => _bytes[name] = content;

    /// <summary>Leaves a part out, with what it says of itself; who points to it is the caller's business.</summary>
    public void Drop(string name)
    {
        _written.Add(name);
        _written.Add(ZipPath.RelationshipsOf(name));
        Load(ContentTypes)?.Root?.Elements()
            .Where(one => string.Equals((string?)one.Attribute("PartName"), $"/{name}", StringComparison.OrdinalIgnoreCase)).Remove();
    }

    public XDocument RelationshipsOf(string part)
    {
        var name = ZipPath.RelationshipsOf(part);
        if (Load(name) is { } known)
        {
            return known;
        }

        var document = new XDocument(new XElement((XNamespace)PackageXml.Relations + "Relationships"));
        Replace(name, document);
        return document;
    }

    /// <summary>A name that no part has: <c>xl/comments7.xml</c>.</summary>
    public string FreeName(string start, string extension)
    {
        for (var i = 1; ; i++)
        {
            var name = $"{start}{i}.{extension}";
            if (package.Find(name) is null && !_documents.ContainsKey(name) && !_bytes.ContainsKey(name) && !_written.Contains(name))
            {
                return name;
            }
        }
    }

    public void Declare(string part, string contentType)
    {
        var types = Load(ContentTypes)?.Root ?? throw FileRefusals.Corrupt("缺少内容类型");
        types.Add(new XElement(types.Name.Namespace + "Override", new XAttribute("PartName", $"/{part}"), new XAttribute("ContentType", contentType)));
    }

    public void DeclareExtension(string extension, string contentType)
    {
        var types = Load(ContentTypes)?.Root ?? throw FileRefusals.Corrupt("缺少内容类型");
        if (!types.Elements().Any(one => string.Equals((string?)one.Attribute("Extension"), extension, StringComparison.OrdinalIgnoreCase)))
        {
            types.AddFirst(new XElement(types.Name.Namespace + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", contentType)));
        }
    }

    public string AddStyles(WorkbookReader book)
    {
        var name = FreeName("xl/styles", "xml");
        RelationshipsOf(book.MainPart.Name).Relate($"{OfficeNamespace(book)}/styles", $"/{name}");
        Declare(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml");
        return name;
    }

    /// <summary>The namespace of relationship types in this workbook: transitional or strict.</summary>
    public string OfficeNamespace(WorkbookReader book) =>
        Load(book.MainPart.Name)?.Root?.Name.NamespaceName.StartsWith("http://purl.oclc.org/", StringComparison.Ordinal) == true
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public Stream Create(ZipArchive zip, string name)
    {
        _written.Add(name);
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = _stamp;
        return entry.Open();
    }

    public void CopyRest(ZipArchive zip)
    {
        foreach (var (name, document) in _documents)
        {
            using var output = Create(zip, name);
            document.Save(output);
        }

        foreach (var (name, content) in _bytes)
        {
            using var output = Create(zip, name);
            output.Write(content);
        }

        foreach (var part in package.Parts.Where(part => !_written.Contains(part.Name)).ToList())
        {
            using var input = package.OpenPart(part, isXml: false);
            using var output = Create(zip, part.Name);
            input.CopyTo(output);
        }
    }
}
