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
    public static string? Seal(KeyRing keys, Shape shape, Record record, string? text)
    {
        if (text is null || shape.Encrypted.Count == 0)
        {
            return text;
        }

        // An import puts as many texts into words as it has rows: what the row itself holds is found in them without reading them.
        return record.Sealed is { } known && known.Id == record.Id && TrySeal(shape, known, text) is { } quick ? quick
            : Rewritten(text, shape, (SealedColumn column, ref Utf8JsonReader value, ArrayBufferWriter<byte> output) =>
            {
                var clear = value.GetString()!;
                var bytes = record.Sealed is { } row && row.Id == record.Id && row.Clear[column.Place] == clear ? row.Values[column.Place]! : column.Seal(keys, record.Id, clear)!;
                var room = output.GetSpan(Base64Length(bytes.Length));
                Base64.EncodeToUtf8(bytes, room, out _, out var written);
                output.Advance(written);
            });
    }

    /// <summary>
    /// Null when the text says of an encrypted field something else than the row does, or says it with escapes: quotes within
    /// values are escaped, so that a field with its quotes stands in a text only as a field.
    /// </summary>
    private static string? TrySeal(Shape shape, SealedFields row, string text)
    {
        Span<(int From, int To, int Place)> found = stackalloc (int, int, int)[shape.Encrypted.Count];
        var (count, length) = (0, text.Length);
        foreach (var column in shape.Encrypted)
        {
            var from = text.IndexOf(column.Opening, StringComparison.Ordinal);
            if (from < 0)
            {
                continue;
            }

            from += column.Opening.Length;
            if (row.Clear[column.Place] is not { } clear || !text.AsSpan(from).StartsWith(clear, StringComparison.Ordinal)
                || from + clear.Length >= text.Length || text[from + clear.Length] != '"')
            {
                return null;
            }

            found[count++] = (from, from + clear.Length, column.Place);
            length += Base64Length(row.Values[column.Place]!.Length) - clear.Length;
        }

        var places = found[..count];
        places.Sort(static (one, other) => one.From.CompareTo(other.From));
        return string.Create(length, new Rewriting(text, row, places), static (output, rewriting) =>
        {
            var copied = 0;
            foreach (var (from, to, place) in rewriting.Places)
            {
                rewriting.Text.AsSpan(copied..from).CopyTo(output);
                output = output[(from - copied)..];
                Convert.TryToBase64Chars(rewriting.Row.Values[place], output, out var written);
                output = output[written..];
                copied = to;
            }

            rewriting.Text.AsSpan(copied).CopyTo(output);
        });
    }

    private readonly ref struct Rewriting(string text, SealedFields row, ReadOnlySpan<(int From, int To, int Place)> places)
    {
        public string Text { get; } = text;

        public SealedFields Row { get; } = row;

        public ReadOnlySpan<(int From, int To, int Place)> Places { get; } = places;
    }

    public static void Open(AnjuDb db, JournalEntry entry)
    {
        if (Shape.OfTable(db, entry.Ledger) is { Encrypted.Count: > 0 } shape)
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
