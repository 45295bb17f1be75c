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
        var (index, code) = (EncryptedColumns.Index(property), CodeOf(db, typeof(T), property, text));
        return row => EF.Property<string?>(row, index) == code;
    }

    /// <summary>What stands in the column of codes for this text.</summary>
    public static string CodeOf(AnjuDb db, Type type, string property, string text) => CodeOf(db.Keys, Shape.Of(db, type)[property].Sealed!, text);

    internal static string CodeOf(KeyRing keys, SealedColumn column, string text)
    {
        // The column's name goes in too: the same number in two ledgers gives two codes.
        var (version, code) = keys.Mac(KeyPurpose.Index, Encoding.UTF8.GetBytes($"{column.Where}\0{text}"));
        Span<byte> bytes = stackalloc byte[sizeof(ushort) + CodeLength];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)version));
        code.AsSpan(0, CodeLength).CopyTo(bytes[sizeof(ushort)..]);
        return Convert.ToBase64String(bytes);
    }
}
