using System.Buffers.Binary;
using System.Text;

namespace Anju.Ledgers.Workbooks;

/// <summary>One part of the package, as the central directory has it.</summary>
internal sealed record ZipPart(string Name, long HeaderAt, long PackedBytes, long Bytes, uint Crc, ushort Method, ushort Flags, long HeaderEnd)
{
    /// <summary>By what the sender knows it: the name of the sheet once the workbook has said it, else the name in the package.</summary>
    public string Called { get; set; } = $"文件部件 {Name}";
}

/// <summary>
/// The directory of a ZIP package (APPNOTE 6.3.9), read by hand because the library believes what the file says of itself: here
/// sizes, counts, paths and overlaps are judged before anything is decompressed.
/// </summary>
internal sealed class ZipPackage
{
    private const int MaxDirectoryBytes = 8 << 20;
    private readonly Dictionary<string, ZipPart> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly FileSource _source;

    private ZipPackage(FileSource source) => _source = source;

    public FileSource Source => _source;

    public IReadOnlyCollection<ZipPart> Parts => _parts.Values;

    public static ZipPackage Open(FileSource source)
    {
        var package = new ZipPackage(source);
        var end = ZipEnd.Find(source);
        if (end.Entries > source.Limits.Entries)
        {
            throw FileRefusals.TooManyEntries(source.Limits.Entries);
        }

        if (end.DirectoryBytes > MaxDirectoryBytes)
        {
            throw FileRefusals.TooManyEntries(source.Limits.Entries);
        }

        var directory = new byte[end.DirectoryBytes];
        if (!source.TryReadAt(end.DirectoryAt, directory))
        {
            throw FileRefusals.Truncated();
        }

        package.ReadDirectory(directory, end);
        package.JudgeSize();
        package.JudgeOverlaps(end.DirectoryAt);
        return package;
    }

    public ZipPart? Find(string name) => _parts.GetValueOrDefault(name);

    /// <summary>The decompressed part; reading it to the end proves size and checksum.</summary>
    /// <param name="sheet">Whose progress is told, if it is the rows of a sheet.</param>
    public PartStream OpenPart(ZipPart part, int? sheet = null, bool isXml = true)
    {
        if ((part.Flags & 1) != 0)
        {
            throw FileRefusals.Encrypted();
        }

        JudgeRatio(part);
        return new PartStream(_source, part, DataPosition(part), sheet, isXml);
    }

    private void ReadDirectory(ReadOnlySpan<byte> directory, ZipEnd end)
    {
        for (var i = 0L; i < end.Entries; i++)
        {
            if (directory.Length < 46 || BinaryPrimitives.ReadUInt32LittleEndian(directory) != 0x02014B50)
            {
                throw FileRefusals.Corrupt("目录不完整");
            }

            int name = U16(directory, 28), extra = U16(directory, 30), comment = U16(directory, 32);
            var length = 46 + name + extra + comment;
            if (directory.Length < length)
            {
                throw FileRefusals.Corrupt("目录不完整");
            }

            Add(Read(directory[..length], name, extra));
            directory = directory[length..];
        }
    }

    private static ZipPart Read(ReadOnlySpan<byte> entry, int nameLength, int extraLength)
    {
        long packed = U32(entry, 20), bytes = U32(entry, 24), header = U32(entry, 42);
        var extra = entry.Slice(46 + nameLength, extraLength);
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0), size = U16(extra, 2);
            if (extra.Length < 4 + size)
            {
                break;
            }

            if (id == 1)
            {
                var wide = extra.Slice(4, size);
                bytes = Widen(bytes, ref wide);
                packed = Widen(packed, ref wide);
                header = Widen(header, ref wide);
            }

            extra = extra[(4 + size)..];
        }

        var name = ZipPath.Judge(Encoding.UTF8.GetString(entry.Slice(46, nameLength)));
        return new(name, header, packed, bytes, U32(entry, 16), U16(entry, 10), U16(entry, 8), header + 30 + nameLength);
    }

    private static long Widen(long narrow, ref ReadOnlySpan<byte> wide)
    {
        if (narrow != uint.MaxValue || wide.Length < 8)
        {
            return narrow;
        }

        var value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[8..];
        return value;
    }

    private void Add(ZipPart part)
    {
        var fileBytes = _source.Stream.Length;
        if (part.HeaderAt < 0 || part.HeaderAt > fileBytes || part.PackedBytes < 0 || part.PackedBytes > fileBytes || part.Bytes < 0)
        {
            throw FileRefusals.Corrupt($"{part.Called} 的大小不对");
        }

        if (!part.Name.EndsWith('/') && !_parts.TryAdd(part.Name, part))
        {
            throw FileRefusals.Path();
        }
    }

    /// <summary>Refuses a part that would expand too far. Each is judged before it is opened; all once their names are known.</summary>
    public void JudgeRatios()
    {
        foreach (var part in _parts.Values)
        {
            JudgeRatio(part);
        }
    }

    private void JudgeRatio(ZipPart part)
    {
        var limits = _source.Limits;
        if (part.Bytes > limits.RatioFreeBytes && part.Bytes / limits.Ratio > part.PackedBytes)
        {
            throw FileRefusals.Bomb(part.Called, limits.Ratio);
        }
    }

    private void JudgeSize()
    {
        decimal total = 0;
        foreach (var part in _parts.Values)
        {
            total += part.Bytes;
        }

        if (total > _source.Limits.ExpandedBytes)
        {
            throw FileRefusals.Expanded(_source.Limits.ExpandedBytes);
        }
    }

    private void JudgeOverlaps(long directoryAt)
    {
        var end = 0L;
        foreach (var part in _parts.Values.OrderBy(part => part.HeaderAt))
        {
            if (part.HeaderAt < end)
            {
                throw FileRefusals.Corrupt("部件互相重叠");
            }

            end = part.HeaderEnd + part.PackedBytes;
        }

        if (end > directoryAt)
        {
            throw FileRefusals.Truncated();
        }
    }

    /// <summary>The local header must say what the directory says, or two programs would see two files.</summary>
    private long DataPosition(ZipPart part)
    {
        Span<byte> header = stackalloc byte[30];
        if (!_source.TryReadAt(part.HeaderAt, header) || U32(header, 0) != 0x04034B50 || U16(header, 8) != part.Method)
        {
            throw FileRefusals.Corrupt($"{part.Called} 的位置不对");
        }

        var nameLength = U16(header, 26);
        var name = new byte[nameLength];
        if (!_source.TryReadAt(part.HeaderAt + 30, name)
            || ZipPath.Judge(Encoding.UTF8.GetString(name)) != part.Name)
        {
            throw FileRefusals.Corrupt($"{part.Called} 的名称前后不一");
        }

        return part.HeaderAt + 30 + nameLength + U16(header, 28);
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
