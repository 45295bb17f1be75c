using System.CommandLine;
using Anju.Kernel;

namespace Anju.Web.Commands;

/// <summary><c>serve</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "启动服务") { CommonOptions.Urls };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = AnjuHost.Build(await CommonOptions.SettingsAsync(parsed, cancellation));
        await app.StartAsync(cancellation);
        await Console.Out.WriteLineAsync($"安居已启动：{string.Join(' ', app.Urls)}");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
