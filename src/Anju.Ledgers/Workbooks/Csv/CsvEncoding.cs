using System.Buffers;
using System.Text;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Finds how a csv is encoded by reading it once: a byte order mark, else strict UTF-8, else strict GB18030, else a refusal. Never a
/// replacement character: a name with a hole is worse than a file sent back.
/// </summary>
internal static class CsvEncoding
{
    private const int Block = 64 << 10;

    /// <summary>GB 18030 with its four-byte characters; throws on anything else.</summary>
    public static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding _utf16Little = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding _utf16Big = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The encoding, and how many bytes of byte order mark stand before the text.</summary>
    public static (Encoding Encoding, int Mark) Detect(FileSource source)
    {
        Span<byte> head = stackalloc byte[3];
        source.Stream.Position = 0;
        head = head[..source.Stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        foreach (var marked in (ReadOnlySpan<Encoding>)[_utf8, _utf16Little, _utf16Big])
        {
            if (head.StartsWith(marked.Preamble))
            {
                Prove(source, marked, marked.Preamble.Length);
                return (marked, marked.Preamble.Length);
            }
        }

        var utf8 = Utf8Census.Take(source);
        if (utf8.Bad == 0 && !utf8.CutAtEnd)
        {
            return (_utf8, 0);
        }

        if (utf8.IsDamagedUtf8)
        {
            throw FileRefusals.Encoding(utf8.FirstBadLine);
        }

        Prove(source, Gb18030, 0);
        return (Gb18030, 0);
    }

    /// <summary>Decodes everything once, so that no row is handed over from a file that fails later.</summary>
    private static void Prove(FileSource source, Encoding encoding, int mark)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Block);
        var chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(Block));
        var line = 1L;
        try
        {
            var decoder = encoding.GetDecoder();
            source.Stream.Position = mark;
            int count;
            do
            {
                source.Cancelled.ThrowIfCancellationRequested();
                count = source.Stream.Read(bytes, 0, Block);
                var decoded = decoder.GetChars(bytes, 0, count, chars, 0, flush: count == 0);
                var text = chars.AsSpan(0, decoded);
                if (text.Contains('\0'))
                {
                    throw FileRefusals.NotTable("不是文本，也不是工作簿");
                }

                line += text.Count('\n');
            }
            while (count > 0);
        }
        catch (DecoderFallbackException)
        {
            throw FileRefusals.Encoding(line);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
