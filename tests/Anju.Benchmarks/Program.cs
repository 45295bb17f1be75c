using Anju.Benchmarks;

// list [FOLDER] [PEOPLE]: lists over a million people; ANJU_BENCH_PG names a PostgreSQL database to use instead of SQLite.
switch (args)
{
    case ["list", .. var rest]:
        var folder = rest.Length > 0 ? rest[0] : Path.Combine(Path.GetTempPath(), "anju-bench-list");
        Directory.CreateDirectory(folder);
        await ListBenchmark.RunAsync(folder, Environment.GetEnvironmentVariable("ANJU_BENCH_PG"), rest.Length > 1 ? int.Parse(rest[1]) : 1_000_000, default);
        return 0;
    default:
        Console.Error.WriteLine("Anju.Benchmarks list [FOLDER] [PEOPLE]");
        return 2;
}
