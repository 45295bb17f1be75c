using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Anju.Kernel;

/// <summary>A text that may lie ready as the bytes it is stored as: those are written in bulk, where there are some.</summary>
/// <param name="property">Holds the bytes of UTF-8.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OrBytesAttribute(string property) : Attribute
{
    public string Property { get; } = property;
}

/// <summary>A text, or the bytes of UTF-8 that it is stored as.</summary>
internal readonly record struct StoredText(string? Text, byte[]? Bytes);

/// <summary>Values as Microsoft.Data.Sqlite stores them, bound straight to the statement. Found by parameter type.</summary>
internal static class SqliteBinding
{
    private const int OnStack = 512;

    public static void Bind(sqlite3_stmt statement, int place, string? value)
    {
        if (value is null)
        {
            raw.sqlite3_bind_null(statement, place);
            return;
        }

        // The general binding makes an array of every text: half of what an import allocates.
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        raw.sqlite3_bind_text(statement, place, (ReadOnlySpan<byte>)bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static void Bind(sqlite3_stmt statement, int place, StoredText value)
    {
        if (value.Bytes is { } bytes)
        {
            raw.sqlite3_bind_text(statement, place, (ReadOnlySpan<byte>)bytes);
            return;
        }

        Bind(statement, place, value.Text);
    }

    public static void Bind(sqlite3_stmt statement, int place, long? value)
    {
        if (value is { } number)
        {
            raw.sqlite3_bind_int64(statement, place, number);
            return;
        }

        raw.sqlite3_bind_null(statement, place);
    }

    public static void Bind(sqlite3_stmt statement, int place, int? value) => Bind(statement, place, (long?)value);

    public static void Bind(sqlite3_stmt statement, int place, bool? value) =>
        Bind(statement, place, value is { } yes ? (yes ? 1L : 0L) : null);

    public static void Bind(sqlite3_stmt statement, int place, double? value)
    {
        if (value is { } number)
        {
            raw.sqlite3_bind_double(statement, place, number);
            return;
        }

        raw.sqlite3_bind_null(statement, place);
    }

    public static void Bind(sqlite3_stmt statement, int place, Guid? value)
    {
        if (value is not { } id)
        {
            raw.sqlite3_bind_null(statement, place);
            return;
        }

        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = text[i] is >= (byte)'a' and <= (byte)'f' ? (byte)(text[i] - 32) : text[i];
        }

        raw.sqlite3_bind_text(statement, place, text);
    }

    public static void Bind(sqlite3_stmt statement, int place, DateOnly? value)
    {
        if (value is not { } date)
        {
            raw.sqlite3_bind_null(statement, place);
            return;
        }

        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        raw.sqlite3_bind_text(statement, place, text);
    }

    public static void Bind(sqlite3_stmt statement, int place, DateTime? value) =>
        Bind(statement, place, value?.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    public static void Bind(sqlite3_stmt statement, int place, byte[]? value)
    {
        if (value is null)
        {
            raw.sqlite3_bind_null(statement, place);
            return;
        }

        raw.sqlite3_bind_blob(statement, place, value);
    }

    /// <summary>A value of a query, of any kind that <see cref="BulkRead"/> takes.</summary>
    public static void BindAny(sqlite3_stmt statement, int place, object? value)
    {
        switch (value)
        {
            case null:
                raw.sqlite3_bind_null(statement, place);
                break;
            case Guid id:
                Bind(statement, place, id);
                break;
            case DateOnly date:
                Bind(statement, place, date);
                break;
            case int number:
                Bind(statement, place, number);
                break;
            case long number:
                Bind(statement, place, number);
                break;
            default:
                Bind(statement, place, value.ToString());
                break;
        }
    }

    /// <exception cref="SqliteException">The outcome is not OK.</exception>
    public static void Check(sqlite3 handle, int outcome)
    {
        if (outcome != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), outcome & 0xff, outcome);
        }
    }
}
