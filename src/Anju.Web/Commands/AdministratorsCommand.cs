using System.CommandLine;
using Anju.Access;

namespace Anju.Web.Commands;

/// <summary><c>administrators</c>: one-time codes for the first three administrators of an empty system.</summary>
internal static class AdministratorsCommand
{
    public static Command Create()
    {
        var command = new Command("administrators", "为新系统开通系统、安全、审计三员，给出一次性登记码");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = AnjuHost.Engines(await CommonOptions.SettingsAsync(parsed, cancellation));
        var opened = await services.GetRequiredService<FirstAdministrators>().OpenAsync(cancellation);
        if (!opened.IsOk)
        {
            await Console.Error.WriteLineAsync(opened.Refusal.Message);
            return 2;
        }

        await Console.Out.WriteLineAsync("请把登记码分别当面交给三位不同的人，24 小时内在登录页“凭登记码设置口令”，用过即作废：\n");
        foreach (var (signInName, name, code) in opened.Value)
        {
            await Console.Out.WriteLineAsync($"  {name}　用户名 {signInName}　登记码 {code}");
        }

        return 0;
    }
}
