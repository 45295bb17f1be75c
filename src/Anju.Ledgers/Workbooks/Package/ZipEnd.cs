using System.Buffers.Binary;

namespace Anju.Ledgers.Workbooks;

/// <summary>The end record of a ZIP package, also in its 64-bit form: where the directory is and how many entries it has.</summary>
internal readonly record struct ZipEnd(long Entries, long DirectoryAt, long DirectoryBytes)
{
    private const int Length = 22;
    private const int MaxComment = ushort.MaxValue;

    public static ZipEnd Find(FileSource source)
    {
        var fileBytes = source.Stream.Length;
        var tail = new byte[(int)Math.Min(fileBytes, Length + MaxComment)];
        if (tail.Length < Length || !source.TryReadAt(fileBytes - tail.Length, tail))
        {
            throw FileRefusals.Truncated();
        }

        for (var at = tail.Length - Length; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (record.StartsWith("PK\x5\x6"u8) && Length + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length)
            {
                return Judge(Read(source, record, fileBytes - tail.Length + at), fileBytes);
            }
        }

        throw FileRefusals.Truncated();
    }

    private static ZipEnd Read(FileSource source, ReadOnlySpan<byte> record, long position)
    {
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        var at = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (entries != ushort.MaxValue && bytes != uint.MaxValue && at != uint.MaxValue)
        {
            return new(entries, at, bytes);
        }

        Span<byte> locator = stackalloc byte[20];
        if (position < 20 || !source.TryReadAt(position - 20, locator) || !locator.StartsWith("PK\x6\x7"u8))
        {
            return new(entries, at, bytes);
        }

        Span<byte> wide = stackalloc byte[56];
        var wideAt = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (wideAt < 0 || wideAt > position - 56 || !source.TryReadAt(wideAt, wide) || !wide.StartsWith("PK\x6\x6"u8))
        {
            throw FileRefusals.Corrupt("目录不完整");
        }

        return new(
            BinaryPrimitives.ReadInt64LittleEndian(wide[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(wide[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(wide[40..]));
    }

    private static ZipEnd Judge(ZipEnd end, long fileBytes) =>
        end.Entries < 0 || end.DirectoryAt < 0 || end.DirectoryBytes < 0
        || end.DirectoryAt > fileBytes || end.DirectoryBytes > fileBytes - end.DirectoryAt
            ? throw FileRefusals.Truncated()
            : end;
}
