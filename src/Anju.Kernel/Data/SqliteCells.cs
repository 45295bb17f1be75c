using System.Buffers.Text;

namespace Anju.Kernel;

/// <summary>The columns of the row a statement stands on, as values. <see cref="RowMaker"/> finds the methods by name.</summary>
internal sealed class SqliteCells(nint statement, KeyRing keys) : IDisposable
{
    private readonly KeptTexts texts = KeptTexts.Rent();

    public void Dispose() => texts.Return();

    public string? Text(int place) => IsNull(place) ? null : texts.Of(Stored(place));

    public TEnum? Code<TEnum>(int place)
        where TEnum : struct, Enum => IsNull(place) ? null : CodeNames<TEnum>.Of(Stored(place));

    public long? Long(int place) => IsNull(place) ? null : SqliteColumns.Whole(statement, place);

    public int? Whole(int place) => IsNull(place) ? null : checked((int)SqliteColumns.Whole(statement, place));

    public bool? Flag(int place) => IsNull(place) ? null : SqliteColumns.Whole(statement, place) != 0;

    public double? Real(int place) => IsNull(place) ? null : SqliteColumns.Real(statement, place);

    public byte[]? Bytes(int place) => IsNull(place) ? null : Stored(place).ToArray();

    public Guid? Id(int place)
    {
        if (IsNull(place))
        {
            return null;
        }

        return Utf8Parser.TryParse(Stored(place), out Guid id, out _) ? id : throw new InvalidDataException("Not an id.");
    }

    public DateOnly? Date(int place)
    {
        if (IsNull(place))
        {
            return null;
        }

        var text = Stored(place);
        return new DateOnly(Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
    }

    public DateTime? Time(int place) => Text(place) is { } text
        ? DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    public string? Opened(int place, int id, SealedColumn column) => IsNull(place) ? null : column.Open(keys, Id(id)!.Value, Stored(place));

    private bool IsNull(int place) => SqliteColumns.Type(statement, place) == SqliteColumns.Null;

    private ReadOnlySpan<byte> Stored(int place) => SqliteColumns.Bytes(statement, place);
}
