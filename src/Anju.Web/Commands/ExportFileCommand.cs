using System.CommandLine;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Microsoft.EntityFrameworkCore;

namespace Anju.Web.Commands;

/// <summary><c>export-file</c>: one household's file as JSON, with nothing left out; what <c>judge</c> reads.</summary>
internal static class ExportFileCommand
{
    private static readonly Argument<string> Code = new("CODE") { Description = "户编号" };
    private static readonly Option<FileInfo?> Out = new("--out") { Description = "写到这个文件；不写则输出到屏幕" };

    public static Command Create()
    {
        var command = new Command("export-file", "导出一户的档案（JSON，含完整证件号码，请妥善保管）") { Code, Out };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var databases = new Databases(CommonOptions.AddressOf(parsed), Product.Modules);
        await databases.MigrateAsync(cancellation);
        await using var db = databases.Open(Actor.System);
        var code = parsed.GetValue(Code)!;
        var ledgers = new LedgerCatalogue(Product.Modules);
        var id = await db.Set<Household>().Where(x => x.Code == code).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(cancellation);
        if (id is null || await FileOfHousehold.ReadAsync(db, ledgers, id.Value, cancellation) is not { } file)
        {
            await Console.Error.WriteLineAsync($"没有户编号为 {code} 的户。");
            return 2;
        }

        var json = FactFile.Of(file, ledgers).ToJson(ledgers).ToJsonString(JudgeCommand.Indented);
        if (parsed.GetValue(Out) is { } to)
        {
            await File.WriteAllTextAsync(to.FullName, json + Environment.NewLine, cancellation);
            return 0;
        }

        await Console.Out.WriteLineAsync(json);
        return 0;
    }
}
