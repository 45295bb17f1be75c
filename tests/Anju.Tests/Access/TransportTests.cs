using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Anju.Kernel;
using Anju.Tests.Import;
using Npgsql;

namespace Anju.Tests.Access;

/// <summary>Nobody listens on the way, to the people or to the database (requirement E8).</summary>
[OnSqliteAlone("sockets and certificates, whatever stores the rows")]
public sealed class TransportTests
{
    private const byte Alert = 0x15;
    private const byte Handshake = 0x16;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The hello is written by hand: the machine's own library would refuse to send an old one.</summary>
    [Fact]
    public async Task A_server_speaks_no_version_of_tls_before_1_2()
    {
        await using var database = await TestDatabase.MigratedAsync();
        using var own = Certificate("localhost");
        var certificate = Path.Combine(database.Folder, "server.pfx");
        await File.WriteAllBytesAsync(certificate, own.Export(X509ContentType.Pfx, "only a test"), Stop);
        using var server = AnjuProgram.Start(
            database,
            new Dictionary<string, string> { ["ASPNETCORE_Kestrel__Certificates__Default__Path"] = certificate, ["ASPNETCORE_Kestrel__Certificates__Default__Password"] = "only a test" },
            "serve", "--urls", "https://127.0.0.1:0");
        try
        {
            var started = await server.StandardOutput.ReadLineAsync(Stop) ?? "";
            Assert.Contains("https://", started, StringComparison.Ordinal);
            var port = new Uri(started[started.IndexOf("https://", StringComparison.Ordinal)..]).Port;

            Assert.Equal(Alert, await AnswerToHelloAsync(port, minor: 1)); // TLS 1.0
            Assert.Equal(Alert, await AnswerToHelloAsync(port, minor: 2)); // TLS 1.1
            Assert.Equal(Handshake, await AnswerToHelloAsync(port, minor: 3)); // TLS 1.2: the same hello but for its version
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, Stop);
            await using var newest = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown?.GetCertHashString() == own.GetCertHashString());
            await newest.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, Stop);
            Assert.Equal(SslProtocols.Tls13, newest.SslProtocol);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>What <c>SafeStart</c> asks for holds: whoever is not the server that is meant hears no name and no password.</summary>
    [Theory]
    [InlineData("localhost", false, false)] // nobody vouches for it
    [InlineData("db.example", true, false)] // another server's
    [InlineData("localhost", true, true)]
    public async Task A_database_server_whose_certificate_does_not_hold_is_told_nothing(string name, bool vouched, bool spokenTo)
    {
        using var certificate = Certificate(name);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = HearAsync(listener, certificate);
        var root = Path.Combine(Directory.CreateTempSubdirectory("anju-tls-").FullName, "root.crt");
        await File.WriteAllTextAsync(root, certificate.ExportCertificatePem(), Stop);
        var address = new NpgsqlConnectionStringBuilder($"Host=localhost;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=canary;SSL Mode=VerifyFull;Pooling=false;Timeout=20") { Password = "canary" };
        if (vouched)
        {
            address.RootCertificate = root;
        }

        Assert.Empty(DatabaseSafety.OfAddress(DatabaseAddress.Server(address.ConnectionString, "/nowhere")));
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync(Stop));

        Assert.Equal(spokenTo, (await heard).Contains("canary", StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);
    }

    /// <summary>Begins as PostgreSQL does, gives its certificate, and keeps what it is told; then it hangs up.</summary>
    private static async Task<string> HearAsync(TcpListener listener, X509Certificate2 certificate)
    {
        const int WantsTls = 80877103;
        using var client = await listener.AcceptTcpClientAsync(Stop);
        var stream = client.GetStream();
        var asked = new byte[8];
        while (true)
        {
            await stream.ReadExactlyAsync(asked, Stop);
            if (BinaryPrimitives.ReadInt32BigEndian(asked.AsSpan(4)) == WantsTls)
            {
                break;
            }

            await stream.WriteAsync("N"u8.ToArray(), Stop); // another way to encrypt, that it does not know
        }

        await stream.WriteAsync("S"u8.ToArray(), Stop);
        await using var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            var said = new byte[4096];
            return Encoding.UTF8.GetString(said, 0, await tls.ReadAsync(said, Stop));
        }
        catch (Exception broken) when (broken is IOException or AuthenticationException)
        {
            return "";
        }
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    /// <returns>The kind of the first record that comes back (RFC 5246, 6.2.1).</returns>
    private static async Task<byte> AnswerToHelloAsync(int port, byte minor)
    {
        byte[] ciphers = [0xC0, 0x2F, 0xC0, 0x30, 0xC0, 0x14, 0xC0, 0x13, 0x00, 0x35, 0x00, 0x2F];
        byte[] extensions =
        [
            0x00, 0x0A, 0x00, 0x06, 0x00, 0x04, 0x00, 0x1D, 0x00, 0x17, // groups: x25519, secp256r1
            0x00, 0x0B, 0x00, 0x02, 0x01, 0x00, // points uncompressed
            0x00, 0x0D, 0x00, 0x08, 0x00, 0x06, 0x08, 0x04, 0x04, 0x01, 0x02, 0x01, // signatures: RSA with SHA-256, SHA-1
        ];
        byte[] body = [0x03, minor, .. RandomNumberGenerator.GetBytes(32), 0x00, 0x00, (byte)ciphers.Length, .. ciphers, 0x01, 0x00, 0x00, (byte)extensions.Length, .. extensions];
        byte[] hello = [0x01, 0x00, 0x00, (byte)body.Length, .. body];
        byte[] record = [Handshake, 0x03, 0x01, 0x00, (byte)hello.Length, .. hello];
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Stop);
        await client.GetStream().WriteAsync(record, Stop);
        var answer = new byte[1];
        await client.GetStream().ReadExactlyAsync(answer, Stop);
        return answer[0];
    }
}
