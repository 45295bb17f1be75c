using System.CommandLine;
using Anju.Kernel;

namespace Anju.Web.Commands;

/// <summary><c>check</c>: everything that must agree with itself, one line each; 1 when anything does not.</summary>
internal static class CheckCommand
{
    private static readonly Option<string[]> Only = new("--only") { Description = "只做这些检查，例如 journal figures", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        var command = new Command("check", "核对：余额、合计、指标重算、日志链、孤立记录") { Only };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var databases = new Databases(CommonOptions.AddressOf(parsed), Product.Modules);
        await databases.MigrateAsync(cancellation);
        var only = parsed.GetValue(Only) ?? [];
        var checks = Product.Modules.Create<TieOut>().Where(x => only.Length == 0 || only.Contains(x.Code)).OrderBy(x => x.Code, StringComparer.Ordinal).ToList();
        if (checks.Count == 0)
        {
            await Console.Error.WriteLineAsync($"没有这样的检查。可以用：{string.Join("、", Product.Modules.Create<TieOut>().Select(x => x.Code))}");
            return 2;
        }

        return await RunAsync(databases, checks, Console.Out, cancellation) ? 0 : 1;
    }

    internal static async Task<bool> RunAsync(Databases databases, IReadOnlyList<TieOut> checks, TextWriter output, CancellationToken cancellation)
    {
        var holds = true;
        foreach (var check in checks)
        {
            await using var db = databases.Open(Actor.System);
            var result = await check.CheckAsync(db, cancellation);
            holds &= result.Holds;
            await output.WriteLineAsync(result.Holds
                ? $"通过\t{check.Code}\t{check.Title}\t核对 {result.Looked} 项"
                : $"不符\t{check.Code}\t{check.Title}\t核对 {result.Looked} 项，{result.Failed} 项不符：{string.Join("；", result.Wrong)}");
        }

        return holds;
    }
}
