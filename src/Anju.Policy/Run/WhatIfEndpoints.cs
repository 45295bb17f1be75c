using System.Runtime.CompilerServices;
using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Anju.Policy;

/// <summary>Progress of a trial that takes longer than a page waits.</summary>
internal static class WhatIfEndpoints
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var trials = routes.MapGroup("/policy/trials/{key}").RequireAuthorization(Policies.Read).ExcludeFromDescription();
        trials.MapGet("/events", (string key, WhatIfDesk desk, CancellationToken cancellation) =>
            TypedResults.ServerSentEvents(EventsAsync(desk.Of(key), cancellation), ProgressEvent.Name));
        trials.MapPost("/cancel", Cancel);
    }

    private static RedirectHttpResult Cancel(string key, IFormCollection form, WhatIfDesk desk, Actor actor) =>
        TypedResults.Redirect(desk.Cancel(key, actor.Scope) is { Question: var question }
            ? $"/policy/rules/{question.Rule}?month={question.Month}&cancelled=true"
            : "/policy");

    private static async IAsyncEnumerable<ProgressEvent> EventsAsync(StartedTrial? trial, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (trial is { Answer: null })
        {
            yield return new(trial.Progress.PartsDone, trial.Progress.Parts, "正在试算", Message: $"已读取 {Format.Number(trial.Progress.Households)} 户");
            await Task.Delay(Glance, cancellation);
        }

        yield return trial switch
        {
            null => new(0, 0, "没有正在进行的试算", Finished: true),
            { Answer: { IsOk: false } refused } => new(0, 0, "没有完成", Finished: true, Failed: true, Message: refused.Refusal!.Message),
            _ => new(trial.Progress.Parts, trial.Progress.Parts, "已完成", Finished: true),
        };
    }
}
