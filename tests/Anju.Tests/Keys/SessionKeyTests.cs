using System.Security.Cryptography;
using Anju.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Keys;

/// <summary>Keys of cookies lie sealed in their file, and a restart keeps the sessions (security requirement E5).</summary>
[OnBothDatabases]
public sealed class SessionKeyTests
{
    [Fact]
    public async Task The_file_holds_no_key_in_clear_and_the_next_process_reads_the_cookies_of_the_last()
    {
        await using var database = await TestDatabase.MigratedAsync();
        var settings = new HostSettings(database.Folder, database.Address, "http://127.0.0.1:0");
        string cookie;
        await using (var before = AnjuHost.Build(settings))
        {
            cookie = Protector(before.Services).Protect("谁");
        }

        var files = Directory.EnumerateFiles(Path.Combine(database.Folder, "keys"), "*.xml").Select(File.ReadAllText).ToList();
        await using var after = AnjuHost.Build(settings);

        Assert.NotEmpty(files);
        Assert.All(files, text => Assert.Contains("<sealed", text, StringComparison.Ordinal));
        Assert.All(files, text => Assert.DoesNotContain("<masterKey", text, StringComparison.Ordinal));
        Assert.Equal("谁", Protector(after.Services).Unprotect(cookie));
    }

    [Fact]
    public async Task The_keys_of_one_city_do_not_open_in_another()
    {
        await using var database = await TestDatabase.MigratedAsync();
        await using var other = await TestDatabase.EmptyAsync();
        await other.Databases.MigrateAsync(TestContext.Current.CancellationToken);
        string cookie;
        await using (var mine = AnjuHost.Build(new HostSettings(database.Folder, database.Address, "http://127.0.0.1:0")))
        {
            cookie = Protector(mine.Services).Protect("谁");
        }

        await using var theirs = AnjuHost.Build(new HostSettings(database.Folder, other.Address, "http://127.0.0.1:0"));
        Assert.ThrowsAny<CryptographicException>(() => Protector(theirs.Services).Unprotect(cookie));
    }

    private static IDataProtector Protector(IServiceProvider services) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
