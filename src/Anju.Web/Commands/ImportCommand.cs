using System.CommandLine;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Spectre.Console;

namespace Anju.Web.Commands;

/// <summary><c>import</c>: a workbook into a ledger, checked and committed in one go.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Ledger = new("LEDGER") { Description = "台账代码，例如 person（搬迁人口及搬迁户）" };
    private static readonly Argument<FileInfo> File = new("FILE") { Description = ".xlsx 或 .csv 文件" };
    private static readonly Option<string?> County = new("--county") { Description = "文件所属县市区的六位代码" };
    private static readonly Option<bool> CheckOnly = new("--check-only") { Description = "只检查，不写入" };
    private static readonly Option<FileInfo?> Report = new("--report") { Description = "逐行结果写到这个 .csv" };
    private static readonly Option<FileInfo?> Annotated = new("--annotated") { Description = "批注后的原表写到这个 .xlsx" };
    private static readonly Option<string> Reason = new("--reason") { Description = "导入理由，记入日志", DefaultValueFactory = _ => "命令行导入" };

    public static Command Create()
    {
        var command = new Command("import", "导入工作簿") { Ledger, File, County, CheckOnly, Report, Annotated, Reason };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = AnjuHost.Engines(await CommonOptions.SettingsAsync(parsed, cancellation));
        var targets = services.GetRequiredService<ImportTargets>();
        if (targets.Find(parsed.GetValue(Ledger)!) is not { } target)
        {
            return await RefuseAsync($"没有“{parsed.GetValue(Ledger)}”这个台账。可以导入：{string.Join("、", targets.All.Select(one => $"{one.Code}（{one.Title}）"))}");
        }

        if (parsed.GetValue(File) is not { Exists: true } file)
        {
            return await RefuseAsync($"没有找到文件 {parsed.GetValue(File)?.FullName}");
        }

        return await RunAsync(services, target, file, parsed, cancellation);
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, ImportTarget target, FileInfo file, ParseResult parsed, CancellationToken cancellation)
    {
        var checkOnly = parsed.GetValue(CheckOnly);
        await using var stream = file.OpenRead();
        await using var db = services.GetRequiredService<Databases>().Open(Actor.System);
        var desk = ActivatorUtilities.CreateInstance<ImportDesk>(services, db);
        var done = await WithProgressAsync(progress => desk.ImportAsync(
            target, file.Name, stream, parsed.GetValue(County), checkOnly ? null : parsed.GetValue(Reason), progress, cancellation));
        if (!done.IsOk)
        {
            return await RefuseAsync(done.Refusal.Message);
        }

        var run = done.Value;
        var rows = run.Rows.Select(RowRecord.Of).ToList();
        if (parsed.GetValue(Report) is { } report)
        {
            await using var output = report.Create();
            await ImportReport.WriteAsync(run.Layout.Sheets, rows.ToAsyncEnumerable(), output, cancellation);
        }

        if (parsed.GetValue(Annotated) is { } annotated)
        {
            await using var output = annotated.Create();
            AnnotatedWorkbook.Write(stream, file.Name, [.. rows.SelectMany(row => ImportNotes.Of(run.Layout.Sheets, row))], output, cancellationToken: cancellation);
        }

        await Console.Out.WriteLineAsync(Summary(run.Tally, checkOnly));
        return 0;
    }

    private static Task<T> WithProgressAsync<T>(Func<IProgress<ReadProgress>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).StartAsync(progress =>
        {
            var task = progress.AddTask("导入");
            return work(new Progress<ReadProgress>(done =>
            {
                task.MaxValue = Math.Max(1, done.BytesTotal);
                task.Value = done.BytesDone;
            }));
        });
    }

    private static string Summary(ImportTally tally, bool checkOnly) =>
        $"{(checkOnly ? "检查" : "导入")}完成：读取 {tally.Read} 行 = {(checkOnly ? "可导入" : "导入")} {tally.Imported}（新增 {tally.New}、变更 {tally.Changed}、无变化 {tally.Unchanged}）"
            + $" + 退回 {tally.Rejected} + 待定 {tally.Held} + 跳过 {tally.Skipped}{(tally.Blank > 0 ? $"（其中空行 {tally.Blank}）" : "")}；更正 {tally.Fixed}，提醒 {tally.Warned}";

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
