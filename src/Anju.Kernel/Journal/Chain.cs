using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Anju.Kernel;

/// <summary>
/// The arithmetic of the journal's chain. The algorithm's name is stored with each batch, so that a keyed one can follow
/// without touching what is there.
/// </summary>
public sealed class Chain : IDisposable
{
    public const string Algorithm = "sha256";

    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> buffer = new(2048);

    /// <summary>Adds one entry, in order of its ordinal, to the batch's digest.</summary>
    public void Add(JournalEntry entry)
    {
        // Gathered first: a call of the hash for each part costs more than the hashing of an import.
        buffer.ResetWrittenCount();
        Put(buffer, entry.Ordinal.ToString());
        Put(buffer, entry.Ledger);
        Put(buffer, entry.RecordId.ToString());
        Put(buffer, entry.Version.ToString());
        Put(buffer, EnumText.Of(entry.Action));
        Put(buffer, entry.CountyCode);
        Put(buffer, entry.HouseholdId?.ToString());
        Put(buffer, entry.Before);
        Put(buffer, entry.After);
        digest.AppendData(buffer.WrittenSpan);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Digest() => Convert.ToHexStringLower(digest.GetHashAndReset());

    public static string HashOf(JournalBatch batch)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Put(buffer, batch.Previous);
        Put(buffer, batch.Sequence.ToString());
        Put(buffer, batch.Id.ToString());
        Put(buffer, batch.At.ToString("yyyy-MM-ddTHH:mm:ss.ffffff"));
        Put(buffer, batch.ActorId);
        Put(buffer, batch.ActorName);
        Put(buffer, batch.Organisation);
        Put(buffer, EnumText.Of(batch.Origin));
        Put(buffer, batch.Reason);
        Put(buffer, batch.Undoes?.ToString());
        Put(buffer, batch.Entries.ToString());
        Put(buffer, batch.Digest);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    public void Dispose() => digest.Dispose();

    /// <summary>Each part with its length before it, and blank told from empty: no two batches give the same bytes.</summary>
    private static void Put(ArrayBufferWriter<byte> buffer, string? part)
    {
        const int LengthSize = 4;
        if (part is null)
        {
            buffer.GetSpan(LengthSize)[..LengthSize].Fill(0xff);
            buffer.Advance(LengthSize);
            return;
        }

        var span = buffer.GetSpan(LengthSize + Encoding.UTF8.GetMaxByteCount(part.Length));
        var size = Encoding.UTF8.GetBytes(part, span[LengthSize..]);
        BinaryPrimitives.WriteInt32BigEndian(span, size);
        buffer.Advance(LengthSize + size);
    }
}
