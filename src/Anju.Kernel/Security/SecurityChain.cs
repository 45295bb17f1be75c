using System.Buffers;

namespace Anju.Kernel;

/// <summary>The arithmetic of the events' chain: each is signed together with the one before (HMAC-SM3, requirement F3).</summary>
internal static class SecurityChain
{
    public static void Sign(SecurityEvent what, string previous, KeyRing keys)
    {
        what.Algorithm = ChainKey.Newest(keys);
        what.Hash = ChainKey.CodeOf(keys, what.Algorithm, BytesOf(what, previous))!;
    }

    /// <summary>Whether the event was signed, as it stands and after that one, with a key of the city.</summary>
    public static bool Holds(SecurityEvent what, string previous, KeyRing keys) => ChainKey.CodeOf(keys, what.Algorithm, BytesOf(what, previous)) == what.Hash;

    private static ReadOnlySpan<byte> BytesOf(SecurityEvent what, string previous)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        string?[] parts =
        [
            "security event", previous, what.Sequence.ToString(), what.Id.ToString(), what.At.ToString(ChainBytes.Time), EnumText.Of(what.Kind), what.Succeeded ? "1" : "0",
            what.ActorId, what.ActorName, what.Organisation, what.Address, what.Subject, what.RecordId?.ToString(), what.HouseholdId?.ToString(), what.CountyCode, what.Detail, what.Algorithm,
        ];
        foreach (var part in parts)
        {
            ChainBytes.Put(buffer, part);
        }

        return buffer.WrittenSpan;
    }
}

/// <summary>Codes of the chains' links, and the name under which each keeps the version of its key.</summary>
internal static class ChainKey
{
    private const string Keyed = "keyed/";

    public static string Newest(KeyRing keys) => $"{Keyed}{keys.CurrentVersion(KeyPurpose.Journal)}";

    /// <summary>Null when the name is of no key that the city has.</summary>
    public static string? CodeOf(KeyRing keys, string algorithm, ReadOnlySpan<byte> bytes) =>
        algorithm.StartsWith(Keyed, StringComparison.Ordinal) && int.TryParse(algorithm.AsSpan(Keyed.Length), out var version)
        && keys.Mac(KeyPurpose.Journal, version, bytes) is { } code ? Convert.ToHexStringLower(code) : null;
}
