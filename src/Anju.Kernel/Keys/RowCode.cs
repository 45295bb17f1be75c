using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>
/// A stored type whose rows carry a keyed code over all they hold: roles, money, frozen figures. The product keeps it with
/// every write; whoever changes a row past the product cannot, and <c>check</c> names the row. Such rows are written as whole
/// rows, never by <c>ExecuteUpdate</c>.
/// </summary>
public interface IRowCoded
{
    /// <summary>Kept by the write path; <see cref="RowCode.Length"/> characters.</summary>
    string RowCode { get; set; }
}

/// <summary>Left out of the row's code: what is counted on without the row being read as a whole, and gives nobody anything.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotCodedAttribute : Attribute;

/// <summary>Makes and compares the codes of rows.</summary>
public static class RowCode
{
    /// <summary>Two bytes of the key's version and the code, in base 64.</summary>
    public const int Length = 48;

    /// <summary>The row is as the product wrote it. For those who cannot wait for <c>check</c>, such as the log-in.</summary>
    public static bool Holds(AnjuDb db, IRowCoded row)
    {
        Span<byte> code = stackalloc byte[sizeof(ushort) + KeyedHash.Length];
        return Convert.TryFromBase64String(row.RowCode, code, out var written) && written == code.Length
            && db.Keys.Holds(KeyPurpose.RowCodes, new(BinaryPrimitives.ReadUInt16BigEndian(code), code[sizeof(ushort)..].ToArray()), TextOf(Shape.Of(db, row.GetType()), row));
    }

    internal static void Set(KeyRing keys, Shape shape, IRowCoded row)
    {
        var (version, code) = keys.Mac(KeyPurpose.RowCodes, TextOf(shape, row));
        var bytes = new byte[sizeof(ushort) + code.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)version));
        code.CopyTo(bytes, sizeof(ushort));
        row.RowCode = Convert.ToBase64String(bytes);
    }

    internal static void SetTracked(AnjuDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries<IRowCoded>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList())
        {
            Set(db.Keys, Shape.Of(db, entry.Metadata.ClrType), entry.Entity);
        }
    }

    /// <summary>
    /// Table, then each value by its name. What is blank or zero is left out, so that a column added later does not make the
    /// rows of before wrong.
    /// </summary>
    private static byte[] TextOf(Shape shape, IRowCoded row)
    {
        var text = new StringBuilder(shape.Table);
        foreach (var column in shape.Coded)
        {
            var value = column.Get(row);
            if (value is null or "" or IReadOnlyList<string> { Count: 0 } || (value.GetType().IsValueType && value is not Enum && value.Equals(Activator.CreateInstance(value.GetType()))))
            {
                continue;
            }

            var said = value switch
            {
                DateTime time => (time.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture), // as PostgreSQL keeps it
                byte[] bytes => Convert.ToBase64String(bytes),
                IReadOnlyList<string> texts => string.Join('\n', texts),
                Yuan money => money.Cents.ToString(CultureInfo.InvariantCulture),
                IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString()!,
            };
            text.Append(CultureInfo.InvariantCulture, $"\n{column.Name} {said.Length} {said}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>Every row with a code is as the product wrote it.</summary>
internal sealed class RowCodesHold : TieOut
{
    private static readonly MethodInfo Looks = typeof(RowCodesHold).GetMethod(nameof(LookAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public override string Code => "rows";

    public override string Title => "权限、资金和定格数据的行校验码相符";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var (looked, failed, wrong) = (0L, 0L, new List<string>());
        foreach (var type in db.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(type => type.IsAssignableTo(typeof(IRowCoded))))
        {
            var (rows, broken) = await (Task<(long, long)>)Looks.MakeGenericMethod(type).Invoke(null, [db, cancellation])!;
            (looked, failed) = (looked + rows, failed + broken);
            if (broken > 0)
            {
                wrong.Add($"{Shape.Of(db, type).Table} 有 {broken} 行被绕过系统改动过");
            }
        }

        return new(looked, failed, wrong);
    }

    private static async Task<(long Rows, long Broken)> LookAsync<T>(AnjuDb db, CancellationToken cancellation)
        where T : Stored, IRowCoded
    {
        var (rows, broken) = (0L, 0L);
        await foreach (var row in BulkRead.StreamAsync<T>(db, "1 = 1", "1", [], cancellation))
        {
            (rows, broken) = (rows + 1, broken + (RowCode.Holds(db, row) ? 0 : 1));
        }

        return (rows, broken);
    }
}
