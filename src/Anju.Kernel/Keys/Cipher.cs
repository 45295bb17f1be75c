using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Anju.Kernel;

/// <summary>
/// A cipher that also proves its text unchanged, keyed. The number of its kind is stored with every value, so that values of
/// several kinds lie side by side. Instances are used by any thread.
/// </summary>
internal abstract class Cipher
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    /// <param name="sealed">As long as the clear text and the tag behind it.</param>
    public abstract void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> associated, Span<byte> @sealed);

    /// <summary>False when the text or what goes with it is not what was sealed.</summary>
    public abstract bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated, Span<byte> clear);
}

/// <summary>A kind of cipher: its number, its name in settings, how much key it takes.</summary>
internal sealed record CipherKind(byte Number, string Name, int KeyLength, Func<byte[], Cipher> With)
{
    public static CipherKind Sm4 { get; } = new(1, "sm4-gcm", 16, key => new Sm4Gcm(key));

    public static CipherKind Aes { get; } = new(2, "aes-256-gcm", 32, key => new AesGcm256(key));

    private static IReadOnlyList<CipherKind> All { get; } = [Sm4, Aes];

    public static string Names => string.Join('、', All.Select(kind => kind.Name));

    public static CipherKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    public static CipherKind? Find(byte number) => All.FirstOrDefault(kind => kind.Number == number);
}

/// <summary>SM4 (GB/T 32907) in Galois/Counter Mode (RFC 8998), the default.</summary>
internal sealed class Sm4Gcm(byte[] key) : Cipher
{
    // Setting up the key costs several times the sealing of a number: each thread does it once.
    private readonly PerThread<GcmBlockCipher> ready = new(() =>
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        cipher.Init(true, new AeadParameters(new KeyParameter(key), TagLength * 8, new byte[NonceLength]));
        return cipher;
    });

    public override void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> associated, Span<byte> @sealed)
    {
        var cipher = Begin(forSealing: true, nonce, associated);
        var done = cipher.ProcessBytes(clear, @sealed);
        cipher.DoFinal(@sealed[done..]);
    }

    public override bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated, Span<byte> clear)
    {
        var cipher = Begin(forSealing: false, nonce, associated);
        try
        {
            var done = cipher.ProcessBytes(@sealed, clear);
            cipher.DoFinal(clear[done..]);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            CryptographicOperations.ZeroMemory(clear);
            return false;
        }
    }

    private GcmBlockCipher Begin(bool forSealing, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated)
    {
        var cipher = ready.Value;

        // Without a key: the one it was set up with stays.
        cipher.Init(forSealing, new AeadParameters(null, TagLength * 8, nonce.ToArray()));
        cipher.ProcessAadBytes(associated);
        return cipher;
    }
}

/// <summary>AES with 256 bits in Galois/Counter Mode, by the runtime.</summary>
internal sealed class AesGcm256(byte[] key) : Cipher
{
    private readonly PerThread<AesGcm> ready = new(() => new AesGcm(key, TagLength));

    public override void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> associated, Span<byte> @sealed) =>
        ready.Value.Encrypt(nonce, clear, @sealed[..clear.Length], @sealed[clear.Length..], associated);

    public override bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated, Span<byte> clear)
    {
        try
        {
            ready.Value.Decrypt(nonce, @sealed[..^TagLength], @sealed[^TagLength..], clear, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}

/// <summary>One of a kind for each thread, where making it is dear and using it is not for several at once.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A newer table of keys takes the place of one that threads are still at: the last of them frees it.")]
internal sealed class PerThread<T>(Func<T> make)
{
    private readonly ThreadLocal<T> values = new(make);

    public T Value => values.Value!;
}
