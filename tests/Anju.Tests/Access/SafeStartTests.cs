using Anju.Kernel;
using Anju.Tests.Commands;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Anju.Tests.Access;

/// <summary>A server does not start with an unsafe setting, and says in one sentence for each what to do (requirement G2).</summary>
[OnBothDatabases]
public sealed class SafeStartTests
{
    private static readonly HostSettings Safe = new("/nowhere", DatabaseAddress.File("/nowhere"), "https://0.0.0.0:8443");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What is set otherwise than it should be, and what is said of it.</summary>
    public static TheoryData<string, string?> Settings => new()
    {
        { "https://0.0.0.0:8443", null },
        { "http://127.0.0.1:5080", null },
        { "http://0.0.0.0:5080 behind a proxy", null },
        { "http://0.0.0.0:5080", "用明文对外服务" },
        { "https://0.0.0.0:8443;http://*:8080", "用明文对外服务" },
        { "Host=10.0.0.7;Username=anju", "没有核对证书" },
        { "Host=10.0.0.7;Username=anju;SSL Mode=Require", "没有核对证书" },
        { "Host=10.0.0.7;Username=anju;SSL Mode=VerifyFull", null },
        { "Host=127.0.0.1;Username=anju", null },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Addresses_are_let_through_or_refused(string setting, string? said)
    {
        var settings = setting.StartsWith("Host", StringComparison.Ordinal)
            ? Safe with { Database = DatabaseAddress.Server(setting, "/nowhere") }
            : setting.EndsWith("proxy", StringComparison.Ordinal)
                ? new("/nowhere", Safe.Database, setting.Split(' ')[0]) { Proxies = [new(System.Net.IPAddress.Parse("10.0.0.5"), 32)] }
                : new("/nowhere", Safe.Database, setting);

        Only(said, SafeStart.Before(settings, _ => null));
    }

    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Development", "Development")]
    [InlineData("DOTNET_ENVIRONMENT", "development", "Development")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true", "--proxies")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production", null)]
    public void A_bad_word_of_the_environment_is_refused(string name, string value, string? said) =>
        Only(said, SafeStart.Before(Safe, asked => asked == name ? value : null));

    [Fact]
    public void A_folder_of_keys_that_others_may_enter_is_refused()
    {
        var data = Directory.CreateTempSubdirectory("anju-start-");
        var keys = PrivateFolder.Make(Path.Combine(data.FullName, "keys"));
        var settings = Safe with { Data = data.FullName };
        Assert.Empty(SafeStart.Before(settings, _ => null));
        if (!OperatingSystem.IsWindows())
        {
            keys.UnixFileMode |= UnixFileMode.GroupRead;
            Only("chmod 700", SafeStart.Before(settings, _ => null));
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task The_process_ends_with_the_sentence_and_makes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("anju-start-");
        var (code, output, error) = await TypedCommand.RunAsync(["--data", Path.Combine(folder.FullName, "data")], "serve", "--urls", "http://0.0.0.0:5999");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("用明文对外服务", error, StringComparison.Ordinal);
        Assert.EndsWith("服务没有启动。", error.Trim(), StringComparison.Ordinal);
        Assert.Empty(folder.GetFileSystemInfos());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_that_may_lose_what_was_acknowledged_is_refused()
    {
        await using var database = await TestDatabase.MigratedAsync();
        await using var db = database.Databases.Open(Actor.System);
        if (!db.IsSqlite)
        {
            return;
        }

        await db.Database.OpenConnectionAsync(Stop);
        Assert.Empty(await DatabaseSafety.OfStoreAsync(db, Stop));
        await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous = NORMAL", Stop);
        Only("断电", (await DatabaseSafety.OfStoreAsync(db, Stop)).Select(fault => fault.Said));
    }

    /// <summary>The server of the tests waits for no disk and has no checksums, which is found; besides, one thing at a time.</summary>
    [Theory]
    [InlineData("NOSUPERUSER", null, null)]
    [InlineData("SUPERUSER", null, "是超级用户")]
    [InlineData("NOSUPERUSER BYPASSRLS", null, "有 BYPASSRLS 权限")]
    [InlineData("NOSUPERUSER", "GRANT anju TO {0}", "是数据表的所有者")]
    [InlineData("NOSUPERUSER", "ALTER ROLE {0} SET synchronous_commit = off", "synchronous_commit 是 off")]
    public async Task A_working_user_of_the_server_whom_row_security_does_not_bind_is_refused(string kind, string? also, string? said)
    {
        await using var database = await TestDatabase.MigratedAsync();
        if (database.Address.IsSqlite)
        {
            return;
        }

        var name = $"w{Guid.CreateVersion7():n}";
        await using var owner = database.Databases.OpenAsOwner();
        await RunAsync(owner, $"CREATE ROLE {name} LOGIN {kind}");
        try
        {
            if (also is not null)
            {
                await RunAsync(owner, string.Format(also, name));
            }

            var address = database.Address with { Owner = database.Address.Connection, Connection = new NpgsqlConnectionStringBuilder(database.Address.Connection) { Username = name, Pooling = false }.ToString() };
            var databases = new Databases(address, Product.Modules);
            await databases.MigrateAsync(Stop); // lets the new user in
            await using var db = databases.Open(Actor.System);
            var faults = await DatabaseSafety.OfStoreAsync(db, Stop);

            Assert.Contains(faults, fault => fault.Refuses && fault.Said.Contains("fsync 是 off", StringComparison.Ordinal));
            Only(said, faults.Where(fault => fault.Refuses && !fault.Said.Contains("fsync", StringComparison.Ordinal)).Select(fault => fault.Said));
        }
        finally
        {
            await RunAsync(owner, $"DROP OWNED BY {name}; DROP ROLE {name}");
        }
    }

    private static void Only(string? said, IEnumerable<string> sentences)
    {
        if (said is null)
        {
            Assert.Empty(sentences);
            return;
        }

        var one = Assert.Single(sentences);
        Assert.Contains(said, one, StringComparison.Ordinal);
        Assert.Contains("请", one, StringComparison.Ordinal);
    }

    private static async Task RunAsync(AnjuDb db, string sql)
    {
        await using var command = await BulkRead.CommandAsync(db, sql, [], Stop);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
