using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Anju.Kernel;

/// <summary>Texts as the links of a chain are made of them.</summary>
internal static class ChainBytes
{
    /// <summary>The time to the microsecond, as both databases keep it.</summary>
    public const string Time = "yyyy-MM-ddTHH:mm:ss.ffffff";

    private const int LengthSize = 4;

    /// <summary>More than an id or a number is long in digits.</summary>
    private const int MostDigits = 40;

    /// <summary>A part that is bytes already.</summary>
    public static void Put(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> part)
    {
        var span = buffer.GetSpan(LengthSize + part.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, part.Length);
        part.CopyTo(span[LengthSize..]);
        buffer.Advance(LengthSize + part.Length);
    }

    /// <summary>A number or an id, as it is written in text.</summary>
    public static void PutDigits<T>(ArrayBufferWriter<byte> buffer, T part)
        where T : struct, IUtf8SpanFormattable
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        part.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Put(buffer, digits[..length]);
    }

    /// <summary>Each part with its length before it, and blank told from empty: no two links give the same bytes.</summary>
    public static void Put(ArrayBufferWriter<byte> buffer, string? part)
    {
        if (part is null)
        {
            buffer.GetSpan(LengthSize)[..LengthSize].Fill(0xff);
            buffer.Advance(LengthSize);
            return;
        }

        var span = buffer.GetSpan(LengthSize + Encoding.UTF8.GetMaxByteCount(part.Length));
        var size = Encoding.UTF8.GetBytes(part, span[LengthSize..]);
        BinaryPrimitives.WriteInt32BigEndian(span, size);
        buffer.Advance(LengthSize + size);
    }
}
