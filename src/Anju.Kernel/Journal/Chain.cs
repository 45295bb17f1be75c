using System.Buffers;
using System.Security.Cryptography;

namespace Anju.Kernel;

/// <summary>
/// The arithmetic of the journal's chain: entries by a plain digest (SHA-256, a million of them in an import), batches by
/// keyed codes (HMAC-SM3) over that digest, and over the batch with the one before. Who has the database and not the key can
/// make no batch that holds, nor try out what an encrypted field may hold: the plain digest is stored nowhere. The version
/// of the key is stored with each batch.
/// </summary>
public sealed class Chain : IDisposable
{
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> buffer = new(2048);

    /// <summary>Adds one entry, in order of its ordinal, to the batch's digest.</summary>
    public void Add(JournalEntry entry)
    {
        Begin(entry);
        ChainBytes.Put(buffer, entry.After);
        digest.AppendData(buffer.WrittenSpan);
    }

    /// <summary>The same of an entry whose text after is at hand as the bytes it was written in.</summary>
    public void Add(JournalEntry entry, ReadOnlySpan<byte> after)
    {
        Begin(entry);
        ChainBytes.Put(buffer, after);
        digest.AppendData(buffer.WrittenSpan);
    }

    private void Begin(JournalEntry entry)
    {
        // Gathered first: a call of the hash for each part costs more than the hashing of an import.
        buffer.ResetWrittenCount();
        ChainBytes.PutDigits(buffer, entry.Ordinal);
        ChainBytes.Put(buffer, entry.Ledger);
        ChainBytes.PutDigits(buffer, entry.RecordId);
        ChainBytes.PutDigits(buffer, entry.Version);
        ChainBytes.Put(buffer, EnumText.Of(entry.Action));
        ChainBytes.Put(buffer, entry.CountyCode);
        if (entry.HouseholdId is { } household)
        {
            ChainBytes.PutDigits(buffer, household);
        }
        else
        {
            ChainBytes.Put(buffer, (string?)null);
        }

        ChainBytes.Put(buffer, entry.Before);
    }

    /// <summary>Of the entries added since the last.</summary>
    public byte[] Digest() => digest.GetHashAndReset();

    /// <summary>Signs the batch and its entries with the newest key.</summary>
    public static void Sign(JournalBatch batch, byte[] entries, KeyRing keys)
    {
        batch.Algorithm = ChainKey.Newest(keys);
        batch.Digest = ChainKey.CodeOf(keys, batch.Algorithm, entries)!;
        batch.Hash = HashOf(batch, keys)!;
    }

    /// <summary>Whether the batch was signed, as it stands, with a key of the city. One that is not keyed does not hold.</summary>
    public static bool Holds(JournalBatch batch, KeyRing keys) => HashOf(batch, keys) is { } hash && hash == batch.Hash;

    /// <summary>Whether these are the entries that the batch was signed with.</summary>
    public static bool Covers(JournalBatch batch, byte[] entries, KeyRing keys) => ChainKey.CodeOf(keys, batch.Algorithm, entries) is { } code && code == batch.Digest;

    /// <summary>Null when the city has no such key.</summary>
    private static string? HashOf(JournalBatch batch, KeyRing keys)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        ChainBytes.Put(buffer, batch.Previous);
        ChainBytes.Put(buffer, batch.Sequence.ToString());
        ChainBytes.Put(buffer, batch.Id.ToString());
        ChainBytes.Put(buffer, batch.At.ToString(ChainBytes.Time));
        ChainBytes.Put(buffer, batch.ActorId);
        ChainBytes.Put(buffer, batch.ActorName);
        ChainBytes.Put(buffer, batch.Organisation);
        ChainBytes.Put(buffer, EnumText.Of(batch.Origin));
        ChainBytes.Put(buffer, batch.Reason);
        ChainBytes.Put(buffer, batch.Undoes?.ToString());
        ChainBytes.Put(buffer, batch.Entries.ToString());
        ChainBytes.Put(buffer, batch.Digest);
        ChainBytes.Put(buffer, batch.Algorithm);
        return ChainKey.CodeOf(keys, batch.Algorithm, buffer.WrittenSpan);
    }

    public void Dispose() => digest.Dispose();
}
