using System.Text.RegularExpressions;
using Anju.Tests.Access;

namespace Anju.Tests;

/// <summary>No key, password or connection of anybody lies in the tree, and no door shows the configuration (security requirement E7).</summary>
[OnSqliteAlone("looks at files and routes")]
public sealed partial class SecretsTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", ".git", "node_modules"];

    [Fact]
    public void No_secret_lies_in_the_tree()
    {
        var (looked, found) = (0, new List<string>());
        foreach (var file in Files(new DirectoryInfo(ModuleGraphTests.Root())).Where(file => file.Length < 4_000_000))
        {
            looked++;
            var text = File.ReadAllText(file.FullName);
            found.AddRange(Secrets().Matches(text).Select(match => $"{file.Name}: {match.Value[..Math.Min(match.Value.Length, 40)]}"));
        }

        Assert.True(looked > 600, $"{looked} files only");
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("Host=db;Username=anju;Password=hunter22;")]
    [InlineData("-----BEGIN PRIVATE" + " KEY-----")]
    [InlineData("\"clientSecret\": \"c2VjcmV0LXZhbHVl\"")]
    [InlineData("token = ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    public void The_search_finds_what_it_looks_for(string secret) => Assert.Matches(Secrets(), secret);

    [Fact]
    public void No_door_shows_the_configuration() =>
        Assert.DoesNotContain(Door.Of(host.Services), door => Regex.IsMatch(door.Template, "config|settings|env|actuator|debug|metrics", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles().Where(file => file.Name != nameof(SecretsTests) + ".cs")
        .Concat(folder.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name)).SelectMany(Files));

    /// <summary>Private keys, passwords in connections, secrets in settings, tokens of known makers.</summary>
    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY|(?<![\w$])(Password|Pwd)=[^;\s""'{<…$)]{4,}|""(client)?secret""\s*:\s*""[^""{$]{6,}|\b(ghp|gho|xox[bp])[_-][A-Za-z0-9-]{20,}|\bAKIA[0-9A-Z]{16}\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Secrets();
}
