namespace Anju.Ledgers.Workbooks;

/// <summary>
/// The texts that cells refer to by number, decoded once into large blocks: a register has millions of them, and an object for each
/// would cost more than the text. A text stands in its block behind its length.
/// </summary>
internal sealed class SharedStrings
{
    private const int BlockBits = 15;
    private const int BlockLength = 1 << BlockBits;

    private readonly List<char[]> _blocks = [];
    private readonly List<int> _places = [];
    private int _used = BlockLength;

    public static SharedStrings None { get; } = new();

    public int Count => _places.Count;

    /// <summary>The text, or null when the number is out of range.</summary>
    public ReadOnlyMemory<char>? Find(int index)
    {
        if ((uint)index >= (uint)_places.Count)
        {
            return null;
        }

        var place = _places[index];
        var block = _blocks[place >> BlockBits];
        var at = place & (BlockLength - 1);
        return block.AsMemory(at + 1, block[at]);
    }

    public static SharedStrings Read(ZipPackage package, ZipPart part)
    {
        var limits = package.Source.Limits;
        var strings = new SharedStrings();
        using var xml = new XmlBytes(package.OpenPart(part), limits);
        using var text = new TextBuffer();
        while (xml.Read())
        {
            if (!xml.IsStart("si"u8))
            {
                continue;
            }

            text.Clear();
            if (!RichText.Append(xml, text))
            {
                throw FileRefusals.SharedTextLength(limits.CellLength);
            }

            strings.Add(text.Decoded(0), limits);
        }

        return strings;
    }

    private void Add(ReadOnlySpan<char> text, WorkbookLimits limits)
    {
        if (_places.Count == limits.SharedStrings)
        {
            throw FileRefusals.TooManyStrings(limits.SharedStrings);
        }

        if (_used + 1 + text.Length > BlockLength)
        {
            if ((_blocks.Count + 1L) * BlockLength * sizeof(char) > limits.SharedStringBytes)
            {
                throw FileRefusals.StringsTooLarge(limits.SharedStringBytes);
            }

            _blocks.Add(new char[BlockLength]);
            _used = 0;
        }

        var block = _blocks[^1];
        block[_used] = (char)text.Length;
        text.CopyTo(block.AsSpan(_used + 1));
        _places.Add(((_blocks.Count - 1) << BlockBits) | _used);
        _used += 1 + text.Length;
    }
}
