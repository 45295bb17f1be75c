namespace Anju.Ledgers.Workbooks;

/// <summary>A text with or without formatted runs (<c>si</c> or <c>is</c>): the runs joined, phonetic guides left out.</summary>
internal static class RichText
{
    /// <summary>Reads from the start tag to the end tag; false when the text gets too long.</summary>
    public static bool Append(XmlBytes xml, TextBuffer text)
    {
        if (xml.IsEmpty)
        {
            return true;
        }

        var start = text.Length;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Token != XmlToken.Start)
            {
                continue;
            }

            if (xml.IsStart("t"u8))
            {
                if (!AppendText(xml, text, start))
                {
                    return false;
                }
            }
            else if (!xml.IsStart("r"u8))
            {
                xml.Skip();
            }
        }

        return true;
    }

    /// <summary>The characters up to the end tag of the current element.</summary>
    public static bool AppendText(XmlBytes xml, TextBuffer text, int start)
    {
        if (xml.IsEmpty)
        {
            return true;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Token is XmlToken.Text or XmlToken.Cdata && !xml.Append(text, start))
            {
                return false;
            }
        }

        return true;
    }
}
