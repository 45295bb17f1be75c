using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;

namespace Anju.Web.Commands;

/// <summary>
/// All commands. Whatever is wrong with the words typed, or with what they point at, is told in one Chinese sentence on
/// standard error, with exit code 2.
/// </summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} 用 --help 查看用法。");
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
    }

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
        };
        root.SetAction(ServeCommand.RunAsync);
        foreach (var option in root.Options)
        {
            option.Description = option switch
            {
                HelpOption => "显示用法和帮助",
                VersionOption => "显示版本",
                _ => option.Description,
            };
        }

        return root;
    }
}
