using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Anju.Kernel;

/// <summary>
/// A sealed value as it is stored: the number of the cipher (1 byte), the version of the key (2), the nonce (12), the cipher
/// text, the tag (16). It names all that is needed to open it but the key.
/// </summary>
internal static class SealedBytes
{
    private const int Head = 3;

    public const int Overhead = Head + Cipher.NonceLength + Cipher.TagLength;

    public static byte NumberOf(ReadOnlySpan<byte> @sealed) => @sealed.Length < Overhead ? (byte)0 : @sealed[0];

    public static int VersionOf(ReadOnlySpan<byte> @sealed) => @sealed.Length < Overhead ? 0 : BinaryPrimitives.ReadUInt16BigEndian(@sealed[1..]);

    public static byte[] Seal(Cipher cipher, byte number, int version, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> associated)
    {
        var value = new byte[Overhead + clear.Length];
        value[0] = number;
        BinaryPrimitives.WriteUInt16BigEndian(value.AsSpan(1), checked((ushort)version));
        var nonce = value.AsSpan(Head, Cipher.NonceLength);
        Nonces.Fill(nonce);
        cipher.Seal(nonce, clear, associated, value.AsSpan(Head + Cipher.NonceLength));
        return value;
    }

    /// <summary>Null when the value is not what was sealed with this key for this place.</summary>
    public static byte[]? TryOpen(Cipher cipher, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated)
    {
        if (@sealed.Length < Overhead)
        {
            return null;
        }

        var clear = new byte[@sealed.Length - Overhead];
        return TryOpen(cipher, @sealed, associated, clear) ? clear : null;
    }

    /// <param name="clear">As long as the sealed value without <see cref="Overhead"/>.</param>
    public static bool TryOpen(Cipher cipher, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated, Span<byte> clear) =>
        cipher.TryOpen(@sealed.Slice(Head, Cipher.NonceLength), @sealed[(Head + Cipher.NonceLength)..], associated, clear);
}

/// <summary>
/// Random nonces, never used twice: 96 bits from the system's generator, fetched for many values at a time because a call for
/// each would cost an import more than the cipher does.
/// </summary>
internal static class Nonces
{
    private const int Kept = 4096;

    [ThreadStatic]
    private static byte[]? kept;

    [ThreadStatic]
    private static int used;

    public static void Fill(Span<byte> nonce)
    {
        if (kept is null || used + nonce.Length > Kept)
        {
            kept ??= new byte[Kept];
            RandomNumberGenerator.Fill(kept);
            used = 0;
        }

        kept.AsSpan(used, nonce.Length).CopyTo(nonce);
        kept.AsSpan(used, nonce.Length).Clear();
        used += nonce.Length;
    }
}
