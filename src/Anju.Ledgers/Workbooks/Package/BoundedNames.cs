using System.Xml;

namespace Anju.Ledgers.Workbooks;

/// <summary>A table of the names in an XML part that stops at a number no honest part comes near.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int Limit = 4_096;
    private int _added;

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Count(base.Add(key, start, len));

    public override string Add(string key) => Get(key) ?? Count(base.Add(key));

    private string Count(string name) =>
        ++_added <= Limit ? name : throw new XmlException($"More than {Limit} distinct names.");
}
