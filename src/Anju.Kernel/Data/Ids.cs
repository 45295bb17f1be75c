using System.Buffers.Binary;

namespace Anju.Kernel;

/// <summary>
/// Ids of RFC 9562, version 7: milliseconds since 1970 in 48 bits, then 74 random ones, so that rows made one after the other
/// stand in that order in an index. An import needs as many as it has rows: the random bits come many at a time.
/// </summary>
internal static class Ids
{
    private const int Length = 16;
    private const int TimeLength = 6;
    private const int VersionAt = 6;
    private const int VariantAt = 8;

    public static Guid Next()
    {
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Span<byte> id = stackalloc byte[Length];
        time[^TimeLength..].CopyTo(id);
        Nonces.Fill(id[TimeLength..]);
        id[VersionAt] = (byte)((id[VersionAt] & 0x0f) | 0x70);
        id[VariantAt] = (byte)((id[VariantAt] & 0x3f) | 0x80);
        return new(id, bigEndian: true);
    }
}
