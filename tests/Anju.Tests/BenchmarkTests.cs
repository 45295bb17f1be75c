using Anju.Benchmarks;

namespace Anju.Tests;

/// <summary>The benchmarks still run and say what they measured. Figures are no matter here: see docs/performance.md.</summary>
public sealed class BenchmarkTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("anju-test-");
    private readonly StringWriter said = new();
    private readonly Ground ground;
    private readonly Report report;

    public BenchmarkTests()
    {
        var server = Environment.GetEnvironmentVariable("ANJU_TEST_PG") is { Length: > 0 } connection ? connection : null;
        ground = new Ground(folder.FullName, server, $"anju_test_{Guid.CreateVersion7():N}_");
        report = new Report(said);
    }

    [Fact]
    public async Task An_import_is_measured_against_reading_the_workbook_and_bare_inserts()
    {
        await ImportBenchmark.RunAsync(ground, Sizes.Tiny, report);
        Assert.Contains("check and commit at one go", said.ToString());
        Assert.Contains("cost of a row against an empty register", said.ToString());
    }

    [Fact]
    public async Task A_month_is_measured_against_reading_its_facts()
    {
        await MonthBenchmark.RunAsync(ground, Sizes.Tiny, report);
        Assert.Contains("cores kept busy", said.ToString());
        Assert.Contains("floor:", said.ToString());
        Assert.Matches("R-M06-5 +[0-9]+ subjects", said.ToString());
    }

    [Fact]
    public async Task Matching_is_measured_against_plain_statements()
    {
        await MatchBenchmark.RunAsync(ground, Sizes.Tiny, report);
        Assert.Matches("city +[0-9.]+", said.ToString());
    }

    [Fact]
    public async Task The_desk_of_311_is_measured_against_plain_statements()
    {
        await DeskBenchmark.RunAsync(ground, Sizes.Tiny, report);
        Assert.Contains("people owed services", said.ToString());
        Assert.Contains("city, behind the pace", said.ToString());
    }

    [Fact]
    public async Task A_soak_looks_at_memory_files_and_threads_while_people_work()
    {
        await SoakBenchmark.RunAsync(ground, Sizes.Tiny, report);
        Assert.Matches("[1-9][0-9,]* pages and files, [1-9][0-9,]* imports taken back, [1-9][0-9,]* monthly runs", said.ToString());
        Assert.Contains("open files, last quarter of the second", said.ToString());
    }

    [Fact]
    public async Task Access_is_measured_against_the_request_it_is_part_of()
    {
        await AccessBenchmark.RunAsync(ground, Sizes.Tiny, report);
        Assert.Contains("access, of the whole request", said.ToString());
        Assert.Contains("their times are alike", said.ToString());
    }

    [Fact]
    public async Task Lists_are_measured_against_plain_statements()
    {
        await ListBenchmark.RunAsync(ground, Sizes.Tiny, report);
        Assert.Contains("city, first page of 50", said.ToString());
        Assert.Contains("per second on two free cores", said.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await ground.ForgetAsync();
        said.Dispose();
        folder.Delete(recursive: true);
    }
}
