using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Anju.Kernel;

/// <summary>
/// The journal's texts of fields, in which encrypted ones are stored sealed as well: <c>"phone":"base 64"</c>. All else of
/// the text stays byte for byte, so that the digest of the clear text holds after opening and when keys are changed.
/// </summary>
internal static class SealedText
{
    /// <summary>Of a value that is looked for in the bytes; longer ones are read.</summary>
    private const int MostBytes = 1_024;

    public static string? Seal(KeyRing keys, Shape shape, Record record, string? text)
    {
        if (text is null || shape.Encrypted.Count == 0)
        {
            return text;
        }

        return Rewritten(text, shape, (SealedColumn column, ref Utf8JsonReader value, ArrayBufferWriter<byte> output) =>
        {
            var clear = value.GetString()!;
            var bytes = record.Sealed is { } known && known.Id == record.Id && known.Clear[column.Place] == clear
                ? known.Values[column.Place]!
                : column.Seal(keys, record.Id, clear)!;
            var room = output.GetSpan(Base64Length(bytes.Length));
            Base64.EncodeToUtf8(bytes, room, out _, out var written);
            output.Advance(written);
        });
    }

    /// <summary>
    /// The same of a whole row's text, as the bytes it was written in: an import has as many as it has rows, and what the row
    /// itself holds is found in them without reading them. Quotes within values are escaped, so that a field with its quotes
    /// stands in a text only as a field.
    /// </summary>
    public static byte[] Seal(KeyRing keys, Shape shape, Record record, ReadOnlySpan<byte> text)
    {
        var row = Sealing.Seal(keys, shape, record);
        Span<Stretch> found = stackalloc Stretch[shape.Encrypted.Count];
        Span<byte> clear = stackalloc byte[MostBytes];
        var count = 0;
        foreach (var column in shape.Encrypted)
        {
            if (row.Clear[column.Place] is not { } value || text.IndexOf(column.Opening) is not (>= 0 and var at))
            {
                continue;
            }

            var from = at + column.Opening.Length;
            if (!Encoding.UTF8.TryGetBytes(value, clear, out var length) || !text[from..].StartsWith(clear[..length]) || from + length >= text.Length || text[from + length] != (byte)'"')
            {
                clear.Clear();
                return Encoding.UTF8.GetBytes(Seal(keys, shape, record, Encoding.UTF8.GetString(text))!); // long, or with escapes
            }

            found[count++] = new(from, from + length, column.Place);
        }

        clear.Clear();
        var stretches = found[..count];
        stretches.Sort(static (one, other) => one.From.CompareTo(other.From));
        return Joined(text, row, stretches);
    }

    private static byte[] Joined(ReadOnlySpan<byte> text, SealedFields row, ReadOnlySpan<Stretch> stretches)
    {
        var length = text.Length;
        foreach (var (from, to, place) in stretches)
        {
            length += Base64Length(row.Values[place]!.Length) - (to - from);
        }

        var joined = GC.AllocateUninitializedArray<byte>(length);
        var (copied, at) = (0, 0);
        foreach (var (from, to, place) in stretches)
        {
            text[copied..from].CopyTo(joined.AsSpan(at));
            at += from - copied;
            Base64.EncodeToUtf8(row.Values[place], joined.AsSpan(at), out _, out var written);
            (copied, at) = (to, at + written);
        }

        text[copied..].CopyTo(joined.AsSpan(at));
        return joined;
    }

    /// <summary>Where a value stands in the bytes of a text.</summary>
    private readonly record struct Stretch(int From, int To, int Place);

    public static void Open(AnjuDb db, JournalEntry entry)
    {
        if (Shape.OfTable(db, entry.Ledger) is { Encrypted.Count: > 0 } shape && GuardedAttribute.IsOpen(shape.Type, db.Actor))
        {
            (entry.Before, entry.After) = (Open(db.Keys, shape, entry.RecordId, entry.Before), Open(db.Keys, shape, entry.RecordId, entry.After));
        }
    }

    public static string? Open(KeyRing keys, Shape shape, Guid id, string? text) =>
        text is null ? null : Rewritten(text, shape, (SealedColumn column, ref Utf8JsonReader value, ArrayBufferWriter<byte> output) =>
            output.Write(JsonEncodedText.Encode(column.Open(keys, id, BytesOf(column, id, ref value)), Json.Options.Encoder).EncodedUtf8Bytes));

    /// <summary>The same text with what older keys have sealed sealed by the newest.</summary>
    public static string? Renew(KeyRing keys, Shape shape, Guid id, string? text) =>
        text is null ? null : Rewritten(text, shape, (SealedColumn column, ref Utf8JsonReader value, ArrayBufferWriter<byte> output) =>
        {
            var bytes = column.Renewed(keys, id, BytesOf(column, id, ref value));
            var room = output.GetSpan(Base64Length(bytes.Length));
            Base64.EncodeToUtf8(bytes, room, out _, out var written);
            output.Advance(written);
        });

    private delegate void Turn(SealedColumn column, ref Utf8JsonReader value, ArrayBufferWriter<byte> output);

    private static int Base64Length(int bytes) => Base64.GetMaxEncodedToUtf8Length(bytes);

    private static byte[] BytesOf(SealedColumn column, Guid id, ref Utf8JsonReader value) =>
        value.TryGetBytesFromBase64(out var bytes) ? bytes : throw new SealBrokenException($"日志中的 {column.Where}，记录 {id}");

    private static string Rewritten(string text, Shape shape, Turn turn)
    {
        if (!shape.Encrypted.Any(column => text.Contains($"\"{column.Field}\":", StringComparison.Ordinal)))
        {
            return text;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        var output = new ArrayBufferWriter<byte>(utf8.Length + 512);
        var reader = new Utf8JsonReader(utf8);
        var copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || ColumnOf(shape, ref reader) is not { } column)
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                output.Write(utf8.AsSpan(copied..((int)reader.TokenStartIndex + 1)));
                turn(column, ref reader, output);
                copied = (int)reader.BytesConsumed - 1;
            }
        }

        output.Write(utf8.AsSpan(copied));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static SealedColumn? ColumnOf(Shape shape, ref Utf8JsonReader reader)
    {
        foreach (var column in shape.Encrypted)
        {
            if (reader.ValueTextEquals(column.Field))
            {
                return column;
            }
        }

        return null;
    }
}
