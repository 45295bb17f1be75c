using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Counts the characters of a file that are good UTF-8 of three or four bytes, as Chinese is, and the bytes that are not UTF-8. A
/// GB18030 text has next to none of the first; a UTF-8 text with a few broken bytes has nearly nothing else, and must not be taken
/// for GB18030, where it would turn into other characters.
/// </summary>
internal readonly record struct Utf8Census(long Good, long Bad, bool CutAtEnd, long FirstBadLine)
{
    private const int Block = 64 << 10;

    public bool IsDamagedUtf8 => Good > Bad;

    public static Utf8Census Take(FileSource source)
    {
        long good = 0, bad = 0, line = 1, firstBadLine = 0;
        var kept = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            source.Stream.Position = 0;
            int count;
            while ((count = source.Stream.Read(buffer, kept, Block - kept)) > 0)
            {
                source.Cancelled.ThrowIfCancellationRequested();
                var block = buffer.AsSpan(0, kept + count);
                if (block.Contains((byte)0))
                {
                    throw FileRefusals.NotTable("不是文本，也不是工作簿");
                }

                var rest = Count(block, ref good, ref bad, ref line, ref firstBadLine);
                rest.CopyTo(buffer);
                kept = rest.Length;
            }

            return new(good, bad, kept > 0, firstBadLine == 0 ? line : firstBadLine);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlySpan<byte> Count(ReadOnlySpan<byte> block, ref long good, ref long bad, ref long line, ref long firstBadLine)
    {
        if (Utf8.IsValid(block))
        {
            line += block.Count((byte)'\n');
            good += CountLong(block);
            return [];
        }

        while (!block.IsEmpty)
        {
            var ascii = block.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            line += block[..(ascii < 0 ? block.Length : ascii)].Count((byte)'\n');
            if (ascii < 0)
            {
                return [];
            }

            block = block[ascii..];
            var status = Rune.DecodeFromUtf8(block, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                return block;
            }

            if (status == OperationStatus.Done)
            {
                good += length >= 3 ? 1 : 0;
            }
            else
            {
                bad++;
                firstBadLine = firstBadLine == 0 ? line : firstBadLine;
            }

            block = block[length..];
        }

        return [];
    }

    /// <summary>Each character of three or four bytes has one lead byte of 0xE0 or more.</summary>
    private static long CountLong(ReadOnlySpan<byte> valid)
    {
        if (Ascii.IsValid(valid))
        {
            return 0;
        }

        var count = 0L;
        foreach (var one in valid)
        {
            count += one >= 0xE0 ? 1 : 0;
        }

        return count;
    }
}
