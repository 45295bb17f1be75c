using System.Text;
using System.Xml;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Reads the XML of a part without DTD, entities or the network. Always as UTF-8, whatever the declaration says: the guards below
/// it look at bytes.
/// </summary>
internal sealed class PartXml : IDisposable
{
    private const int Buffer = 64 << 10;
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly int _depth;
    private readonly string _part;

    public PartXml(Stream stream, string part, WorkbookLimits limits)
    {
        _part = part;
        _depth = limits.Depth;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
            NameTable = new BoundedNames(),
        };
        try
        {
            Xml = XmlReader.Create(new StreamReader(stream, _strict, detectEncodingFromByteOrderMarks: false, Buffer), settings);
        }
        catch (Exception cause) when (IsDamage(cause))
        {
            throw Damaged(cause);
        }
    }

    public XmlReader Xml { get; }

    public static PartXml Open(ZipPackage package, ZipPart part) => new(package.OpenPart(part), part.Called, package.Source.Limits);

    /// <summary>The next node, or false at the end; damage becomes a refusal.</summary>
    public bool Read()
    {
        try
        {
            if (!Xml.Read())
            {
                return false;
            }
        }
        catch (Exception cause) when (IsDamage(cause))
        {
            throw Damaged(cause);
        }

        return Xml.Depth <= _depth ? true : throw FileRefusals.Nested(_part, _depth);
    }

    /// <summary>The value of the attribute on the current element, or null.</summary>
    public string? Attribute(string name)
    {
        for (var more = Xml.MoveToFirstAttribute(); more; more = Xml.MoveToNextAttribute())
        {
            if (Xml.LocalName == name)
            {
                var value = Xml.Value;
                Xml.MoveToElement();
                return value;
            }
        }

        Xml.MoveToElement();
        return null;
    }

    public static bool IsTrue(string? value) => value is "1" or "true" or "on";

    /// <summary>From a start tag to its end tag, looking at nothing in between.</summary>
    public void Skip()
    {
        if (Xml.IsEmptyElement)
        {
            return;
        }

        var depth = Xml.Depth;
        while (Read() && Xml.Depth > depth)
        {
        }
    }

    public void Dispose() => Xml.Dispose();

    private static bool IsDamage(Exception cause) => cause is XmlException or DecoderFallbackException;

    private FileRefusedException Damaged(Exception cause) => FileRefusals.Corrupt($"{_part} 的内容不是正常的 XML", cause);
}
