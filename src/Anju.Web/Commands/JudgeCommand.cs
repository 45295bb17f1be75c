using System.CommandLine;
using System.Text.Json;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register.HouseholdFile;

namespace Anju.Web.Commands;

/// <summary><c>judge</c>: judges household files without a database, for explaining and for what-if.</summary>
internal static class JudgeCommand
{
    private static readonly Argument<FileInfo> Facts = new("FACTS.json") { Description = "一户或几户的档案，与 export-file 和 GET /api/households/{code}/file 相同" };
    private static readonly Option<string> Month = new("--month") { Description = "判定的月份，例如 2025-11", Required = true };
    private static readonly Option<string?> Rule = new("--rule") { Description = "只判定这一条规则，例如 R-M03-3" };
    private static readonly Option<string> Format = new("--format") { Description = "csv 或 json", DefaultValueFactory = _ => "csv" };
    private static readonly Option<string[]> Set = new("--set") { Description = "试算：参数=值，可以写几次", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<DateOnly?> Today = CommonOptions.Date("--today", "判定的日期；不写则为今天");

    /// <summary>JSON for people to read and change.</summary>
    internal static JsonSerializerOptions Indented { get; } = new(Json.Options) { WriteIndented = true };

    public static Command Create()
    {
        var command = new Command("judge", "不用数据库，判定 JSON 里的户") { Facts, Month, Rule, Format, Set, Today };
        Format.AcceptOnlyFromAmong("csv", "json");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetValue(Facts)!;
        if (!Kernel.Month.TryParse(parsed.GetValue(Month), out var month))
        {
            return await RefuseAsync($"月份“{parsed.GetValue(Month)}”应写成 2025-11");
        }

        if (!file.Exists)
        {
            return await RefuseAsync($"没有找到文件 {file.FullName}");
        }

        var set = Pairs(parsed.GetValue(Set) ?? []);
        if (!set.IsOk)
        {
            return await RefuseAsync(set.Refusal.Message);
        }

        var ledgers = new LedgerCatalogue(Product.Modules);
        await using var stream = file.OpenRead();
        var files = new FactFileReader(ledgers).Read(stream);
        if (!files.IsOk)
        {
            return await RefuseAsync(files.Refusal.Message);
        }

        var pack = PlanPack.Load();
        var judged = new JudgeFile(Product.Modules, ledgers, new RuleBook(Product.Modules, pack), pack).Judge(
            files.Value, month, parsed.GetValue(Today) ?? new BusinessDate(TimeProvider.System).Today, parsed.GetValue(Rule), set.Value);
        if (!judged.IsOk)
        {
            return await RefuseAsync(judged.Refusal.Message);
        }

        await WriteAsync(Console.Out, judged.Value, parsed.GetValue(Format)!);
        return 0;
    }

    internal static async Task WriteAsync(TextWriter to, IReadOnlyList<JudgedLine> lines, string format)
    {
        if (format == "json")
        {
            await to.WriteLineAsync(JsonSerializer.Serialize(lines, Indented));
            return;
        }

        await to.WriteLineAsync("household,rule,subject,verdict,due,reason");
        foreach (var line in lines)
        {
            await to.WriteLineAsync(string.Join(',', new[] { line.Household, line.Rule, line.Subject, line.Verdict, line.Due, line.Reason }.Select(Quoted)));
        }
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static Result<IReadOnlyDictionary<string, string>> Pairs(IEnumerable<string> texts)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } key, var value])
            {
                return new Refusal("SET", $"“{text}”应写成 参数=值，例如 stable-job.months=6");
            }

            pairs[key] = value;
        }

        return Result.Of<IReadOnlyDictionary<string, string>>(pairs);
    }

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
