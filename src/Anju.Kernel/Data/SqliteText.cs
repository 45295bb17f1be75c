using System.Buffers.Text;
using System.Reflection;
using System.Text;

namespace Anju.Kernel;

/// <summary>
/// Reads the columns of a statement into values. Short texts that come again and again (codes, places, terms) are kept, so
/// that they are made once.
/// </summary>
internal sealed class SqliteText
{
    private const int Slots = 4096;
    private const int Longest = 48;

    private readonly string?[] kept = new string?[Slots];
    private readonly byte[][] keptBytes = new byte[Slots][];

    public static MethodInfo ReaderOf(Type provider) => typeof(SqliteText).GetMethod(provider switch
    {
        _ when provider == typeof(string) => nameof(Text),
        _ when provider == typeof(int) => nameof(Whole),
        _ when provider == typeof(long) => nameof(Long),
        _ when provider == typeof(bool) => nameof(Flag),
        _ when provider == typeof(double) => nameof(Real),
        _ when provider == typeof(Guid) => nameof(Id),
        _ when provider == typeof(DateOnly) => nameof(Date),
        _ when provider == typeof(DateTime) => nameof(Time),
        _ when provider == typeof(byte[]) => nameof(Bytes),
        _ => throw new InvalidOperationException($"No reading for {provider.Name}."),
    })!;

    public string? Text(nint statement, int place)
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        var bytes = SqliteColumns.Bytes(statement, place);
        if (bytes.Length is 0 or > Longest)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var slot = SlotOf(bytes);
        if (kept[slot] is { } known && bytes.SequenceEqual(keptBytes[slot]))
        {
            return known;
        }

        keptBytes[slot] = bytes.ToArray();
        return kept[slot] = Encoding.UTF8.GetString(bytes);
    }

    public TEnum? Code<TEnum>(nint statement, int place)
        where TEnum : struct, Enum
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        var bytes = SqliteColumns.Bytes(statement, place);
        foreach (var (name, value) in Codes<TEnum>.All)
        {
            if (bytes.SequenceEqual(name))
            {
                return value;
            }
        }

        throw new InvalidDataException($"{typeof(TEnum).Name} has no {Encoding.UTF8.GetString(bytes)}.");
    }

    public long? Long(nint statement, int place) => IsNull(statement, place) ? null : SqliteColumns.Whole(statement, place);

    public int? Whole(nint statement, int place) => IsNull(statement, place) ? null : checked((int)SqliteColumns.Whole(statement, place));

    public bool? Flag(nint statement, int place) => IsNull(statement, place) ? null : SqliteColumns.Whole(statement, place) != 0;

    public double? Real(nint statement, int place) => IsNull(statement, place) ? null : SqliteColumns.Real(statement, place);

    public byte[]? Bytes(nint statement, int place) => IsNull(statement, place) ? null : SqliteColumns.Bytes(statement, place).ToArray();

    public Guid? Id(nint statement, int place)
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        return Utf8Parser.TryParse(SqliteColumns.Bytes(statement, place), out Guid id, out _) ? id : throw new InvalidDataException("Not an id.");
    }

    public DateOnly? Date(nint statement, int place)
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        var text = SqliteColumns.Bytes(statement, place);
        return new DateOnly(Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
    }

    public DateTime? Time(nint statement, int place) => Text(statement, place) is { } text
        ? DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static int SlotOf(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        return (int)((hash ^ (hash >> 15)) & (Slots - 1));
    }

    private static bool IsNull(nint statement, int place) => SqliteColumns.Type(statement, place) == SqliteColumns.Null;

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static class Codes<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly (byte[] Name, TEnum Value)[] All =
            [.. Enum.GetValues<TEnum>().Select(value => (Encoding.UTF8.GetBytes(value.ToString()), value))];
    }
}
