using System.Security.Cryptography;
using System.Text;
using Anju.Kernel;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Anju.Tests.Keys;

/// <summary>The ciphers and hashes give the answers that their standards print (security requirement E3).</summary>
public class KnownAnswerTests
{
    [Theory]
    [InlineData("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")] // GB/T 32905-2016, A.1
    [InlineData("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")] // A.2
    public void Sm3_of_the_standards_texts(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Sm3.Of(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void Hmac_over_sm3_is_the_construction_of_rfc_2104()
    {
        var (key, text) = (Convert.FromHexString("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"), "abc"u8.ToArray());
        using var code = HashKind.Sm3.With(key);
        code.Append(text.AsSpan(0, 1));
        code.Append(text.AsSpan(1));

        Assert.Equal(ByDefinition(key, text), code.Finish());
    }

    [Fact]
    public void Hmac_over_sm3_of_a_published_example()
    {
        var key = Convert.FromHexString("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425");
        using var code = HashKind.Sm3.With(key);
        code.Append(Enumerable.Repeat((byte)0xcd, 50).ToArray());

        Assert.Equal("220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae", Convert.ToHexStringLower(code.Finish()));
    }

    [Fact]
    public void Sm4_of_the_standards_block()
    {
        // GB/T 32907-2016, A.1: key and text are the same.
        var block = Convert.FromHexString("0123456789abcdeffedcba9876543210");
        var engine = new SM4Engine();
        engine.Init(true, new KeyParameter(block));
        var sealedBlock = new byte[16];
        engine.ProcessBlock(block, 0, sealedBlock, 0);

        Assert.Equal("681edf34d206965e86b3e94f536e4246", Convert.ToHexStringLower(sealedBlock));
    }

    [Fact]
    public void Sm4_gcm_of_rfc_8998()
    {
        var key = Convert.FromHexString("0123456789abcdeffedcba9876543210");
        var nonce = Convert.FromHexString("00001234567800000000abcd");
        var associated = Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        var clear = Convert.FromHexString("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        var expected = "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
            + "83de3541e4c2b58177e065a9bf7b62ec";
        var cipher = CipherKind.Sm4.With(key);
        var text = new byte[clear.Length + Cipher.TagLength];
        cipher.Seal(nonce, clear, associated, text);
        var opened = new byte[clear.Length];

        Assert.Equal(expected, Convert.ToHexStringLower(text));
        Assert.True(cipher.TryOpen(nonce, text, associated, opened));
        Assert.Equal(clear, opened);
    }

    [Fact]
    public void Aes_gcm_of_the_runtime_opens_what_it_sealed_and_hmac_over_sha_256_is_the_runtimes()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var cipher = CipherKind.Aes.With(key);
        var (nonce, text, opened) = (new byte[12], new byte[3 + Cipher.TagLength], new byte[3]);
        cipher.Seal(nonce, "abc"u8, "x"u8, text);
        using var code = HashKind.Sha256.With(key);
        code.Append("abc"u8);

        Assert.True(cipher.TryOpen(nonce, text, "x"u8, opened));
        Assert.Equal("abc"u8.ToArray(), opened);
        Assert.False(cipher.TryOpen(nonce, text, "y"u8, opened));
        Assert.Equal(HMACSHA256.HashData(key, "abc"u8), code.Finish());
    }

    private static byte[] ByDefinition(byte[] key, byte[] text)
    {
        var padded = key.Concat(new byte[64 - key.Length]).ToArray();
        return Sm3.Of([.. padded.Select(x => (byte)(x ^ 0x5c)), .. Sm3.Of([.. padded.Select(x => (byte)(x ^ 0x36)), .. text])]);
    }
}
