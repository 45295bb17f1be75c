using System.Collections.Concurrent;
using Anju.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Access;

/// <summary>Tells the audit administrator of somebody who went too fast: once in a span of time, however often they go on trying.</summary>
internal sealed class PaceAlerts(SecurityLog log, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Account, Pace Pace), DateTimeOffset> told = new();

    public async Task NoteAsync(HttpContext context, Pace pace, Allowance allowed, CancellationToken cancellation)
    {
        var current = context.RequestServices.GetRequiredService<CurrentActor>();
        if (current.Session is not { } session)
        {
            return;
        }

        var (key, now) = ((session.Account.Id, pace), clock.GetUtcNow());
        if (told.TryGetValue(key, out var last) ? now - last < allowed.Within || !told.TryUpdate(key, now, last) : !told.TryAdd(key, now))
        {
            return;
        }

        await log.WriteAsync(
            new()
            {
                Kind = SecurityEventKind.Denied,
                Succeeded = false,
                Subject = $"pace/{pace.ToString().ToLowerInvariant()}",
                Detail = $"{Words(pace)}过于频繁：{allowed.Within.TotalMinutes:0.#} 分钟内超过 {allowed.Times} 次",
            },
            current.Actor,
            cancellation);
    }

    private static string Words(Pace pace) => pace switch
    {
        Pace.Search => "查找",
        Pace.Look => "查看户、人和记录",
        Pace.Export => "导出",
        Pace.Upload => "上传文件",
        _ => "调用接口",
    };
}
