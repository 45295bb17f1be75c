using System.Buffers.Binary;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>
/// Finds an encrypted text by its whole: a keyed code of it stands beside the sealed value, which nobody can make without
/// the key. The code begins with the version of its key.
/// </summary>
public static class BlindIndex
{
    /// <summary>Two bytes of version and sixteen of code, in base 64.</summary>
    public const int Length = 24;

    private const int CodeLength = 16;

    /// <summary>The row whose encrypted property holds this text.</summary>
    public static Expression<Func<T, bool>> Is<T>(AnjuDb db, string property, string text)
        where T : class
    {
        var (index, codes) = (EncryptedColumns.Index(property), CodesOf(db.Keys, Shape.Of<T>(db)[property].Sealed!, text));
        if (codes is [var code])
        {
            return row => EF.Property<string?>(row, index) == code;
        }

        return row => codes.Contains(EF.Property<string?>(row, index));
    }

    /// <summary>What stands in the column of codes for this text when it is written now.</summary>
    public static string CodeOf(AnjuDb db, Type type, string property, string text) => CodeOf(db.Keys, Shape.Of(db, type)[property].Sealed!, text);

    internal static string CodeOf(KeyRing keys, SealedColumn column, string text) => CodeOf(keys, column, text, keys.CurrentVersion(KeyPurpose.Index))!;

    /// <summary>What may stand there for this text, while keys are being changed: a code for each key there is, the newest first.</summary>
    internal static string[] CodesOf(KeyRing keys, SealedColumn column, string text) =>
        [.. keys.Versions(KeyPurpose.Index).Select(version => CodeOf(keys, column, text, version)).OfType<string>()];

    /// <summary>The version of the key that a code was made with.</summary>
    internal static int VersionOf(string code)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort) + CodeLength];
        return Convert.TryFromBase64String(code, bytes, out var written) && written == bytes.Length ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;
    }

    /// <summary>Whether the code is that of the text, with whichever key.</summary>
    internal static bool Holds(KeyRing keys, SealedColumn column, string code, string text) => CodeOf(keys, column, text, VersionOf(code)) == code;

    /// <summary>Null when there is no such key.</summary>
    private static string? CodeOf(KeyRing keys, SealedColumn column, string text, int version)
    {
        // The column's name goes in too: the same number in two ledgers gives two codes.
        if (keys.Mac(KeyPurpose.Index, version, Encoding.UTF8.GetBytes($"{column.Where}\0{text}")) is not { } code)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ushort) + CodeLength];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)version));
        code.AsSpan(0, CodeLength).CopyTo(bytes[sizeof(ushort)..]);
        return Convert.ToBase64String(bytes);
    }
}
