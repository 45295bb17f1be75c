namespace Anju.Ledgers.Workbooks;

/// <summary>Which parts a part points to. Types are told by their last word, which the transitional and the strict standard share.</summary>
internal sealed class Relationships
{
    private const int Limit = 20_000;
    private readonly Dictionary<string, (string Type, string Target)> _byId = new(StringComparer.Ordinal);

    /// <param name="of">The pointing part; empty for the package itself.</param>
    public static Relationships Read(ZipPackage package, string of)
    {
        var found = new Relationships();
        if (package.Find(ZipPath.RelationshipsOf(of)) is not { } part)
        {
            return found;
        }

        using var xml = PartXml.Open(package, part);
        while (xml.Read())
        {
            if (xml.Xml.LocalName != "Relationship" || xml.Xml.NodeType != System.Xml.XmlNodeType.Element)
            {
                continue;
            }

            if (xml.Attribute("TargetMode") != "External"
                && xml.Attribute("Id") is { } id
                && xml.Attribute("Type") is { } type
                && xml.Attribute("Target") is { } target
                && ZipPath.Resolve(of, target) is { } name)
            {
                found._byId[id] = (type[(type.LastIndexOf('/') + 1)..], name);
            }

            if (found._byId.Count > Limit)
            {
                throw FileRefusals.TooManyEntries(Limit);
            }
        }

        return found;
    }

    public string? Target(string id, string type) => _byId.TryGetValue(id, out var found) && found.Type == type ? found.Target : null;

    public string? First(string type) => _byId.Values.FirstOrDefault(found => found.Type == type).Target;
}
