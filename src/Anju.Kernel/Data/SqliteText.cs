using System.Buffers.Text;
using System.Reflection;
using System.Text;
using SQLitePCL;

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

    public string? Text(sqlite3_stmt statement, int place)
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        var bytes = raw.sqlite3_column_blob(statement, place);
        if (bytes.Length is 0 or > Longest)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var hash = new HashCode();
        hash.AddBytes(bytes);
        var slot = hash.ToHashCode() & (Slots - 1);
        if (kept[slot] is { } known && bytes.SequenceEqual(keptBytes[slot]))
        {
            return known;
        }

        keptBytes[slot] = bytes.ToArray();
        return kept[slot] = Encoding.UTF8.GetString(bytes);
    }

    public TEnum? Code<TEnum>(sqlite3_stmt statement, int place)
        where TEnum : struct, Enum
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        var bytes = raw.sqlite3_column_blob(statement, place);
        foreach (var (name, value) in Codes<TEnum>.All)
        {
            if (bytes.SequenceEqual(name))
            {
                return value;
            }
        }

        throw new InvalidDataException($"{typeof(TEnum).Name} has no {Encoding.UTF8.GetString(bytes)}.");
    }

    public long? Long(sqlite3_stmt statement, int place) => IsNull(statement, place) ? null : raw.sqlite3_column_int64(statement, place);

    public int? Whole(sqlite3_stmt statement, int place) => IsNull(statement, place) ? null : raw.sqlite3_column_int(statement, place);

    public bool? Flag(sqlite3_stmt statement, int place) => IsNull(statement, place) ? null : raw.sqlite3_column_int(statement, place) != 0;

    public double? Real(sqlite3_stmt statement, int place) => IsNull(statement, place) ? null : raw.sqlite3_column_double(statement, place);

    public byte[]? Bytes(sqlite3_stmt statement, int place) => IsNull(statement, place) ? null : raw.sqlite3_column_blob(statement, place).ToArray();

    public Guid? Id(sqlite3_stmt statement, int place)
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        return Utf8Parser.TryParse(raw.sqlite3_column_blob(statement, place), out Guid id, out _) ? id : throw new InvalidDataException("Not an id.");
    }

    public DateOnly? Date(sqlite3_stmt statement, int place)
    {
        if (IsNull(statement, place))
        {
            return null;
        }

        var text = raw.sqlite3_column_blob(statement, place);
        return new DateOnly(Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
    }

    public DateTime? Time(sqlite3_stmt statement, int place) => Text(statement, place) is { } text
        ? DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static bool IsNull(sqlite3_stmt statement, int place) => raw.sqlite3_column_type(statement, place) == raw.SQLITE_NULL;

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
