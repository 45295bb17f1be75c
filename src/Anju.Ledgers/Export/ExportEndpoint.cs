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

        var query = await MeantAsync(export, words, ledger, asked, context.RequestAborted);
        if (!query.IsOk)
        {
            return ApiRefusals.Of(query.Refusal, StatusCodes.Status400BadRequest);
        }

        if (await export.CountAsync(query.Value, rules.Alone + 1, context.RequestAborted) > rules.Alone)
        {
            return TypedResults.LocalRedirect("/exports/new" + QueryString.Create(
                [KeyValuePair.Create("ledger", (string?)ledger.Code), KeyValuePair.Create("format", (string?)format.Extension()), .. asked.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))]));
        }

        return await SendAsync(export, trail, query.Value, format, asked, null, context.RequestAborted);
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
        if (catalogue.Find(request.Ledger) is not { } ledger)
        {
            return ApiRefusals.Of(Refusals.NotFound);
        }

        var asked = QueryHelpers.ParseQuery(request.Filters).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")).ToList();
        var query = await MeantAsync(export, words, ledger, asked, context.RequestAborted);
        return query.IsOk
            ? await SendAsync(export, trail, query.Value, request.Format, asked, request.Purpose, context.RequestAborted)
            : ApiRefusals.Of(query.Refusal, StatusCodes.Status400BadRequest);
    }

    /// <summary>The query that an address means, once its typed words are opened.</summary>
    internal static async Task<Result<LedgerQuery>> MeantAsync(
        LedgerExport export, TypedWords words, LedgerDefinition ledger, List<KeyValuePair<string, string>> asked, CancellationToken cancellation)
    {
        var opened = words.OpenedFrom(ledger, asked);
        return opened.IsOk ? await export.AskAsync(ledger, opened.Value, cancellation) : opened.Refusal;
    }

    private static async Task<IResult> SendAsync(
        LedgerExport export, Trail trail, LedgerQuery query, ExportFormat format, List<KeyValuePair<string, string>> asked, string? purpose, CancellationToken cancellation)
    {
        await trail.ExportedAsync($"{query.Ledger.Code}.{format.Extension()}", asked.Select(pair => pair.Key).Distinct(), cancellation);
        var type = format == ExportFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
        return TypedResults.Stream(output => export.WriteAsync(query, format, output, cancellation, purpose), type, export.FileName(query, format));
    }
}
