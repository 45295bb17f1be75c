namespace Anju.Ledgers.Workbooks;

/// <summary>Part names: judged when they come from outside, resolved when one part points to another.</summary>
internal static class ZipPath
{
    /// <summary>The name with forward slashes (some old Windows programs write the other ones), refused when it leaves the package.</summary>
    public static string Judge(string name)
    {
        var path = name.Replace('\\', '/');
        if (path.Length is 0 or > 512 || path[0] == '/' || path.Contains(':') || path.Any(char.IsControl))
        {
            throw FileRefusals.Path();
        }

        foreach (var segment in path.Split('/'))
        {
            if (segment is ".." or ".")
            {
                throw FileRefusals.Path();
            }
        }

        return path;
    }

    /// <summary>
    /// The part that a relationship of <paramref name="from"/> means: <c>/xl/a.xml</c> counts from the root, <c>a.xml</c> from the
    /// folder of the pointing part. Null when it leads out of the package.
    /// </summary>
    public static string? Resolve(string from, string target)
    {
        target = target.Replace('\\', '/');
        var segments = new List<string>();
        if (!target.StartsWith('/'))
        {
            segments.AddRange(from.Split('/')[..^1]);
        }

        foreach (var segment in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment == "..")
            {
                return null;
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    /// <summary>Where the relationships of a part are kept: <c>xl/workbook.xml</c> → <c>xl/_rels/workbook.xml.rels</c>.</summary>
    public static string RelationshipsOf(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        return $"{part[..slash]}_rels/{part[slash..]}.rels";
    }
}
