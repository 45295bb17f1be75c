using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Anju.Kernel;

/// <summary>Texts as the links of a chain are made of them.</summary>
internal static class ChainBytes
{
    /// <summary>The time to the microsecond, as both databases keep it.</summary>
    public const string Time = "yyyy-MM-ddTHH:mm:ss.ffffff";

    private const int LengthSize = 4;

    /// <summary>A part that is bytes already.</summary>
    public static void Put(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> part)
    {
        var span = buffer.GetSpan(LengthSize + part.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, part.Length);
        part.CopyTo(span[LengthSize..]);
        buffer.Advance(LengthSize + part.Length);
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
