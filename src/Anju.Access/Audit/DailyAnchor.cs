using Anju.Kernel;
using Microsoft.Extensions.Hosting;

namespace Anju.Access;

/// <summary>Drops an anchor on each day on which the server runs; the audit administrator is told when it cannot.</summary>
internal sealed class DailyAnchor(Anchors anchors, SecurityLog log, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(30);

    private DateOnly? done;

    /// <summary>Once a day; after a failure again at the next look.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        var today = BusinessDate.DateOf(clock.GetUtcNow().UtcDateTime);
        if (done == today)
        {
            return;
        }

        try
        {
            await anchors.DropAsync(cancellation);
            done = today;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await log.WriteAsync(
                new() { Kind = SecurityEventKind.Verified, Succeeded = false, Subject = "anchor", Detail = "锚定文件夹不能写入，当天的链尾没有写到库外" }, Actor.System, cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(First, clock, stoppingToken);
            while (true)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Look, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
