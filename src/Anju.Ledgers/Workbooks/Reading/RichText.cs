using System.Xml;

namespace Anju.Ledgers.Workbooks;

/// <summary>A text with or without formatted runs (<c>si</c> or <c>is</c>): the runs joined, phonetic guides left out.</summary>
internal static class RichText
{
    /// <summary>Reads from the start tag to the end tag; false when the text gets too long.</summary>
    public static bool Append(PartXml xml, TextBuffer text)
    {
        if (xml.Xml.IsEmptyElement)
        {
            return true;
        }

        var start = text.Length;
        var depth = xml.Xml.Depth;
        while (xml.Read() && xml.Xml.Depth > depth)
        {
            if (xml.Xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.Xml.LocalName is "rPh" or "rPr")
            {
                xml.Skip();
            }
            else if (xml.Xml.LocalName == "t" && !AppendText(xml, text, start))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The characters up to the end tag of the current element.</summary>
    public static bool AppendText(PartXml xml, TextBuffer text, int start)
    {
        if (xml.Xml.IsEmptyElement)
        {
            return true;
        }

        var depth = xml.Xml.Depth;
        while (xml.Read() && xml.Xml.Depth > depth)
        {
            if (xml.Xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                && !xml.TryAppend(text, start))
            {
                return false;
            }
        }

        return true;
    }
}
