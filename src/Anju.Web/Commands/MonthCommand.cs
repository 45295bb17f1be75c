using System.CommandLine;
using Anju.Kernel;
using Anju.Policy;
using Anju.Ui;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Anju.Web.Commands;

/// <summary><c>month run</c> and <c>month status</c>: judging a month, and how it stands in each county.</summary>
internal static class MonthCommand
{
    private static readonly Argument<string> Which = new("MONTH") { Description = "月份，例如 2025-11" };
    private static readonly Option<DateOnly?> Today = CommonOptions.Date("--today", "判定的日期；不写则为今天，演示数据则为其业务日期");

    public static Command Create()
    {
        var run = new Command("run", "运行一个月：逐户逐人判定，生成指标和待办") { Which, Today };
        run.SetAction((parsed, cancellation) => WithHostAsync(parsed, RunAsync, cancellation));
        var status = new Command("status", "一个月的运行情况，按县（市、区）") { Which };
        status.SetAction((parsed, cancellation) => WithHostAsync(parsed, StatusAsync, cancellation));
        return new Command("month", "月度运行") { run, status };
    }

    private static async Task<int> WithHostAsync(
        ParseResult parsed, Func<IServiceProvider, ParseResult, Month, CancellationToken, Task<int>> act, CancellationToken cancellation)
    {
        if (!Month.TryParse(parsed.GetValue(Which), out var month))
        {
            return await RefuseAsync($"月份“{parsed.GetValue(Which)}”应写成 2025-11");
        }

        await using var services = AnjuHost.Engines(await CommonOptions.SettingsAsync(parsed, cancellation));
        return await act(services, parsed, month, cancellation);
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, Month month, CancellationToken cancellation)
    {
        var today = parsed.GetValue(Today) ?? services.GetRequiredService<BusinessDate>().Today;
        await services.GetRequiredService<ParameterNotes>().LookAsync(cancellation);
        var running = services.GetRequiredService<RunMonth>();
        var result = await WithProgressAsync(progress => running.RunAsync(month, today, "命令行", progress, cancellation));
        if (!result.IsOk)
        {
            return await RefuseAsync(result.Refusal.Message);
        }

        var run = result.Value;
        await services.GetRequiredService<SecurityLog>().WriteAsync(
            new() { Kind = SecurityEventKind.RanMonth, Succeeded = true, Subject = month.ToString(), Detail = "命令行完成月度运行" }, Actor.System, cancellation);
        await Console.Error.WriteLineAsync(
            $"{month.ToChinese()}运行完成（第 {run.Number} 次，判定日期 {Format.Date(run.JudgedOn)}）：{Format.Number(run.Households)} 户、{Format.Number(run.People)} 人；"
            + $"待办新增 {Format.Number(run.WorkOpened)}、保留 {Format.Number(run.WorkKept)}、销号 {Format.Number(run.WorkClosed)}；结果摘要 {run.Digest}");
        foreach (var aftermath in services.GetServices<IRunAftermath>())
        {
            await aftermath.AfterAsync(run, cancellation);
        }

        var shown = await StatusAsync(services, parsed, month, cancellation);
        await running.SweepAsync(cancellation);
        return shown;
    }

    private static async Task<int> StatusAsync(IServiceProvider services, ParseResult parsed, Month month, CancellationToken cancellation)
    {
        await using var db = services.GetRequiredService<Databases>().Open(Actor.System);
        var (book, pack) = (services.GetRequiredService<IndicatorBook>(), services.GetRequiredService<PlanPack>());
        var figures = new Figures(db, book, pack);
        if (await figures.RunAsync(month, cancellation) is not { } run)
        {
            var last = await db.Set<MonthlyRun>().Where(x => x.Month == month).OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancellation);
            return await RefuseAsync(last is null ? $"{month.ToChinese()}还没有运行。" : $"{month.ToChinese()}没有完成的运行，最近一次{Words(last.State)}。");
        }

        var shown = book.Sizes.Take(2).Concat(book.Headlines).ToList();
        var counties = await figures.LevelAsync(run, AreaLevel.County, null, cancellation);
        await Console.Out.WriteLineAsync(string.Join('\t', shown.Select(book.TitleOf).Prepend("县（市、区）")));
        foreach (var (county, counts) in counties.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            await WriteAsync(pack.NameOf(county), shown.Select(x => figures.Read(x, run, Area.County(county), counts)));
        }

        await WriteAsync("全市", (await figures.OfAsync(run, figures.City, cancellation)).Where(x => shown.Contains(x.Indicator)).OrderBy(x => shown.IndexOf(x.Indicator)));
        return 0;

        Task WriteAsync(string name, IEnumerable<Reading> readings) =>
            Console.Out.WriteLineAsync(string.Join('\t', readings.Select(x => FigureWords.Of(book, x)).Prepend(name)));
    }

    private static Task<T> WithProgressAsync<T>(Func<IProgress<RunProgress>, Task<T>> work) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().AutoClear(true).StartAsync(bars =>
        {
            var bar = bars.AddTask("判定");
            return work(new Progress<RunProgress>(done => (bar.MaxValue, bar.Value) = (Math.Max(1, done.Parts), done.PartsDone)));
        });

    private static string Words(RunState state) => state switch
    {
        RunState.Broken => "中断了，再次运行会接着做完",
        RunState.Cancelled => "被取消了",
        RunState.Running => "正在进行",
        _ => "已被取代",
    };

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
