using System.CommandLine;
using Anju.Web.Commands;

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
return await root.Parse(args).InvokeAsync();
