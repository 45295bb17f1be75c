using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Anju.Kernel;

/// <summary>A keyed code over bytes that come one after the other. For one thread; begins anew after each code.</summary>
public abstract class KeyedHash : IDisposable
{
    /// <summary>Both kinds give 32 bytes.</summary>
    public const int Length = 32;

    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <param name="code">Of <see cref="Length"/>.</param>
    public abstract void Finish(Span<byte> code);

    public byte[] Finish()
    {
        var code = new byte[Length];
        Finish(code);
        return code;
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A kind of keyed code, by its name in settings and in the table of keys.</summary>
internal sealed record HashKind(string Name, Func<byte[], KeyedHash> With)
{
    public const int KeyLength = 32;

    public static HashKind Sm3 { get; } = new("hmac-sm3", key => new HmacSm3(key));

    public static HashKind Sha256 { get; } = new("hmac-sha256", key => new HmacSha256(key));

    public static HashKind? Find(string name) => name == Sm3.Name ? Sm3 : name == Sha256.Name ? Sha256 : null;
}

/// <summary>HMAC (GB/T 15852.2) over SM3 (GB/T 32905), the default.</summary>
internal sealed class HmacSm3 : KeyedHash
{
    private readonly HMac code = new(new SM3Digest());

    public HmacSm3(byte[] key) => code.Init(new KeyParameter(key));

    public override void Append(ReadOnlySpan<byte> bytes) => code.BlockUpdate(bytes);

    public override void Finish(Span<byte> code) => this.code.DoFinal(code);
}

/// <summary>HMAC over SHA-256, by the runtime.</summary>
internal sealed class HmacSha256(byte[] key) : KeyedHash
{
    private readonly IncrementalHash code = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    public override void Append(ReadOnlySpan<byte> bytes) => code.AppendData(bytes);

    public override void Finish(Span<byte> code) => this.code.GetHashAndReset(code);

    public override void Dispose()
    {
        code.Dispose();
        base.Dispose();
    }
}

/// <summary>SM3 (GB/T 32905) of bytes, without a key: for what needs no secret, such as the digest of a file.</summary>
public static class Sm3
{
    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var digest = new SM3Digest();
        digest.BlockUpdate(bytes);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash);
        return hash;
    }
}
