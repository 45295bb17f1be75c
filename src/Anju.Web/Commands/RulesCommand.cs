using System.CommandLine;
using System.Text.Json;
using Anju.Kernel;
using Anju.Policy;

namespace Anju.Web.Commands;

/// <summary><c>rules</c>: the catalogue of all rules, built or not.</summary>
internal static class RulesCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "csv 或 json", DefaultValueFactory = _ => "csv" };

    /// <summary>A rule as the catalogue lists it.</summary>
    /// <param name="Built">Whether it judges; the others are planned.</param>
    internal sealed record Line(
        string Code, string Measure, string Title, string Kind, string Clause, string Strength, string Subject, string Lead,
        IReadOnlyList<string> Parameters, string? FirstMonth, string? LastMonth, int? Version, bool Built);

    public static Command Create()
    {
        var command = new Command("rules", "规则目录") { Format };
        Format.AcceptOnlyFromAmong("csv", "json");
        command.SetAction(RunAsync);
        return command;
    }

    internal static IReadOnlyList<Line> All(PlanPack pack, RuleBook book) =>
    [
        .. pack.Rules.Select(entry => book.Find(entry.Code) is { } rule ? Of(rule, entry, pack) : Of(entry, pack)),
        .. book.All.Where(rule => !pack.Rules.Has(rule.Code)).Select(rule => Of(rule, null, pack)),
    ];

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var pack = PlanPack.Load();
        var lines = All(pack, new RuleBook(Product.Modules, pack));
        if (parsed.GetValue(Format) == "json")
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(lines, Json.Options));
            return 0;
        }

        await Console.Out.WriteLineAsync("code,measure,title,kind,clause,strength,subject,lead,parameters,first,last,version,built");
        foreach (var x in lines)
        {
            await Console.Out.WriteLineAsync(string.Join(',', new[]
            {
                x.Code, x.Measure, x.Title, x.Kind, x.Clause, x.Strength, x.Subject, x.Lead, string.Join(' ', x.Parameters), x.FirstMonth, x.LastMonth,
                x.Version?.ToString(), x.Built ? "yes" : "no",
            }.Select(Quoted)));
        }

        return 0;
    }

    private static Line Of(Rule rule, CataloguedRule? entry, PlanPack pack) => new(
        rule.Code, rule.Clause.Article.Code, rule.Title, rule.Kind.ToString(), rule.Clause.Quotation, rule.Strength.Letter().ToString(),
        entry?.SubjectName ?? rule.Subject.Name,
        pack.DepartmentName((rule.Work?.Lead ?? pack.Plan[rule.Clause.Article].Lead).Value, null),
        rule.Uses, rule.FirstMonth?.ToString(), rule.LastMonth?.ToString(), rule.Version, true);

    private static Line Of(CataloguedRule entry, PlanPack pack) => new(
        entry.Code, entry.Article.Code, entry.Title, nameof(RuleKind.Duty),
        string.Join("；", pack.Plan[entry.Article].Obligations.Where(x => entry.Obligations.Contains(x.Id)).Select(x => x.Quotation)),
        entry.Strength.Letter().ToString(), entry.SubjectName, pack.DepartmentName(pack.Plan[entry.Article].Lead.Value, null), [], null, null, null, false);

    private static string Quoted(string? text) =>
        text is null ? "" : text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
