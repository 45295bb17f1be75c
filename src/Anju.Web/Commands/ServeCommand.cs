using System.CommandLine;
using Anju.Kernel;

namespace Anju.Web.Commands;

/// <summary><c>serve</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "启动服务") { CommonOptions.Urls, CommonOptions.Proxies };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (SafeStart.Before(CommonOptions.Settings(parsed)) is { Count: > 0 } refusals)
        {
            return await RefuseAsync(refusals);
        }

        var settings = await CommonOptions.SettingsAsync(parsed, cancellation);
        var faults = await SafeStart.OfDatabaseAsync(settings, cancellation);
        foreach (var told in faults.Where(fault => !fault.Refuses))
        {
            await Console.Error.WriteLineAsync($"注意：{told.Said}");
        }

        if (faults.Any(fault => fault.Refuses))
        {
            return await RefuseAsync(faults.Where(fault => fault.Refuses).Select(fault => fault.Said));
        }

        await using var app = AnjuHost.Build(settings);
        await app.StartAsync(cancellation);
        await Console.Out.WriteLineAsync($"安居已启动：{string.Join(' ', app.Urls)}");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> refusals)
    {
        foreach (var said in refusals)
        {
            await Console.Error.WriteLineAsync(said);
        }

        await Console.Error.WriteLineAsync("服务没有启动。");
        return 2;
    }
}
