using System.Diagnostics;
using System.Text.Json;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Policy.Run;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Policy;

/// <summary>The commands of this engine as somebody types them: another process, its exit code and what it prints.</summary>
[OnSqliteAlone("what commands say and print; the month itself is tried on both")]
public sealed class PolicyCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_is_run_shown_and_checked_from_the_command_line()
    {
        await using var city = await RunCity.NewAsync();
        await using var same = await RunCity.NewAsync();
        Assert.Equal((2, "2025年11月还没有运行。"), Last(await RunAsync([.. city.Where, "month", "status", "2025-11"])));

        var ran = await RunAsync([.. city.Where, "month", "run", "2025-11", "--today", "2025-11-20"]);
        var status = await RunAsync([.. city.Where, "month", "status", "2025-11"]);
        var check = await RunAsync([.. city.Where, "check"]);

        await using var db = city.Open();
        var run = await db.Set<MonthlyRun>().AsNoTracking().SingleAsync(Stop);
        Assert.Equal((0, RunState.Done, "命令行"), (ran.Code, run.State, run.StartedBy));
        Assert.Contains($"第 1 次，判定日期 2025-11-20", ran.Error, StringComparison.Ordinal);
        Assert.Contains(run.Digest, ran.Error, StringComparison.Ordinal);
        using (var whole = new RunMonth(same.Databases, new RegisterFacts(same.Databases, Anju.Web.Product.Modules), Given.Rules, Given.Pack, TimeProvider.System))
        {
            Assert.Equal((await whole.RunAsync(RunCity.November, RunCity.Today, "测试", null, Stop)).Value.Digest, run.Digest);
        }

        Assert.Equal((0, ran.Output), (status.Code, status.Output));
        var lines = status.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.Equal(("县（市、区）", "在册搬迁户", "全市", $"{run.Households:N0}"), (lines[0][0], lines[0][1], lines[^1][0], lines[^1][1].Split(' ')[0]));
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.Equal(13, lines.Count);
        Assert.Equal(0, check.Code);
        Assert.All(check.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("通过\t", line, StringComparison.Ordinal));
        Assert.Contains("\tfigures\t", check.Output, StringComparison.Ordinal);

        // A figure that somebody has tampered with is found.
        await db.Set<IndicatorCell>().Where(x => x.Level == AreaLevel.City && x.Code == "R-M03-3").ExecuteUpdateAsync(set => set.SetProperty(x => x.Met, x => x.Met + 1), Stop);
        var wrong = await RunAsync([.. city.Where, "check", "--only", "figures"]);
        Assert.Equal((1, true), (wrong.Code, wrong.Output.Contains("2025-11 R-M03-3", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_household_is_taken_out_and_judged_without_a_database()
    {
        await using var city = await RunCity.NewAsync();
        await using var db = city.Open();
        var home = await db.Set<Household>().AsNoTracking().Where(x => x.Status == HouseholdStatus.Active).OrderBy(x => x.Code).FirstAsync(Stop);
        var file = Path.Combine(Path.GetTempPath(), $"anju-{home.Id:N}.json");
        try
        {
            Assert.Equal(0, (await RunAsync([.. city.Where, "export-file", home.Code, "--out", file])).Code);
            var judged = await RunAsync(["judge", file, "--month", "2025-11", "--today", "2025-11-20", "--format", "json"]);
            var other = await RunAsync(["judge", file, "--month", "2025-11", "--today", "2025-11-20", "--rule", "R-M03-3", "--set", "labour.age-below=17"]);
            var wrong = await RunAsync(["judge", file, "--month", "2025-11", "--set", "labour.age-below=viele"]);

            using var lines = JsonDocument.Parse(judged.Output);
            var expected = Given.Rules.Judge((await new RegisterFacts(city.Databases, Anju.Web.Product.Modules).OfHouseholdAsync(home.Id, RunCity.November, RunCity.Today, Stop))!, RunCity.November, Given.Pack.Parameters.At(RunCity.November));
            Assert.Equal(
                expected.Select(x => $"{x.Rule.Code} {x.Verdict.Outcome switch { Outcome.Met => "MET", Outcome.NotMet => "NOT_MET", Outcome.Unknown => "UNKNOWN", _ => "NOT_APPLICABLE" }}"),
                lines.RootElement.EnumerateArray().Select(x => $"{x.GetProperty("rule").GetString()} {x.GetProperty("verdict").GetString()}"));
            Assert.Equal((0, 2), (other.Code, other.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
            Assert.Contains($"{home.Code},R-M03-3,", other.Output, StringComparison.Ordinal);
            Assert.Equal((2, true), (wrong.Code, wrong.Error.Contains("viele", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Every_rule_of_the_plan_is_listed()
    {
        var csv = await RunAsync(["rules"]);
        var json = await RunAsync(["rules", "--format", "json"]);

        var expected = Given.Pack.Rules.Select(x => x.Code).Concat(Given.Rules.All.Select(x => x.Code)).Distinct().Order(StringComparer.Ordinal).ToList();
        using var lines = JsonDocument.Parse(json.Output);
        Assert.Equal(expected, lines.RootElement.EnumerateArray().Select(x => x.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(Given.Rules.All.Count, lines.RootElement.EnumerateArray().Count(x => x.GetProperty("built").GetBoolean()));
        Assert.Equal(expected.Count + 1, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("R-M03-3,M03,一户一人稳定就业,Duty,", csv.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("month", "run", "2025-13", "应写成 2025-11")]
    [InlineData("month", "run", "2035-01", "还没有到")]
    [InlineData("check", "--only", "nothing", "没有这样的检查")]
    [InlineData("export-file", "431000000000", "", "没有户编号为 431000000000 的户")]
    [InlineData("judge", "nowhere.json", "--month=2025-11", "没有找到文件")]
    public async Task What_cannot_be_done_is_refused_with_exit_code_2_and_a_sentence(string command, string first, string second, string words)
    {
        await using var city = await RunCity.EmptyAsync();

        var answer = await RunAsync([.. city.Where, command, first, .. second.Length == 0 ? Array.Empty<string>() : [second]]);

        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Contains(words, answer.Error, StringComparison.Ordinal);
    }

    private static (int, string) Last(Answer answer) => (answer.Code, answer.Error.Trim());

    private static async Task<Answer> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Anju.Web.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("ANJU_DB");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return new(process.ExitCode, await output, await error);
    }

    private sealed record Answer(int Code, string Output, string Error);
}
