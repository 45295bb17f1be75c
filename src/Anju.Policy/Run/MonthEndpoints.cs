using System.Runtime.CompilerServices;
using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Anju.Policy;

/// <summary>Starting, following and stopping a monthly run. Binding the form is what checks its token.</summary>
internal static class MonthEndpoints
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var months = routes.MapGroup("/months/{month}").ExcludeFromDescription();
        months.MapPost("/run", StartAsync).RequireAuthorization(Policies.RunMonth);
        months.MapPost("/cancel", CancelAsync).RequireAuthorization(Policies.RunMonth);
        months.MapGet("/events", Follow).RequireAuthorization(Policies.Read);
    }

    private static async Task<RedirectHttpResult> StartAsync(
        string month, IFormCollection form, MonthRunner runner, BusinessDate date, Actor actor, Trail trail, CancellationToken cancellation)
    {
        if (!Month.TryParse(month, out var asked))
        {
            return TypedResults.Redirect("/months");
        }

        // Told afterwards: who clicks twice joins the first run, however long the log takes while it writes.
        runner.Start(asked, date.Today, actor.Name);
        await trail.DidAsync(SecurityEventKind.RanMonth, asked.ToString(), "启动月度运行", null, cancellation);
        return TypedResults.Redirect($"/months/{asked}");
    }

    private static async Task<RedirectHttpResult> CancelAsync(string month, IFormCollection form, MonthRunner runner, Trail trail, CancellationToken cancellation)
    {
        if (!Month.TryParse(month, out var asked))
        {
            return TypedResults.Redirect("/months");
        }

        await runner.CancelAsync(asked, cancellation);
        await trail.DidAsync(SecurityEventKind.RanMonth, asked.ToString(), "取消月度运行", null, cancellation);
        return TypedResults.Redirect($"/months/{asked}");
    }

    private static IResult Follow(string month, MonthRunner runner, TimeProvider clock, CancellationToken cancellation) =>
        Month.TryParse(month, out var asked)
            ? TypedResults.ServerSentEvents(EventsAsync(runner.Of(asked), clock, cancellation), ProgressEvent.Name)
            : TypedResults.NotFound();

    private static async IAsyncEnumerable<ProgressEvent> EventsAsync(
        StartedRun? run, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var doneBefore = run?.Progress.PartsDone ?? 0;
        while (run is { Finished: false })
        {
            yield return Of(run.Progress, clock.GetElapsedTime(began), doneBefore);
            await Task.Delay(Glance, cancellation);
        }

        yield return run switch
        {
            null => new(0, 0, "没有正在进行的运行", Finished: true),
            { Cancelled: true } => new(0, 0, "已取消", Finished: true, Failed: true, Message: "没有改动任何数据"),
            { Refusal: { } refusal } => new(0, 0, "没有完成", Finished: true, Failed: true, Message: refusal.Message),
            _ => new(run.Progress.Parts, run.Progress.Parts, "已完成", Finished: true, Message: Words(run.Progress)),
        };
    }

    private static ProgressEvent Of(RunProgress progress, TimeSpan elapsed, int doneBefore)
    {
        var (done, left) = (progress.PartsDone - doneBefore, progress.Parts - progress.PartsDone);
        int? seconds = done > 0 ? (int)Math.Ceiling(elapsed.TotalSeconds * left / done) : null;
        return left == 0 && progress.Parts > 0
            ? new(progress.Parts, progress.Parts, "正在汇总指标和待办事项", Message: Words(progress))
            : new(progress.PartsDone, progress.Parts, "正在逐户判定", seconds, Message: Words(progress));
    }

    private static string Words(RunProgress progress) => $"已判定 {Format.Number(progress.Households)} 户 {Format.Number(progress.People)} 人";
}
