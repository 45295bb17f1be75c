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

    /// <summary>Adds one entry, in order of its ordinal, to the batch's digest.</summary>
    public void Add(JournalEntry entry)
    {
        Feed(digest, entry.Ordinal.ToString());
        Feed(digest, entry.Ledger);
        Feed(digest, entry.RecordId.ToString());
        Feed(digest, entry.Version.ToString());
        Feed(digest, EnumText.Of(entry.Action));
        Feed(digest, entry.CountyCode);
        Feed(digest, entry.HouseholdId?.ToString());
        Feed(digest, entry.Before);
        Feed(digest, entry.After);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Digest() => Convert.ToHexStringLower(digest.GetHashAndReset());

    public static string HashOf(JournalBatch batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Feed(hash, batch.Previous);
        Feed(hash, batch.Sequence.ToString());
        Feed(hash, batch.Id.ToString());
        Feed(hash, batch.At.ToString("yyyy-MM-ddTHH:mm:ss.ffffff"));
        Feed(hash, batch.ActorId);
        Feed(hash, batch.ActorName);
        Feed(hash, batch.Organisation);
        Feed(hash, EnumText.Of(batch.Origin));
        Feed(hash, batch.Reason);
        Feed(hash, batch.Undoes?.ToString());
        Feed(hash, batch.Entries.ToString());
        Feed(hash, batch.Digest);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => digest.Dispose();

    /// <summary>Each part with its length before it, and blank told from empty: no two batches feed the same bytes.</summary>
    private static void Feed(IncrementalHash hash, string? part)
    {
        Span<byte> length = stackalloc byte[4];
        if (part is null)
        {
            length.Fill(0xff);
            hash.AppendData(length);
            return;
        }

        var size = Encoding.UTF8.GetByteCount(part);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, size);
        hash.AppendData(length);
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
        hash.AppendData(rented.AsSpan(0, Encoding.UTF8.GetBytes(part, rented)));
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
    }
}
