using System.Collections.Concurrent;
using Anju.Kernel;
using Anju.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit.v3;

namespace Anju.Tests;

/// <summary>
/// The tests of the class use a database: <c>./test</c> runs them on SQLite with all others, and again on PostgreSQL.
/// <see cref="TestDatabase"/> refuses a class without it, so that none is left out of the second run.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnBothDatabasesAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("database", "both")];
}

/// <summary>
/// The tests of the class use a database, and nothing that they try is done otherwise on the other one: <c>./test</c> runs
/// them once.
/// </summary>
/// <param name="why">What they try.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnSqliteAloneAttribute(string why) : Attribute, ITraitAttribute
{
    public string Why { get; } = why;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("database", "sqlite")];
}

/// <summary>
/// A database of a test's own: a file in a temporary folder or, when ANJU_TEST_PG holds a connection string without a
/// database, a fresh database on that server. It vanishes with the test. A test that names the kind itself needs no mark.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("ANJU_TEST_PG") is { Length: > 0 } server ? server : null;
    private static readonly ConcurrentDictionary<string, Lazy<Task<TestDatabase>>> Templates = [];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("anju-test-");
    private readonly string name = $"anju_test_{Guid.CreateVersion7():N}";
    private readonly bool onServer;

    private TestDatabase(bool onServer)
    {
        this.onServer = onServer;
        Address = onServer ? DatabaseAddress.Server($"{Server ?? throw NoServer()};Database={name}", Folder) : DatabaseAddress.File(Folder);
        Databases = new Databases(Address, Product.Modules);
    }

    public string Folder => folder.FullName;

    public DatabaseAddress Address { get; }

    public Databases Databases { get; }

    /// <summary>Nothing in it, not even tables.</summary>
    public static async Task<TestDatabase> EmptyAsync(bool? onServer = null) => await CreateAsync(template: null, Kind(onServer));

    /// <summary>Tables and no rows.</summary>
    public static Task<TestDatabase> MigratedAsync() => LikeAsync("migrated", _ => Task.CompletedTask);

    /// <summary>What <paramref name="fill"/> puts in, which is asked once for each <paramref name="key"/>.</summary>
    public static async Task<TestDatabase> LikeAsync(string key, Func<Databases, Task> fill, bool? onServer = null)
    {
        var kind = Kind(onServer);
        return await CreateAsync(await Templates.GetOrAdd($"{key} {kind}", _ => new(() => MakeTemplateAsync(fill, kind))).Value, kind);
    }

    public async ValueTask DisposeAsync()
    {
        if (!onServer)
        {
            using var connection = new SqliteConnection(Address.Connection);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(Address.Connection));
            await OnServerAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }

        folder.Delete(recursive: true);
    }

    private static async Task<TestDatabase> MakeTemplateAsync(Func<Databases, Task> fill, bool onServer)
    {
        var template = await CreateAsync(template: null, onServer);
        await template.Databases.MigrateAsync(CancellationToken.None);
        await fill(template.Databases);
        if (!onServer)
        {
            await using var db = template.Databases.Open(Actor.System);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            using var connection = new SqliteConnection(template.Address.Connection);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(template.Address.Connection));
        }

        return template;
    }

    private static async Task<TestDatabase> CreateAsync(TestDatabase? template, bool onServer)
    {
        var database = new TestDatabase(onServer);
        if (onServer)
        {
            await OnServerAsync($"CREATE DATABASE {database.name}{(template is null ? "" : " TEMPLATE " + template.name)}");
        }
        else if (template is not null)
        {
            File.Copy(Path.Combine(template.Folder, "anju.db"), Path.Combine(database.Folder, "anju.db"));
        }

        if (template is not null)
        {
            PrivateFolder.Make(Path.GetDirectoryName(database.Address.MasterKeyFile!)!);
            File.Copy(template.Address.MasterKeyFile!, database.Address.MasterKeyFile!);
        }

        return database;
    }

    private static bool Kind(bool? onServer) => onServer ?? (TestContext.Current.TestClass is { } used && !used.Traits.ContainsKey("database")
        ? throw new InvalidOperationException($"{used.TestClassName} uses a database: mark it [OnBothDatabases], or [OnSqliteAlone] with the reason.")
        : Server is not null);

    private static InvalidOperationException NoServer() => new("ANJU_TEST_PG names no PostgreSQL server. Run ./test, which starts one.");

    private static async Task OnServerAsync(string command)
    {
        await using var connection = new NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        await using var statement = new NpgsqlCommand(command, connection);
        await statement.ExecuteNonQueryAsync();
    }
}
