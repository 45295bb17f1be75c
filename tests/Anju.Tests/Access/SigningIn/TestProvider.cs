using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Anju.Tests.Access;

/// <summary>A small OpenID Connect provider on loopback, which vouches for whomever a test says.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string Client = "anju";
    public const string Secret = "only-for-tests";

    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> codes = new();
    private readonly WebApplication app;

    private TestProvider() => app = WebApplication.CreateSlimBuilder().Build();

    public Uri Address => new(app.Urls.First());

    /// <summary>Who comes back.</summary>
    public string Subject { get; set; } = "";

    /// <summary>How they were asked: <c>pwd</c>, <c>mfa</c>.</summary>
    public string Method { get; set; } = "pwd";

    /// <summary>What is wrong with the token, if anything: <c>nonce</c>, <c>audience</c>, <c>key</c>, <c>expired</c>.</summary>
    public string? Wrong { get; set; }

    public static async Task<TestProvider> StartAsync()
    {
        var provider = new TestProvider();
        provider.app.Urls.Add("http://127.0.0.1:0");
        provider.Map();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
        {
            ["issuer"] = Address.ToString(), ["authorization_endpoint"] = $"{Address}authorize", ["token_endpoint"] = $"{Address}token", ["jwks_uri"] = $"{Address}keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        });
        app.MapGet("/keys", () =>
        {
            var open = key.ExportParameters(includePrivateParameters: false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = WebEncoders.Base64UrlEncode(open.Modulus!), e = WebEncoders.Base64UrlEncode(open.Exponent!) } } };
        });
        app.MapGet("/authorize", (HttpContext context) =>
        {
            var query = context.Request.Query;
            var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString());
            return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"].ToString() }));
        });
        app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var proof = WebEncoders.Base64UrlEncode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            return codes.TryRemove(form["code"].ToString(), out var asked) && asked.Challenge == proof && form["client_secret"] == Secret
                ? Results.Json(new { access_token = "x", token_type = "Bearer", expires_in = 60, id_token = Token(asked.Nonce) })
                : Results.BadRequest();
        });
    }

    private string Token(string nonce)
    {
        using var other = RSA.Create(2048);
        var now = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address.ToString(),
            Audience = Wrong == "audience" ? "another" : Client,
            IssuedAt = now.AddMinutes(-30),
            NotBefore = now.AddMinutes(-30),
            Expires = Wrong == "expired" ? now.AddMinutes(-20) : now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = Subject, ["amr"] = new[] { Method }, ["nonce"] = Wrong == "nonce" ? "another" : nonce },
            SigningCredentials = new(new RsaSecurityKey(Wrong == "key" ? other.ExportParameters(true) : key.ExportParameters(true)) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
    }
}
