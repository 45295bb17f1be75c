using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Query;
using Npgsql;

namespace Anju.Kernel;

/// <summary>Where a city's data lies: an embedded file, or a PostgreSQL server (<c>Host=…</c>).</summary>
/// <param name="MasterKeyFile">Where the master key lies unless the environment names another place.</param>
public sealed record DatabaseAddress(string Connection, bool IsSqlite, string? MasterKeyFile)
{
    public static DatabaseAddress File(string folder) => new(
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "anju.db"), ForeignKeys = true, DefaultTimeout = 60 }.ToString(), true, MasterKeyIn(folder));

    /// <summary>Connection of the tables' owner, where the product itself logs in as somebody else; it only migrates.</summary>
    public string? Owner { get; init; }

    /// <param name="folder">The folder of keys and files.</param>
    public static DatabaseAddress Server(string connection, string folder) => new(connection, false, MasterKeyIn(folder));

    private static string MasterKeyIn(string folder) => Path.Combine(folder, "keys", "master.key");
}

/// <summary>Opens the database as an actor. One for each host; the options it makes are shared by all contexts.</summary>
public sealed class Databases
{
    private readonly DbContextOptions<AnjuDb> options;
    private readonly DbContextOptions<AnjuDb> ofOwner;
    private readonly Modules modules;

    /// <summary>A connection is used by one thread at a time, so SQLite need not lock at every call. Must come before its first use.</summary>
    static Databases()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
    }

    public Databases(DatabaseAddress address, Modules modules)
    {
        this.modules = modules;
        Address = address;
        Keys = new KeyRing(this);
        var builder = new DbContextOptionsBuilder<AnjuDb>();
        options = (address.IsSqlite
            ? builder.UseSqlite(address.Connection, sqlite => sqlite.MigrationsAssembly("Anju.Migrations.Sqlite"))
                .AddInterceptors(new SqliteSafety())
                .ReplaceService<IMigrationsSqlGenerator, SqliteTables>()
            : builder.UseNpgsql(address.Connection, postgres => postgres.MigrationsAssembly("Anju.Migrations.Postgres"))
                .AddInterceptors(new RowSecurity()))
            .ReplaceService<IStructuralTypeMaterializerSource, OpenedRows>()
            .Options;
        ofOwner = address.IsSqlite ? options : new DbContextOptionsBuilder<AnjuDb>()
            .UseNpgsql(address.Owner ?? address.Connection, postgres => postgres.MigrationsAssembly("Anju.Migrations.Postgres"))
            .ReplaceService<IStructuralTypeMaterializerSource, OpenedRows>()
            .Options;
    }

    public DatabaseAddress Address { get; }

    public KeyRing Keys { get; }

    internal MasterKey Master => field ??= MasterKey.Of(Address);

    /// <summary>Takes the first wall away, so that tests see whether the second stands.</summary>
    internal bool FiltersOff { get; set; }

    public AnjuDb Open(Actor actor) => new(options, modules, actor, Keys) { Sight = FiltersOff ? Scope.City : actor.Scope, PastGuards = FiltersOff };

    /// <summary>Past the wall between scopes: to migrate, and for tests that tamper.</summary>
    internal AnjuDb OpenAsOwner() => new(ofOwner, modules, Actor.System, Keys);

    /// <summary>The user of the server that the product logs in as.</summary>
    private string Worker => new NpgsqlConnectionStringBuilder(Address.Connection).Username!;

    /// <summary>Creates the database when it is missing and brings it up to date when it is behind.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        if (Address.IsSqlite && Path.GetDirectoryName(new SqliteConnectionStringBuilder(Address.Connection).DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using var db = OpenAsOwner();
        if ((await db.Database.GetAppliedMigrationsAsync(cancellation)).Any())
        {
            if (!Address.IsSqlite)
            {
                // Somebody else may log in than when the tables were made.
                await RowSecurity.AdmitAsync(db, Worker, cancellation);
            }

            // Before anything is written: with a wrong master key nothing of this database can be used.
            await Keys.PrepareAsync(cancellation);
        }

        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await db.Database.MigrateAsync(cancellation);
            if (!Address.IsSqlite)
            {
                await RowSecurity.RaiseAsync(db, Worker, cancellation);
            }

            await Keys.PrepareAsync(cancellation);
        }
    }
}
