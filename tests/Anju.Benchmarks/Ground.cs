using System.Diagnostics;
using Anju.Kernel;
using Anju.Web;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Anju.Benchmarks;

/// <summary>
/// Where the registers of the benchmarks lie: folders with SQLite files, or databases of a PostgreSQL server. A register is
/// filled once, kept, and copied for whatever changes it.
/// </summary>
/// <param name="Server">Connection string without a database; null for SQLite.</param>
/// <param name="Prefix">What its databases' names begin with on the server.</param>
internal sealed record Ground(string Folder, string? Server, string Prefix = "anju_bench_")
{
    private const int BlockSize = 1 << 20;

    public string Kind => Server is null ? "SQLite" : "PostgreSQL";

    /// <summary>One for all registers here, because they are copied from one another.</summary>
    public string MasterKeyFile => Path.Combine(Folder, "master.key");

    public DatabaseAddress Address(string name) =>
        (Server is null ? DatabaseAddress.File(DataOf(name)) : DatabaseAddress.Server($"{Server};Database={Prefix}{name}", DataOf(name))) with { MasterKeyFile = MasterKeyFile };

    /// <summary>The folder of keys and files that goes with a register.</summary>
    public string DataOf(string name) => Path.Combine(Folder, name);

    public Databases Open(string name) => new(Address(name), Product.Modules);

    /// <summary>The register of that name, filled when it is not there yet. One left half filled is begun again.</summary>
    public async Task EnsureAsync(string name, Func<Databases, Task> fill)
    {
        if ((await NamesAsync()).Contains(name))
        {
            return;
        }

        var half = name + "_half";
        await DropAsync(half);
        if (Server is not null)
        {
            await ServerAsync($"CREATE DATABASE {Prefix}{half}");
        }

        Console.Error.WriteLine($"{Kind}: {name} is filled once and kept");
        var databases = Open(half);
        await databases.MigrateAsync(default);
        await fill(databases);
        if (Server is not null)
        {
            await using var db = databases.OpenAsOwner();
            await using var tidy = await BulkRead.CommandAsync(db, "VACUUM ANALYZE", [], default);
            tidy.CommandTimeout = 600;
            await tidy.ExecuteNonQueryAsync();
        }

        Let();
        await (Server is null ? MoveAsync(half, name) : ServerAsync($"ALTER DATABASE {Prefix}{half} RENAME TO {Prefix}{name}"));
    }

    /// <summary>A register of its own like another, on the disk before anything is measured.</summary>
    public async Task<Databases> CopyAsync(string from, string to)
    {
        await DropAsync(to);
        Let();
        if (Server is not null)
        {
            await ServerAsync($"CREATE DATABASE {Prefix}{to} TEMPLATE {Prefix}{from}");
            await ServerAsync("CHECKPOINT");
            return Open(to);
        }

        Directory.CreateDirectory(DataOf(to));
        await using var source = File.OpenRead(Path.Combine(DataOf(from), "anju.db"));
        await using var copy = new FileStream(Path.Combine(DataOf(to), "anju.db"), FileMode.Create, FileAccess.Write, FileShare.None, BlockSize);
        await source.CopyToAsync(copy, BlockSize);
        copy.Flush(flushToDisk: true);
        return Open(to);
    }

    public async Task DropAsync(string name)
    {
        Let();
        if (Server is not null)
        {
            await ServerAsync($"DROP DATABASE IF EXISTS {Prefix}{name} WITH (FORCE)");
        }

        if (Directory.Exists(DataOf(name)))
        {
            Directory.Delete(DataOf(name), recursive: true);
        }
    }

    /// <summary>Drops every register of this ground.</summary>
    public async Task ForgetAsync()
    {
        foreach (var name in await NamesAsync())
        {
            await DropAsync(name);
        }
    }

    /// <summary>Processor time so far: this process, and what the server's sessions on these databases have used.</summary>
    public async Task<TimeSpan> ProcessorAsync()
    {
        var own = Environment.CpuUsage.TotalTime;
        if (Server is null)
        {
            return own;
        }

        await using var connection = new NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT pid FROM pg_stat_activity WHERE starts_with(datname, '{Prefix}')", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            own += ProcessorOf(reader.GetInt32(0));
        }

        return own;
    }

    /// <summary>Zero where the server runs on another machine.</summary>
    private static TimeSpan ProcessorOf(int process)
    {
        try
        {
            using var server = Process.GetProcessById(process);
            return server.ProcessName.StartsWith("postgres", StringComparison.Ordinal) ? server.TotalProcessorTime : TimeSpan.Zero;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }

    private async Task<IReadOnlyList<string>> NamesAsync()
    {
        if (Server is null)
        {
            return [.. Directory.EnumerateFiles(Folder, "anju.db", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))];
        }

        await using var connection = new NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT substr(datname, {Prefix.Length + 1}) FROM pg_database WHERE starts_with(datname, '{Prefix}')", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private Task MoveAsync(string from, string to)
    {
        Directory.Move(DataOf(from), DataOf(to));
        return Task.CompletedTask;
    }

    private async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Connections kept for later hold on to files and databases.</summary>
    private static void Let()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }
}
