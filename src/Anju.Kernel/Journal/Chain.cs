using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Anju.Kernel;

/// <summary>
/// The arithmetic of the journal's chain: entries by a plain digest (SHA-256, a million of them in an import), batches by
/// keyed codes (HMAC-SM3) over that digest, and over the batch with the one before. Who has the database and not the key can
/// make no batch that holds, nor try out what an encrypted field may hold: the plain digest is stored nowhere. The version
/// of the key is stored with each batch.
/// </summary>
public sealed class Chain : IDisposable
{
    private const string Keyed = "keyed/";

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

    /// <summary>Of the entries added since the last.</summary>
    public byte[] Digest() => digest.GetHashAndReset();

    /// <summary>Signs the batch and its entries with the newest key.</summary>
    public static void Sign(JournalBatch batch, byte[] entries, KeyRing keys)
    {
        var version = keys.CurrentVersion(KeyPurpose.Journal);
        batch.Algorithm = $"{Keyed}{version}";
        batch.Digest = CodeOf(keys, version, entries)!;
        batch.Hash = HashOf(batch, keys, version)!;
    }

    /// <summary>Whether the batch was signed, as it stands, with a key of the city. One that is not keyed does not hold.</summary>
    public static bool Holds(JournalBatch batch, KeyRing keys) =>
        VersionOf(batch) is { } version && HashOf(batch, keys, version) is { } hash && hash == batch.Hash;

    /// <summary>Whether these are the entries that the batch was signed with.</summary>
    public static bool Covers(JournalBatch batch, byte[] entries, KeyRing keys) =>
        VersionOf(batch) is { } version && CodeOf(keys, version, entries) is { } code && code == batch.Digest;

    private static int? VersionOf(JournalBatch batch) =>
        batch.Algorithm.StartsWith(Keyed, StringComparison.Ordinal) && int.TryParse(batch.Algorithm.AsSpan(Keyed.Length), out var version) ? version : null;

    /// <summary>Null when the city has no such key.</summary>
    private static string? CodeOf(KeyRing keys, int version, ReadOnlySpan<byte> bytes) =>
        keys.Mac(KeyPurpose.Journal, version, bytes) is { } code ? Convert.ToHexStringLower(code) : null;

    /// <summary>Null when the city has no such key.</summary>
    private static string? HashOf(JournalBatch batch, KeyRing keys, int version)
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
        Put(buffer, batch.Algorithm);
        return CodeOf(keys, version, buffer.WrittenSpan);
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
