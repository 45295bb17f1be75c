using System.Buffers;
using System.Buffers.Binary;

namespace Anju.Ledgers.Workbooks;

/// <summary>Decides by its first bytes what a file is, whatever it is called.</summary>
internal static class FileKind
{
    private const int HeadLength = 64 << 10;

    private static readonly (byte[] Magic, string What)[] _others =
    [
        ("%PDF"u8.ToArray(), "是 PDF 文件"),
        ("{\\rtf"u8.ToArray(), "是 RTF 文档"),
        ("Rar!"u8.ToArray(), "是 RAR 压缩包，请解压后上传里面的表格"),
        ([0x37, 0x7A, 0xBC, 0xAF], "是 7z 压缩包，请解压后上传里面的表格"),
        ([0x1F, 0x8B], "是 gzip 压缩包，请解压后上传里面的表格"),
        ([0x89, 0x50, 0x4E, 0x47], "是图片"),
        ([0xFF, 0xD8, 0xFF], "是图片"),
        ("GIF8"u8.ToArray(), "是图片"),
    ];

    public static TabularFormat Detect(FileSource source)
    {
        var length = source.Stream.Length;
        if (length == 0)
        {
            throw FileRefusals.Empty();
        }

        if (length > source.Limits.FileBytes)
        {
            throw FileRefusals.TooLarge(length, source.Limits.FileBytes);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            var head = buffer.AsSpan(0, (int)Math.Min(length, HeadLength));
            return source.TryReadAt(0, head) ? Detect(source, head) : throw FileRefusals.Truncated();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static TabularFormat Detect(FileSource source, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8))
        {
            return TabularFormat.Workbook;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            throw CompoundFile(source);
        }

        foreach (var (magic, what) in _others)
        {
            if (head.StartsWith(magic))
            {
                throw FileRefusals.NotTable(what);
            }
        }

        var isUtf16 = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!isUtf16 && head.Contains((byte)0))
        {
            throw FileRefusals.NotTable("不是文本，也不是工作簿");
        }

        var text = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8) && text.Length > 1 && (char.IsAsciiLetter((char)text[1]) || text[1] is (byte)'!' or (byte)'?')
            ? throw FileRefusals.Markup()
            : TabularFormat.Csv;
    }

    /// <summary>
    /// An OLE compound file (MS-CFB): an encrypted workbook has a stream "EncryptedPackage", an old one "Workbook" or "Book".
    /// Names are UTF-16 and never cut by a sector, so that looking for the letters is enough.
    /// </summary>
    private static FileRefusedException CompoundFile(FileSource source)
    {
        ReadOnlySpan<byte> encrypted = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;
        ReadOnlySpan<byte> workbook = "W\0o\0r\0k\0b\0o\0o\0k\0\0\0"u8;
        ReadOnlySpan<byte> book = "B\0o\0o\0k\0\0\0"u8;
        Span<byte> header = stackalloc byte[64];
        if (!source.TryReadAt(0, header))
        {
            return FileRefusals.Truncated();
        }

        var directory = DirectoryPosition(header);
        var isWorkbook = false;
        var buffer = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            foreach (var from in (ReadOnlySpan<long>)[directory, 0, Math.Max(0, source.Stream.Length - HeadLength)])
            {
                if (from >= source.Stream.Length)
                {
                    continue;
                }

                var part = buffer.AsSpan(0, (int)Math.Min(HeadLength, source.Stream.Length - from));
                if (!source.TryReadAt(from, part))
                {
                    return FileRefusals.Truncated();
                }

                if (part.IndexOf(encrypted) >= 0)
                {
                    return FileRefusals.Encrypted();
                }

                isWorkbook |= part.IndexOf(workbook) >= 0 || part.IndexOf(book) >= 0;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return isWorkbook ? FileRefusals.OldXls() : FileRefusals.NotTable("是旧版 Office 文件");
    }

    private static long DirectoryPosition(ReadOnlySpan<byte> header)
    {
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header[48..]);
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        return shift is 9 or 12 ? (sector + 1L) << shift : 0;
    }
}
