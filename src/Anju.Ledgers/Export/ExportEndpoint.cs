using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Anju.Ledgers;

/// <summary>The file behind 导出: the same lines as the list whose address it carries.</summary>
internal static class ExportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledgers/{code}/export", WriteAsync).RequireAuthorization(Policies.Read).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Export)).ExcludeFromDescription();
        routes.MapGet("/exports/{id:guid}/file", FetchAsync).RequireAuthorization(Policies.Read).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Export)).ExcludeFromDescription();
    }

    /// <summary>The file at once; more lines than one person may take away alone lead to where a second one is asked.</summary>
    public static async Task<IResult> WriteAsync(
        string code, HttpContext context, LedgerCatalogue catalogue, LedgerExport export, ExportRules rules, TypedWords words, Trail trail)
    {
        var asked = context.Request.Query.Where(pair => pair.Key != "format")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")).ToList();
        if (catalogue.Find(code) is not { } ledger)
        {
            return ApiRefusals.Of(Refusals.NotFound);
        }

        if (!Enum.TryParse<ExportFormat>(context.Request.Query["format"].FirstOrDefault() ?? "xlsx", ignoreCase: true, out var format))
        {
            return ApiRefusals.Of(new Refusal("FORMAT", "只能导出为 xlsx 或 csv。", "format"), StatusCodes.Status400BadRequest);
        }

        var opened = words.OpenedFrom(ledger, asked);
        var query = opened.IsOk ? await export.AskAsync(ledger, opened.Value, context.RequestAborted) : opened.Refusal;
        if (!query.IsOk)
        {
            return ApiRefusals.Of(query.Refusal, StatusCodes.Status400BadRequest);
        }

        if (await export.CountAsync(query.Value, rules.Alone + 1, context.RequestAborted) > rules.Alone)
        {
            return TypedResults.LocalRedirect("/exports/new" + QueryString.Create(
                asked.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)).Prepend(KeyValuePair.Create("format", (string?)format.ToString().ToLowerInvariant())).Prepend(KeyValuePair.Create("ledger", (string?)ledger.Code))));
        }

        await trail.ExportedAsync($"{ledger.Code}.{format.ToString().ToLowerInvariant()}", asked.Select(pair => pair.Key).Distinct(), context.RequestAborted);
        return Stream(export, query.Value, format, null, context.RequestAborted);
    }

    /// <summary>The file that was granted, of what its reader may see now.</summary>
    private static async Task<IResult> FetchAsync(
        Guid id, HttpContext context, LedgerCatalogue catalogue, LedgerExport export, ExportRequests requests, TypedWords words, Trail trail, Actor actor)
    {
        var found = await requests.OpenAsync(id, actor, context.RequestAborted);
        if (found.Refusal is { } refusal)
        {
            return ApiRefusals.Of(refusal, refusal == Refusals.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict);
        }

        var request = found.Value;
        var ledger = catalogue.Find(request.Ledger)!;
        var asked = QueryHelpers.ParseQuery(request.Filters).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")).ToList();
        var opened = words.OpenedFrom(ledger, asked);
        var query = opened.IsOk ? await export.AskAsync(ledger, opened.Value, context.RequestAborted) : opened.Refusal;
        if (!query.IsOk)
        {
            return ApiRefusals.Of(query.Refusal, StatusCodes.Status400BadRequest);
        }

        await trail.ExportedAsync($"{ledger.Code}.{request.Format.ToString().ToLowerInvariant()}", asked.Select(pair => pair.Key).Distinct(), context.RequestAborted);
        return Stream(export, query.Value, request.Format, request.Purpose, context.RequestAborted);
    }

    private static IResult Stream(LedgerExport export, LedgerQuery query, ExportFormat format, string? purpose, CancellationToken cancellation) => TypedResults.Stream(
        output => export.WriteAsync(query, format, output, cancellation, purpose),
        format == ExportFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
        export.FileName(query, format));
}
