using System.Buffers;
using System.Reflection;
using System.Text;

namespace Anju.Kernel;

/// <summary>One encrypted property of a stored type: seals and opens its text for a row, bound to table, column and row.</summary>
internal sealed class SealedColumn
{
    private const int IdLength = 16;
    private const int OnStack = 256;

    private readonly KeyPurpose purpose;
    private readonly byte[] seat;
    private readonly Func<object, string?> get;
    private readonly Action<object, string?> set;

    public SealedColumn(string table, PropertyInfo property, int place)
    {
        Place = place;
        purpose = GuardedAttribute.RoleOf(property.DeclaringType!) is null ? KeyPurpose.Fields : KeyPurpose.Guarded;
        Field = Naming.Camel(property.Name);
        Opening = Encoding.UTF8.GetBytes($"\"{Field}\":\"");
        Property = EncryptedColumns.Sealed(property.Name);
        Index = EncryptedColumns.IsUnique(property) ? EncryptedColumns.Index(property.Name) : null;
        Where = $"{table}.{Naming.Snake(property.Name)}";
        seat = Encoding.UTF8.GetBytes(Where);
        var (reads, writes) = (property.GetMethod!, property.SetMethod!);
        get = Typed<Func<object, string?>>(nameof(Getter), property.DeclaringType!, reads);
        set = Typed<Action<object, string?>>(nameof(Setter), property.DeclaringType!, writes);
    }

    /// <summary>Its place among the encrypted columns of the type.</summary>
    public int Place { get; }

    /// <summary>As the journal calls it.</summary>
    public string Field { get; }

    /// <summary>What stands before its value in the journal's texts, with the quote that begins it.</summary>
    public byte[] Opening { get; }

    /// <summary>The model's property of sealed bytes.</summary>
    public string Property { get; }

    /// <summary>The model's property of the code; null when it is not found by its whole.</summary>
    public string? Index { get; }

    /// <summary>Table and column, for people and as part of what a value is bound to.</summary>
    public string Where { get; }

    public string? Get(object row) => get(row);

    public void Set(object row, string? clear) => set(row, clear);

    public byte[]? Seal(KeyRing keys, Guid id, string? clear)
    {
        if (clear is null)
        {
            return null;
        }

        var most = Encoding.UTF8.GetMaxByteCount(clear.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var text = bytes[..Encoding.UTF8.GetBytes(clear, bytes)];
        Span<byte> associated = stackalloc byte[seat.Length + IdLength];
        Bind(associated, id);
        var value = keys.Seal(purpose, text, associated);
        text.Clear();
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return value;
    }

    /// <exception cref="SealBrokenException">The value was changed, or is another row's or column's.</exception>
    public string Open(KeyRing keys, Guid id, ReadOnlySpan<byte> value)
    {
        var length = Math.Max(0, value.Length - SealedBytes.Overhead);
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var clear = (rented ?? stackalloc byte[OnStack])[..length];
        Span<byte> associated = stackalloc byte[seat.Length + IdLength];
        Bind(associated, id);
        try
        {
            keys.Open(purpose, value, associated, clear);
            return Encoding.UTF8.GetString(clear);
        }
        catch (SealBrokenException broken)
        {
            throw new SealBrokenException($"{Where}，记录 {id}", broken);
        }
        finally
        {
            clear.Clear();
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>The same value sealed by the newest key; itself when it is.</summary>
    public byte[] Renewed(KeyRing keys, Guid id, byte[] value) =>
        KeyRing.VersionOf(value) == keys.CurrentVersion(purpose) ? value : Seal(keys, id, Open(keys, id, value))!;

    private void Bind(Span<byte> associated, Guid id)
    {
        seat.CopyTo(associated);
        id.TryWriteBytes(associated[seat.Length..], bigEndian: true, out _);
    }

    private static TDelegate Typed<TDelegate>(string name, Type type, MethodInfo method) =>
        (TDelegate)typeof(SealedColumn).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [method])!;

    private static Func<object, string?> Getter<T>(MethodInfo method)
    {
        var typed = method.CreateDelegate<Func<T, string?>>();
        return row => typed((T)row);
    }

    private static Action<object, string?> Setter<T>(MethodInfo method)
    {
        var typed = method.CreateDelegate<Action<T, string?>>();
        return (row, clear) => typed((T)row, clear);
    }
}
