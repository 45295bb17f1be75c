using System.Buffers.Binary;

namespace Anju.Kernel;

/// <summary>
/// The rows of a binary COPY one after the other, and the columns of the row it stands on as values, which
/// <see cref="RowMaker"/> finds by name. The format (PostgreSQL manual, COPY): a signature, flags and an extension; then for
/// each row the number of columns and each column's length and bytes, length −1 for none; then −1. Numbers are big-endian;
/// days and microseconds count from the year 2000.
/// </summary>
internal sealed class CopyCells(Stream stream, KeyRing keys) : IDisposable
{
    private const int Signature = 11;
    private const int FirstRoom = 1 << 15;

    public static readonly DateTime Zero = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    public static readonly int Day0 = DateOnly.FromDateTime(Zero).DayNumber;

    private readonly KeptTexts texts = KeptTexts.Rent();
    private byte[] room = new byte[FirstRoom];
    private (int At, int Length)[] cells = [];
    private int row;
    private int next;
    private int filled;
    private bool begun;

    /// <summary>Steps to the next row; false behind the last.</summary>
    /// <exception cref="EndOfStreamException">The stream ended within a row.</exception>
    public bool Next()
    {
        if (!begun)
        {
            begun = true;
            Skip(Signature + sizeof(int));
            Skip(Number());
        }

        row = next;
        Need(sizeof(short));
        int count = BinaryPrimitives.ReadInt16BigEndian(room.AsSpan(next));
        next += sizeof(short);
        if (count < 0)
        {
            return false;
        }

        if (cells.Length != count)
        {
            cells = new (int, int)[count];
        }

        for (var i = 0; i < count; i++)
        {
            var length = Number();
            cells[i] = (next - row, length);
            Skip(Math.Max(length, 0));
        }

        return true;
    }

    public void Dispose() => texts.Return();

    public string? Text(int place) => IsNull(place) ? null : texts.Of(Stored(place));

    public TEnum? Code<TEnum>(int place)
        where TEnum : struct, Enum => IsNull(place) ? null : CodeNames<TEnum>.Of(Stored(place));

    public long? Long(int place) => IsNull(place) ? null : BinaryPrimitives.ReadInt64BigEndian(Stored(place));

    public int? Whole(int place) => IsNull(place) ? null : BinaryPrimitives.ReadInt32BigEndian(Stored(place));

    public bool? Flag(int place) => IsNull(place) ? null : Stored(place)[0] != 0;

    public double? Real(int place) => IsNull(place) ? null : BinaryPrimitives.ReadDoubleBigEndian(Stored(place));

    public byte[]? Bytes(int place) => IsNull(place) ? null : Stored(place).ToArray();

    public Guid? Id(int place) => IsNull(place) ? null : new Guid(Stored(place), bigEndian: true);

    public DateOnly? Date(int place) => IsNull(place) ? null : DateOnly.FromDayNumber(Day0 + BinaryPrimitives.ReadInt32BigEndian(Stored(place)));

    public DateTime? Time(int place) => IsNull(place) ? null : Zero.AddTicks(BinaryPrimitives.ReadInt64BigEndian(Stored(place)) * TimeSpan.TicksPerMicrosecond);

    public string? Opened(int place, int id, SealedColumn column) => IsNull(place) ? null : column.Open(keys, Id(id)!.Value, Stored(place));

    private bool IsNull(int place) => cells[place].Length < 0;

    private ReadOnlySpan<byte> Stored(int place) => room.AsSpan(row + cells[place].At, cells[place].Length);

    private int Number()
    {
        Need(sizeof(int));
        var number = BinaryPrimitives.ReadInt32BigEndian(room.AsSpan(next));
        next += sizeof(int);
        return number;
    }

    private void Skip(int bytes)
    {
        Need(bytes);
        next += bytes;
    }

    /// <summary>Waits until so many bytes lie behind <see cref="next"/>. The row that is being read stays whole.</summary>
    private void Need(int bytes)
    {
        if (filled - next < bytes)
        {
            Fetch(bytes);
        }
    }

    private void Fetch(int bytes)
    {
        while (filled - next < bytes)
        {
            if (row > 0)
            {
                room.AsSpan(row, filled - row).CopyTo(room);
                (row, next, filled) = (0, next - row, filled - row);
            }

            if (next + bytes > room.Length)
            {
                Array.Resize(ref room, Math.Max(next + bytes, 2 * room.Length));
            }

            var more = stream.Read(room, filled, room.Length - filled);
            filled += more > 0 ? more : throw new EndOfStreamException("The rows of a COPY ended within a row.");
        }
    }
}
