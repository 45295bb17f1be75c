using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Anju.Tests.Access;

/// <summary>
/// An authenticator in software: makes one key pair (ES256) and answers what a server asks, as a browser would hand it over
/// (WebAuthn level 3, sections 5.8.1, 6.1 and 6.5). What it may do wrong is said by its properties.
/// </summary>
internal sealed class TestAuthenticator(string origin)
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string user = "";
    private uint uses;

    public string Origin { get; set; } = origin;

    /// <summary>The person was asked for a finger, a face or a PIN.</summary>
    public bool Verifies { get; set; } = true;

    public bool SignsWrong { get; set; }

    /// <summary>The public key in COSE form.</summary>
    public byte[] PublicKey
    {
        get
        {
            var point = key.ExportParameters(false).Q;
            return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        }
    }

    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!;
        user = asked["user"]!["id"]!.GetValue<string>();
        var client = ClientData("webauthn.create", asked["challenge"]!.GetValue<string>());
        byte[] data = [.. Head(asked["rp"]!["id"]!.GetValue<string>(), 0x40), .. new byte[16], 0, (byte)id.Length, .. id, .. PublicKey];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Answer(new() { ["clientDataJSON"] = Encoded(client), ["attestationObject"] = Encoded(attestation), ["transports"] = new JsonArray("internal") });
    }

    public string Use(string options)
    {
        var asked = JsonNode.Parse(options)!;
        uses++;
        var client = ClientData("webauthn.get", asked["challenge"]!.GetValue<string>());
        var data = Head(asked["rpId"]!.GetValue<string>(), 0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (SignsWrong)
        {
            signature = ECDsa.Create(ECCurve.NamedCurves.nistP256).SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        return Answer(new() { ["clientDataJSON"] = Encoded(client), ["authenticatorData"] = Encoded(data), ["signature"] = Encoded(signature), ["userHandle"] = user });
    }

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Encoded(id),
        ["rawId"] = Encoded(id),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();

    private byte[] ClientData(string type, string challenge) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["type"] = type, ["challenge"] = challenge, ["origin"] = Origin, ["crossOrigin"] = false });

    private byte[] Head(string relyingParty, byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty)), (byte)(0x01 | (Verifies ? 0x04 : 0) | more), .. count];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static string Encoded(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
