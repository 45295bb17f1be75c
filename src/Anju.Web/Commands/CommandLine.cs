using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;

namespace Anju.Web.Commands;

/// <summary>
/// All commands. Whatever is wrong with the words typed, or with what they point at, is told in one Chinese sentence on
/// standard error, with exit code 2.
/// </summary>
internal static class CommandLine
{
    private const string Language = "zh-Hans";

    /// <summary>Exit code of a command that was told to stop: 128 and the number of the signal of Ctrl+C.</summary>
    private const int Stopped = 130;

    // The invariant culture knows no scripts: it asks for zh-HANS, which is no folder where names of files have a case.
    static CommandLine() => AssemblyLoadContext.Default.Resolving += WordsOf;

    public static async Task<int> RunAsync(string[] args)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language);
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{string.Join(' ', parsed.Errors.Select(error => string.Join(' ', error.Message.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))))} 用 --help 查看用法。");
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (Trouble.Of(problem) is { } said)
        {
            await Console.Error.WriteLineAsync(said);
            return 2;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("已停止。");
            return Stopped;
        }
    }

    private static Assembly? WordsOf(AssemblyLoadContext context, AssemblyName name) =>
        string.Equals(name.CultureName, Language, StringComparison.OrdinalIgnoreCase)
        && Path.Combine(AppContext.BaseDirectory, Language, $"{name.Name}.dll") is var path && File.Exists(path)
            ? context.LoadFromAssemblyPath(path)
            : null;

    private static RootCommand Root()
    {
        var root = new RootCommand("安居：易地扶贫搬迁后续扶持工作系统")
        {
            CommonOptions.Data,
            CommonOptions.Database,
            ServeCommand.Create(),
            DemoCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            ExportFileCommand.Create(),
            JudgeCommand.Create(),
            MonthCommand.Create(),
            RulesCommand.Create(),
            CheckCommand.Create(),
            KeysCommand.Create(),
            AdministratorsCommand.Create(),
        };
        root.SetAction(ServeCommand.RunAsync);
        foreach (var option in root.Options)
        {
            option.Action = option is HelpOption { Action: HelpAction help } ? new ChineseHelp(help) : option.Action;
            option.Description = option switch
            {
                HelpOption => "显示用法和帮助",
                VersionOption => "显示版本",
                _ => option.Description,
            };
        }

        return root;
    }

    /// <summary>The library's translation leaves a few words out.</summary>
    private sealed class ChineseHelp(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var output = parseResult.InvocationConfiguration.Output;
            var text = new StringBuilder();
            parseResult.InvocationConfiguration.Output = new StringWriter(text);
            var code = help.Invoke(parseResult);
            output.Write(text.Replace("Description:", "说明:").Replace("[default: ", "[默认 ").Replace("(REQUIRED)", "（必填）"));
            return code;
        }
    }
}
