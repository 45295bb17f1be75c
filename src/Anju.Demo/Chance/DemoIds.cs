using System.Buffers.Binary;

namespace Anju.Demo;

internal enum Made
{
    Site,
    Household,
    Person,
    Change,
    Spell,
    Service,
    Verification,
}

/// <summary>
/// Ids of the shape of UUID version 7 (RFC 9562) that follow from what they are given to: time is a count of
/// milliseconds from a fixed day, so that ids ascend within a county as its households do.
/// </summary>
internal static class DemoIds
{
    private static readonly long Start = new DateTimeOffset(2023, 11, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <param name="number">The household's or site's number in its county, below 2²¹.</param>
    /// <param name="ordinal">Of this kind in this household, below 256.</param>
    public static Guid Of(int seed, Made made, int county, int number, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[16];
        var time = Start + ((long)county << 21) + number;
        BinaryPrimitives.WriteInt64BigEndian(bytes, time << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (county << 8) | (int)made));
        var chance = Dice.Mixed(seed, county, number, ((int)made << 8) + ordinal);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | ((ulong)ordinal << 54) | (chance >> 10));
        return new Guid(bytes, bigEndian: true);
    }
}
