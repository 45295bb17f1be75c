using System.CommandLine;
using System.Text.Json;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Anju.Web.Commands;

/// <summary><c>demo</c>: fills an empty data folder with an invented city, judges it, and serves it.</summary>
internal static class DemoCommand
{
    private static readonly DemoOptions Usual = new();

    private static readonly Option<int> Households = new("--households")
    {
        Description = $"虚构多少户（{DemoOptions.Fewest} 至 {DemoOptions.Most}）",
        DefaultValueFactory = _ => Usual.Households,
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && (number is < DemoOptions.Fewest or > DemoOptions.Most))
                {
                    result.AddError($"--households 应在 {DemoOptions.Fewest} 至 {DemoOptions.Most} 之间。");
                }
            },
        },
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "随机种子；相同的种子得到相同的城市", DefaultValueFactory = _ => Usual.Seed };
    private static readonly Option<bool> NoServe = new("--no-serve") { Description = "只生成数据，不启动服务" };
    private static readonly Option<string?> Links = new("--links") { Description = "把登录链接写成 JSON 文件" };
    private static readonly Option<DateOnly?> Today = CommonOptions.Date("--today", $"演示的业务日期；不写则为 {Usual.Today:yyyy-MM-dd}");

    /// <summary>Months judged after filling, so that trends have something to show.</summary>
    private const int JudgedMonths = 12;

    public static Command Create()
    {
        var command = new Command("demo", "生成虚构的演示城市并启动服务") { Households, Seed, NoServe, Links, Today, CommonOptions.Urls };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"), "Production", StringComparison.OrdinalIgnoreCase))
        {
            await Console.Error.WriteLineAsync("正式环境不能运行演示命令。请去掉环境变量 ASPNETCORE_ENVIRONMENT=Production，或改用 serve。");
            return 2;
        }

        if (Occupied(CommonOptions.DataOf(parsed)) is { } other)
        {
            await Console.Error.WriteLineAsync($"文件夹 {CommonOptions.DataOf(parsed)} 里已有别的文件（{other}），演示数据不与它们放在一起。请用 --data 指定一个空文件夹。");
            return 2;
        }

        var settings = await CommonOptions.SettingsAsync(parsed, cancellation);
        if (settings.Today is { } standing && parsed.GetValue(Today) is { } asked && asked != standing)
        {
            await Console.Error.WriteLineAsync($"这里的演示城市的业务日期是 {standing:yyyy-MM-dd}，不能改为 {asked:yyyy-MM-dd}。请去掉 --today，或用 --data 指定一个空文件夹重新生成。");
            return 2;
        }

        var options = new DemoOptions
        {
            Households = parsed.GetValue(Households),
            Seed = parsed.GetValue(Seed),
            Today = settings.Today ?? parsed.GetValue(Today) ?? Usual.Today,
        };
        await using var app = AnjuHost.Build(settings with { Today = options.Today, Demo = true });
        var databases = app.Services.GetRequiredService<Databases>();
        if (await FillAsync(app.Services, databases, options, cancellation) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 2;
        }

        await DemoAccounts.EnsureAsync(databases, options, cancellation);
        if (parsed.GetValue(NoServe))
        {
            return 0;
        }

        await app.StartAsync(cancellation);
        await TellLinksAsync(app, await DemoAccounts.HoldersAsync(app.Services, cancellation), parsed.GetValue(Links), cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    /// <summary>A file that is not of this product; where there is a database already, what it holds decides.</summary>
    private static string? Occupied(string data) =>
        File.Exists(data) ? Path.GetFileName(data)
        : !Directory.Exists(data) || File.Exists(Path.Combine(data, "anju.db")) ? null
        : Directory.EnumerateFileSystemEntries(data).Select(Path.GetFileName).FirstOrDefault(name => name is not "keys");

    private static Task<Refusal?> FillAsync(IServiceProvider services, Databases databases, DemoOptions options, CancellationToken cancellation) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().StartAsync(async bars =>
        {
            var writing = bars.AddTask("生成演示城市");
            var filled = await DemoCity.FillAsync(databases, options, services.GetRequiredService<TimeProvider>(), Report(writing), cancellation);
            writing.Value = writing.MaxValue;
            if (!filled.IsOk)
            {
                return filled.Refusal;
            }

            var judging = bars.AddTask("按月运行", maxValue: JudgedMonths);
            var last = Month.Of(options.Today);
            foreach (var month in await MonthsToJudgeAsync(databases, last, cancellation))
            {
                var judgedOn = month == last ? options.Today : month.Next.First.AddDays(9);
                var run = await services.GetRequiredService<RunMonth>().RunAsync(
                    month, judgedOn < options.Today ? judgedOn : options.Today, "演示", null, cancellation);
                if (!run.IsOk)
                {
                    return run.Refusal;
                }

                foreach (var aftermath in month == last ? services.GetServices<IRunAftermath>() : [])
                {
                    await aftermath.AfterAsync(run.Value, cancellation);
                }

                judging.Increment(1);
            }

            judging.Value = judging.MaxValue;
            return null;
        });

    private static async Task<IReadOnlyList<Month>> MonthsToJudgeAsync(Databases databases, Month last, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var judged = await db.Set<MonthlyRun>().Where(run => run.State == RunState.Done).Select(run => run.Month).ToListAsync(cancellation);
        return [.. Enumerable.Range(1 - JudgedMonths, JudgedMonths).Select(last.AddMonths).Except(judged)];
    }

    private static Progress<DemoProgress> Report(ProgressTask task) => new(step =>
    {
        task.MaxValue = step.Total;
        task.Value = step.Done;
    });

    private static async Task TellLinksAsync(WebApplication app, IReadOnlyList<Holder> users, string? file, CancellationToken cancellation)
    {
        var links = app.Services.GetRequiredService<SignInLinks>();
        var rows = users.Select(user => new
        {
            role = user.Role.ToString(),
            title = user.Post.Title,
            organisation = user.Post.Organisation,
            user = user.Account.Name,
            url = app.Urls.First() + links.For(user.Id),
        }).ToList();
        await Console.Out.WriteLineAsync($"\n演示城市已启动：{app.Urls.First()}\n用下面的链接登录（仅限本机，数据全部虚构）：\n");
        foreach (var row in rows)
        {
            await Console.Out.WriteLineAsync($"  {row.organisation}　{row.title}　{row.user}\n    {row.url}");
        }

        if (file is not null)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(rows, Json.Options), cancellation);
        }
    }
}
