using System.Buffers;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json;

namespace Anju.Kernel;

/// <summary>Writes a record's fields as the journal keeps them: one JSON object, stored names, nothing for what is blank.</summary>
internal sealed class FieldText : IDisposable
{
    private static readonly ConcurrentDictionary<Shape, Action<Utf8JsonWriter, object>> Writers = new();

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    public FieldText() =>
        writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Options.Encoder, SkipValidation = true });

    public string Whole(Shape shape, object record) => Encoding.UTF8.GetString(WholeBytes(shape, record));

    /// <summary>The same as bytes, which stand until the next text.</summary>
    public ReadOnlySpan<byte> WholeBytes(Shape shape, object record)
    {
        Start();
        Writers.GetOrAdd(shape, Compile)(writer, record);
        return Finish();
    }

    /// <summary>The named fields only; blank ones as null, so that a field that was emptied is told from one not touched.</summary>
    public string Some(IEnumerable<(Column Column, object? Value)> fields)
    {
        Start();
        foreach (var (column, value) in fields)
        {
            writer.WritePropertyName(Naming.Camel(column.Name));
            JsonSerializer.Serialize(writer, value, column.Property.PropertyType, Json.Options);
        }

        return Encoding.UTF8.GetString(Finish());
    }

    public void Dispose() => writer.Dispose();

    private void Start()
    {
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
    }

    private ReadOnlySpan<byte> Finish()
    {
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private static Action<Utf8JsonWriter, object> Compile(Shape shape)
    {
        var writer = Expression.Parameter(typeof(Utf8JsonWriter));
        var record = Expression.Parameter(typeof(object));
        var typed = Expression.Convert(record, shape.Type);
        var calls = shape.Facts.Select(column => (Expression)Expression.Call(
            typeof(FieldText),
            nameof(Write),
            [column.Property.PropertyType],
            writer,
            Expression.Constant(JsonEncodedText.Encode(Naming.Camel(column.Name))),
            Expression.Property(typed, column.Property)));
        return Expression.Lambda<Action<Utf8JsonWriter, object>>(Expression.Block(calls), writer, record).Compile();
    }

    private static void Write<T>(Utf8JsonWriter writer, JsonEncodedText name, T value)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                writer.WriteString(name, text);
                return;
            case int number:
                writer.WriteNumber(name, number);
                return;
            case bool yes:
                writer.WriteBoolean(name, yes);
                return;
            case Guid id:
                writer.WriteString(name, id);
                return;
            case Enum code:
                writer.WriteString(name, EnumText.Of(code));
                return;
            default:
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value, Json.Options);
                return;
        }
    }
}

/// <summary>Names of enum members without a fresh string each time.</summary>
internal static class EnumText
{
    private static readonly ConcurrentDictionary<Enum, string> Names = new();

    public static string Of(Enum value) => Names.GetOrAdd(value, code => code.ToString());
}
