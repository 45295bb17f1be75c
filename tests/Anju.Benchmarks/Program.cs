using System.Globalization;
using Anju.Benchmarks;

const string Usage = """
    Anju.Benchmarks [import|month|list|desk|match|access|start|soak]… [--long] [--persons N] [--folder DIR] [--only sqlite|postgres]

    Speed and memory, each figure beside its floor and its target in the same run. Without names: all of them; without
    --long: sizes for a minute or two, which show the way things go and not whether the targets are met. The long run fills registers of a
    million people once and keeps them in DIR (a folder in the temporary place by default): half an hour and 10 GB.
    soak runs only when it is named; --minutes N says for how long.
    --persons N leaves out the large registers: N people from one workbook into an empty one; --files N spreads them over
    so many workbooks, imported one after the other.
    ANJU_BENCH_PG="Host=…;Username=…" measures on that PostgreSQL server as well, in databases anju_bench_…;
    --only leaves out one of the two.
    """;

const string Soak = "soak";

if (args is [Child.Word, var data, var host, .. var work])
{
    return await Child.WorkAsync(new Ground(data, host.Length == 0 ? null : host), work);
}

(string Name, Func<Ground, Sizes, Report, Task> Run)[] known =
[
    ("import", ImportBenchmark.RunAsync),
    ("month", MonthBenchmark.RunAsync),
    ("list", ListBenchmark.RunAsync),
    ("desk", DeskBenchmark.RunAsync),
    ("match", MatchBenchmark.RunAsync),
    ("access", AccessBenchmark.RunAsync),
    ("start", StartBenchmark.RunAsync),
    (Soak, SoakBenchmark.RunAsync),
];
var folder = Path.Combine(Path.GetTempPath(), "anju-benchmarks");
var sizes = Sizes.Short;
var chosen = new List<string>();
string? only = null;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--long":
            sizes = Sizes.Long;
            break;
        case "--persons" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var persons):
            sizes = Sizes.Long with { Rounds = persons > 300_000 ? 2 : Sizes.Long.Rounds, Persons = persons, Existing = [0], Memory = false };
            i++;
            break;
        case "--files" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var files):
            sizes = sizes with { Files = files };
            i++;
            break;
        case "--minutes" when i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var minutes):
            sizes = sizes with { Minutes = minutes };
            i++;
            break;
        case "--folder" when i + 1 < args.Length:
            folder = args[++i];
            break;
        case "--only" when i + 1 < args.Length && args[i + 1] is "sqlite" or "postgres":
            only = args[++i];
            break;
        case var name when known.Any(one => one.Name == name):
            chosen.Add(name);
            break;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

Directory.CreateDirectory(folder);
var report = new Report(Console.Out);
var server = Environment.GetEnvironmentVariable("ANJU_BENCH_PG") is { Length: > 0 } connection ? connection : null;
var grounds = new List<Ground>();
if (only != "postgres")
{
    grounds.Add(new(Path.Combine(folder, "sqlite"), null));
}

if (only != "sqlite" && server is not null)
{
    grounds.Add(new(Path.Combine(folder, "postgres"), server));
}

if (grounds.Count == 0)
{
    Console.Error.WriteLine("ANJU_BENCH_PG names no server." + Environment.NewLine + Usage);
    return 2;
}

foreach (var ground in grounds)
{
    Directory.CreateDirectory(ground.Folder);
    foreach (var (_, run) in known.Where(one => chosen.Count == 0 ? one.Name != Soak : chosen.Contains(one.Name)))
    {
        await run(ground, sizes, report);
    }
}

Console.WriteLine();
Console.WriteLine(sizes == Sizes.Long
    ? report.AllMet ? "Every target is met." : "Some targets are missed."
    : "Short sizes: the targets are set for the long run. " + Environment.NewLine + Usage);
return 0;
