using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>Keeps the file and the judged rows of a session in the database, in pieces.</summary>
internal static class ImportStore
{
    private const int PieceOfFile = 1 << 20;
    private const int RowsInPiece = 2_000;

    /// <summary>The quickest of Brotli: rows of one file are much alike.</summary>
    private const int RowQuality = 1;
    private const int RowWindow = 20;

    public static Task SaveFileAsync(AnjuDb db, Guid session, Stream file, CancellationToken cancellation) =>
        SaveAsync(db, PiecesOf(db.Keys, session, file), cancellation);

    /// <summary>The file as it will be stored, to be saved when all else is; as large as the file.</summary>
    public static List<ImportContent> Sealed(KeyRing keys, Guid session, Stream file) => [.. PiecesOf(keys, session, file)];

    /// <summary>What became of each row, likewise.</summary>
    public static List<ImportContent> Sealed(KeyRing keys, Guid session, IEnumerable<ImportRow> rows) => [.. PiecesOf(keys, session, rows)];

    public static async Task SaveAsync(AnjuDb db, IEnumerable<ImportContent> pieces, CancellationToken cancellation)
    {
        foreach (var piece in pieces)
        {
            db.Add(piece);
            await db.SaveChangesAsync(cancellation);
            db.Entry(piece).State = EntityState.Detached;
        }
    }

    private static IEnumerable<ImportContent> PiecesOf(KeyRing keys, Guid session, Stream file)
    {
        file.Position = 0;
        var buffer = new byte[PieceOfFile];
        for (var ordinal = 0; file.ReadAtLeast(buffer, PieceOfFile, throwOnEndOfStream: false) is > 0 and var length; ordinal++)
        {
            yield return PieceOf(keys, session, ContentKind.File, ordinal, buffer.AsSpan(0, length));
        }
    }

    private static IEnumerable<ImportContent> PiecesOf(KeyRing keys, Guid session, IEnumerable<ImportRow> rows) =>
        Packed(rows).Select((piece, ordinal) => PieceOf(keys, session, ContentKind.Rows, ordinal, piece.Span));

    /// <summary>Judged rows in pieces, a line of JSON each, packed; a piece stands until the next is asked for.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Packed(IEnumerable<ImportRow> rows)
    {
        var lines = new ArrayBufferWriter<byte>(1 << 18);
        var packed = new byte[1 << 16];
        using var json = new Utf8JsonWriter(lines);
        foreach (var chunk in rows.Chunk(RowsInPiece))
        {
            lines.ResetWrittenCount();
            foreach (var row in chunk)
            {
                json.Reset();
                RowRecord.Of(row).Write(json);
                lines.Write("\n"u8);
            }

            var most = BrotliEncoder.GetMaxCompressedLength(lines.WrittenCount);
            packed = packed.Length < most ? new byte[most] : packed;
            if (!BrotliEncoder.TryCompress(lines.WrittenSpan, packed, out var length, RowQuality, RowWindow))
            {
                throw new InvalidOperationException("The rows do not fit what they can fill at most.");
            }

            yield return packed.AsMemory(0, length);
        }
    }

    private static ImportContent PieceOf(KeyRing keys, Guid session, ContentKind kind, int ordinal, ReadOnlySpan<byte> clear) =>
        new() { SessionId = session, Kind = kind, Ordinal = ordinal, Body = keys.Seal(KeyPurpose.Fields, clear, SeatOf(session, kind, ordinal)) };

    /// <summary>The file in a temporary place that vanishes when closed.</summary>
    public static async Task<Stream> OpenFileAsync(AnjuDb db, Guid session, CancellationToken cancellation)
    {
        var file = TemporaryFile();
        await foreach (var body in BodiesAsync(db, session, ContentKind.File, cancellation))
        {
            await file.WriteAsync(body, cancellation);
        }

        file.Position = 0;
        return file;
    }

    public static FileStream TemporaryFile()
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (!OperatingSystem.IsWindows())
        {
            // Nameless from the start: nothing of it stays when the process is killed.
            File.Delete(path);
        }

        return file;
    }

    public static async Task SaveRowsAsync(AnjuDb db, Guid session, IEnumerable<ImportRow> rows, CancellationToken cancellation)
    {
        await db.Set<ImportContent>().Where(content => content.SessionId == session && content.Kind == ContentKind.Rows).ExecuteDeleteAsync(cancellation);
        await SaveAsync(db, PiecesOf(db.Keys, session, rows), cancellation);
    }

    public static async IAsyncEnumerable<RowRecord> RowsAsync(
        AnjuDb db, Guid session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var body in BodiesAsync(db, session, ContentKind.Rows, cancellation))
        {
            using var reader = new StreamReader(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress), Encoding.UTF8);
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                yield return RowRecord.FromJson(Encoding.UTF8.GetBytes(line));
            }
        }
    }

    public static T? Parse<T>(string? json) => string.IsNullOrEmpty(json) ? default : JsonSerializer.Deserialize<T>(json, Json.Options);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json.Options);

    private static IAsyncEnumerable<byte[]> BodiesAsync(AnjuDb db, Guid session, ContentKind kind, CancellationToken cancellation) => db.Set<ImportContent>()
        .AsNoTracking()
        .Where(content => content.SessionId == session && content.Kind == kind)
        .OrderBy(content => content.Ordinal)
        .AsAsyncEnumerable()
        .Select(content => db.Keys.Open(KeyPurpose.Fields, content.Body, SeatOf(session, kind, content.Ordinal)));

    internal static byte[] SeatOf(Guid session, ContentKind kind, int ordinal) => Encoding.ASCII.GetBytes($"import_content {session} {kind} {ordinal}");
}
