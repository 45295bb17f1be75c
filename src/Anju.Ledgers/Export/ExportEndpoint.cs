using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Anju.Ledgers;

/// <summary>The file behind 导出: the same lines as the list whose address it carries.</summary>
internal static class ExportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledgers/{code}/export", WriteAsync).RequireAuthorization(Policies.Read).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Export)).ExcludeFromDescription();

    public static async Task<IResult> WriteAsync(
        string code, HttpContext context, LedgerCatalogue catalogue, LedgerExport export, TypedWords words, Trail trail)
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

        await trail.ExportedAsync($"{ledger.Code}.{format.ToString().ToLowerInvariant()}", asked.Select(pair => pair.Key).Distinct(), context.RequestAborted);
        var type = format == ExportFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
        return TypedResults.Stream(
            output => export.WriteAsync(query.Value, format, output, context.RequestAborted), type, export.FileName(query.Value, format));
    }
}
