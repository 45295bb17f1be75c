using System.CommandLine;
using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Web.Commands;

/// <summary><c>export</c>: what the list page exports, to a file.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Ledger = new("LEDGER") { Description = "台账代码，例如 household" };
    private static readonly Option<FileInfo> Out = new("--out") { Description = "写到这个 .xlsx 或 .csv 文件", Required = true };
    private static readonly Option<string?> County = new("--county") { Description = "只导出这个县市区（名称或六位代码）" };
    private static readonly Option<string?> Month = new("--month") { Description = "只导出这个月的记录（有月份列的台账），例如 2025-11" };
    private static readonly Option<bool> Unmasked = new("--unmasked") { Description = "受限列不脱敏；文件须按规定保管" };

    public static Command Create()
    {
        var command = new Command("export", "导出台账") { Ledger, Out, County, Month, Unmasked };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = AnjuHost.Engines(await CommonOptions.SettingsAsync(parsed, cancellation));
        var databases = services.GetRequiredService<Databases>();
        var catalogue = services.GetRequiredService<LedgerCatalogue>();
        if (catalogue.Find(parsed.GetValue(Ledger)!) is not { } ledger)
        {
            return await RefuseAsync($"没有“{parsed.GetValue(Ledger)}”这个台账。可以导出：{string.Join("、", catalogue.All.Select(one => $"{one.Code}（{one.Title}）"))}");
        }

        if (parsed.GetValue(Month) is not null && MonthOf(ledger) is null)
        {
            return await RefuseAsync(
                $"“{ledger.Title}”没有月份列，不能按月导出。请去掉 --month 导出全部；可以按月导出的有：{string.Join("、", catalogue.All.Where(one => MonthOf(one) is not null).Select(one => $"{one.Code}（{one.Title}）"))}。");
        }

        var file = parsed.GetValue(Out)!;
        if (!Enum.TryParse<ExportFormat>(file.Extension.TrimStart('.'), ignoreCase: true, out var format))
        {
            return await RefuseAsync("只能导出为 .xlsx 或 .csv 文件。");
        }

        await using var db = databases.Open(Actor.System);
        var divisions = services.GetRequiredService<IDivisionNames>();
        var access = new FieldAccess(Actor.System, parsed.GetValue(Unmasked));
        var reader = new LedgerReader(db, catalogue, access, divisions, []);
        var query = await reader.AskAsync(ledger, Asked(ledger, parsed), cancellation);
        if (!query.IsOk)
        {
            return await RefuseAsync(query.Refusal.Message);
        }

        var export = new LedgerExport(reader, databases, catalogue, services.GetRequiredService<Computations>(), divisions, access, services.GetRequiredService<BusinessDate>(), services.GetRequiredService<TimeProvider>());
        await services.GetRequiredService<SecurityLog>().WriteAsync(
            new() { Kind = SecurityEventKind.Exported, Succeeded = true, Subject = $"{ledger.Code}.{format.Extension()}", Detail = access.Unmasked ? "命令行导出，未脱敏" : "命令行导出" },
            Actor.System,
            cancellation);
        var lines = await WriteAsync(export, query.Value, format, file, cancellation);
        await Console.Error.WriteLineAsync($"已导出 {lines:N0} {ledger.Counter}{(access.Unmasked ? "，受限列未脱敏，请按规定保管" : "，受限列已脱敏")}。");
        await Console.Out.WriteLineAsync(file.FullName);
        return 0;
    }

    /// <summary>Under another name first: a file that is there is whole.</summary>
    private static async Task<int> WriteAsync(LedgerExport export, LedgerQuery query, ExportFormat format, FileInfo file, CancellationToken cancellation)
    {
        file.Directory!.Create();
        var part = file.FullName + ".part";
        try
        {
            int lines;
            await using (var output = File.Create(part))
            {
                lines = await export.WriteAsync(query, format, output, cancellation);
            }

            File.Move(part, file.FullName, overwrite: true);
            return lines;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Asked(LedgerDefinition ledger, ParseResult parsed)
    {
        if (parsed.GetValue(County) is { } county)
        {
            yield return new("county", county);
        }

        if (parsed.GetValue(Month) is { } month)
        {
            yield return new(MonthOf(ledger)!.Field, month);
        }
    }

    private static LedgerColumn? MonthOf(LedgerDefinition ledger) => ledger.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Month);

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
