using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Commands;

/// <summary>Whatever is typed wrongly or pointed at wrongly is told in one Chinese sentence, exit code 2, without a trace.</summary>
public sealed class WrongWordsTests
{
    [Theory]
    [InlineData("demo --households 10", "--households 应在 50 至 5000000 之间")]
    [InlineData("demo --households many", "--households")]
    [InlineData("demo --today 20.11.2025", "--today 应写成 2025-11-20 这样的日期")]
    [InlineData("month run 2025-11 --today yesterday", "--today 应写成 2025-11-20 这样的日期")]
    [InlineData("month run 2025-13", "月份“2025-13”应写成 2025-11")]
    [InlineData("month", "命令")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("export household", "--out")]
    [InlineData("rules --format xml", "xml")]
    [InlineData("serve --urls ftp://x", "--urls 应是 http:// 开头的地址")]
    [InlineData("check --db rubbish", "--db 应是 PostgreSQL 连接字符串")]
    [InlineData("check --db Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=3", "连不上数据库服务器")]
    [InlineData("import household /no/such/file.xlsx", "没有找到文件")]
    [InlineData("judge /no/such/file.json --month 2025-11", "没有找到文件")]
    public async Task Wrong_words_are_answered_with_a_sentence(string typed, string said)
    {
        var folder = Directory.CreateTempSubdirectory("anju-words-");
        try
        {
            var (code, output, error) = await TypedCommand.RunAsync(["--data", folder.FullName], typed.Split(' '));

            Assert.Equal(2, code);
            Assert.Empty(output);
            Assert.Contains(said, error, StringComparison.Ordinal);
            Assert.Contains(error, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
            Assert.Single(error.Trim().Split('\n'));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_with_other_files_is_no_place_for_a_demonstration()
    {
        var folder = Directory.CreateTempSubdirectory("anju-words-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "台账.txt"), "别人的", TestContext.Current.CancellationToken);

            var (code, _, error) = await TypedCommand.RunAsync(["--data", folder.FullName], "demo", "--households", "60", "--no-serve");

            Assert.Equal(2, code);
            Assert.Contains("已有别的文件（台账.txt）", error, StringComparison.Ordinal);
            Assert.Equal(["台账.txt"], folder.GetFileSystemInfos().Select(entry => entry.Name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("anju-words-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "anju.db"), new string('x', 4096), TestContext.Current.CancellationToken);

            var (code, _, error) = await TypedCommand.RunAsync(["--data", folder.FullName], "check");

            Assert.Equal((2, true), (code, error.Contains("打不开数据文件 anju.db", StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("demo --help")]
    [InlineData("export --help")]
    [InlineData("month run --help")]
    public async Task Help_is_in_Chinese(string typed)
    {
        var (code, output, _) = await TypedCommand.RunAsync([], typed.Split(' '));

        Assert.Equal(0, code);
        Assert.DoesNotContain("Usage", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Options", output, StringComparison.Ordinal);
        Assert.DoesNotContain("default", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Show ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("11/20/2025", output, StringComparison.Ordinal);
        Assert.Contains("用法", output, StringComparison.Ordinal);
    }
}

[OnSqliteAlone("what the command says and prints; filling and judging the city are tried on both")]
public sealed class DemoCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_of_a_demonstration_stand_still_on_its_date_whichever_command_opens_them()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var where = TypedCommand.In(database);

        var demo = await TypedCommand.RunAsync(where, "demo", "--households", "50", "--no-serve", "--today", "2025-09-15");
        Assert.True(demo.Code == 0, demo.Error);
        var other = await TypedCommand.RunAsync(where, "demo", "--no-serve", "--today", "2025-10-01");
        Assert.Equal((2, true), (other.Code, other.Error.Contains("业务日期是 2025-09-15", StringComparison.Ordinal)));
        var run = await TypedCommand.RunAsync(where, "month", "run", "2025-09");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("判定日期 2025-09-15", run.Error, StringComparison.Ordinal);
        Assert.Contains("判定日期 2025-09-14", (await TypedCommand.RunAsync(where, "month", "run", "2025-09", "--today", "2025-09-14")).Error, StringComparison.Ordinal);

        await using var db = database.Databases.Open(Actor.System);
        Assert.Equal(new DateOnly(2025, 9, 15), await DemoCity.DateAsync(db, Cancellation));
        Assert.Equal(new Month(2025, 9), await db.Set<MonthlyRun>().MaxAsync(x => x.Month, Cancellation));
    }

    [Fact]
    public async Task A_command_that_is_told_to_stop_says_so_and_nothing_of_its_inside()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals there.");
        await using var database = await TestDatabase.EmptyAsync();

        var (code, error) = await TypedCommand.StoppedAsync(TypedCommand.In(database), "demo", "--no-serve");

        Assert.Equal(130, code);
        Assert.EndsWith("已停止。", error.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_without_months_is_not_exported_by_month_and_told_what_to_do()
    {
        await using var database = await TestDatabase.MigratedAsync();
        var file = Path.Combine(database.Folder, "out.csv");

        var refused = await TypedCommand.RunAsync(TypedCommand.In(database), "export", "household", "--out", file, "--month", "2025-11");
        Assert.Equal(2, refused.Code);
        Assert.Contains("没有月份列，不能按月导出。请去掉 --month", refused.Error, StringComparison.Ordinal);
        Assert.Contains("monthly-verification", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await TypedCommand.RunAsync(TypedCommand.In(database), "export", "monthly-verification", "--out", file, "--month", "2025-11")).Code);
    }
}
