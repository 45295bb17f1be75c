using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Anju.Ledgers;

/// <summary>A page of a ledger as JSON.</summary>
/// <param name="Next">Address of the page that follows; null on the last one.</param>
public sealed record LinesJson<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A field that the caller and somebody else changed differently, with values as they stand in the line's JSON.</summary>
/// <param name="Base">What both began with.</param>
internal sealed record ClashJson(string Field, string Title, JsonNode? Base, JsonNode? Mine, JsonNode? Theirs, string By, DateTime At)
{
    public static ClashJson Of(Clash clash, FieldAccess access)
    {
        var column = clash.Column;
        JsonNode? Shown(object? value) => value is null ? null
            : access.MayRead(column) ? JsonSerializer.SerializeToNode(value, value.GetType(), Json.Options)
            : Masked.Text(column.Mask!.Value, ColumnText.Plain(column, value));
        return new(column.Field, column.Called, Shown(clash.Base), Shown(clash.Mine), Shown(clash.Theirs), clash.By.Who, clash.By.At);
    }
}

/// <summary>
/// REST of every ledger: <c>/api/{ledger}</c> and <c>/api/{ledger}/{id}</c>. Lists take the same parameters as the list pages.
/// Versions travel as ETag and If-Match, or in the body.
/// </summary>
internal static class LedgerApi
{
    private const string DefaultReason = "接口写入";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var ledger in routes.ServiceProvider.GetRequiredService<LedgerCatalogue>().All)
        {
            typeof(LedgerApi).GetMethod(nameof(MapOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(ledger.Type).Invoke(null, [routes, ledger]);
        }
    }

    private static void MapOf<T>(IEndpointRouteBuilder routes, LedgerDefinition ledger)
        where T : Record
    {
        var group = routes.MapGroup($"/api/{ledger.Code}").WithTags(ledger.Title).WithMetadata(ledger, new PaceAttribute(Pace.Api))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/", (HttpContext context, LedgerReader reader, TypedWords words, LineJson json, Trail trail) => ListAsync<T>(ledger, context, reader, words, json, trail))
            .RequireAuthorization(Policies.Read).WithSummary($"{ledger.Title}：列表").Produces<LinesJson<T>>();
        group.MapPost("/search", (HttpContext context, LedgerReader reader, TypedWords words, LineJson json, Trail trail) => SearchAsync<T>(ledger, context, reader, words, json, trail))
            .RequireAuthorization(Policies.Read).WithSummary($"{ledger.Title}：查找").WithDescription("与列表相同的条件，写在请求体里：姓名、号码不出现在网址中")
            .Accepts<Dictionary<string, string>>("application/json").Produces<LinesJson<T>>();
        group.MapGet("/{id:guid}", (Guid id, HttpContext context, LedgerReader reader, LineJson json, Trail trail) => OneAsync<T>(ledger, id, context, reader, json, trail))
            .RequireAuthorization(Policies.Read).WithMetadata(new PaceAttribute(Pace.Look)).WithSummary($"{ledger.Title}：一条").Produces<T>();
        group.MapPost("/", (string? reason, HttpContext context, LedgerWriter writer, LedgerReader reader, LineJson json) =>
                AddAsync<T>(ledger, reason, context, writer, reader, json))
            .RequireAuthorization(Policies.Write).WithSummary($"{ledger.Title}：新增").Accepts<T>("application/json").Produces<T>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPut("/{id:guid}", (Guid id, string? reason, HttpContext context, LedgerWriter writer, LedgerReader reader, RecordHistory history, LineJson json) =>
                EditAsync<T>(ledger, id, reason, context, writer, reader, history, json))
            .RequireAuthorization(Policies.Write).WithSummary($"{ledger.Title}：修改").Accepts<T>("application/json").Produces<T>()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{id:guid}", (Guid id, string? reason, int? version, HttpContext context, LedgerWriter writer) =>
                RemoveAsync(ledger, id, reason, version, context, writer))
            .RequireAuthorization(Policies.Write).WithSummary($"{ledger.Title}：删除").Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync<T>(LedgerDefinition ledger, HttpContext context, LedgerReader reader, TypedWords words, LineJson json, Trail trail)
        where T : Record
    {
        var asked = context.Request.Query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")).ToList();
        var opened = words.OpenedFrom(ledger, asked);
        return opened.IsOk ? await FoundAsync<T>(ledger, opened.Value, asked, context, reader, json, trail) : ApiRefusals.Of(opened.Refusal, StatusCodes.Status400BadRequest);
    }

    /// <summary>The parameters of a list as members of an object: words that may name somebody travel in no address.</summary>
    private static async Task<IResult> SearchAsync<T>(LedgerDefinition ledger, HttpContext context, LedgerReader reader, TypedWords words, LineJson json, Trail trail)
        where T : Record
    {
        if (await BodyAsync(context) is not { } body)
        {
            return NoBody;
        }

        var asked = body.SelectMany(member => member.Value is JsonArray several ? several.Select(one => (member.Key, Value: one)) : [(member.Key, member.Value)])
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value switch { null => "", JsonValue value => value.ToString(), var other => other.ToJsonString() })).ToList();
        return await FoundAsync<T>(ledger, asked, words.Sealed(ledger, asked), context, reader, json, trail);
    }

    /// <param name="address">The parameters as they may stand in the address of the next page.</param>
    private static async Task<IResult> FoundAsync<T>(
        LedgerDefinition ledger, List<KeyValuePair<string, string>> asked, List<KeyValuePair<string, string>> address,
        HttpContext context, LedgerReader reader, LineJson json, Trail trail)
        where T : Record
    {
        var query = await reader.AskAsync(ledger, asked, context.RequestAborted);
        if (!query.IsOk)
        {
            return ApiRefusals.Of(query.Refusal, StatusCodes.Status400BadRequest);
        }

        await trail.SearchedAsync("api/" + ledger.Code, query.Value, context.RequestAborted);
        var page = await reader.PageAsync(query.Value, context.RequestAborted);
        if (!page.IsOk)
        {
            return ApiRefusals.Of(page.Refusal, StatusCodes.Status400BadRequest);
        }

        var kept = address.Where(pair => pair.Key is not ("after" or "before" or "end")).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
        var next = page.Value.NextKey is { } key
            ? $"/api/{ledger.Code}/" + QueryString.Create(kept.Append(KeyValuePair.Create("after", (string?)key.ToString())))
            : null;
        return TypedResults.Ok(new LinesJson<T>(await json.ShownAsync<T>([.. page.Value.Lines.Cast<T>()], context.RequestAborted), next));
    }

    private static async Task<IResult> OneAsync<T>(LedgerDefinition ledger, Guid id, HttpContext context, LedgerReader reader, LineJson json, Trail trail)
        where T : Record
    {
        if (await reader.FindAsync(ledger, id, context.RequestAborted) is not T line)
        {
            return ApiRefusals.Of(Refusals.NotFound);
        }

        await trail.ViewedAsync("api/" + ledger.Code, line, context.RequestAborted);
        return await ShownAsync(line, context, json);
    }

    private static async Task<IResult> ShownAsync<T>(T line, HttpContext context, LineJson json)
        where T : Record
    {
        context.Response.Headers.ETag = $"\"{line.Version}\"";
        return TypedResults.Ok((await json.ShownAsync([line], context.RequestAborted))[0]);
    }

    private static async Task<IResult> AddAsync<T>(
        LedgerDefinition ledger, string? reason, HttpContext context, LedgerWriter writer, LedgerReader reader, LineJson json)
        where T : Record
    {
        var line = (T)ledger.Blank();
        if (ledger.AddedElsewhere)
        {
            return ApiRefusals.Of(LedgerWriter.AddedElsewhere);
        }

        if (await BodyAsync(context) is not { } body)
        {
            return NoBody;
        }

        var wrong = await json.ReadAsync(ledger, line, body, context.RequestAborted);
        if (wrong.Count > 0)
        {
            return ApiRefusals.Of(wrong, StatusCodes.Status400BadRequest);
        }

        var written = await writer.AddAsync(ledger, line, Why(reason), context.RequestAborted);
        if (!written.IsOk)
        {
            return ApiRefusals.Of(written.Refusal);
        }

        context.Response.Headers.Location = $"{context.Request.Path.Value!.TrimEnd('/')}/{line.Id}";
        context.Response.StatusCode = StatusCodes.Status201Created;
        var stored = (T)(await reader.FindAsync(ledger, line.Id, context.RequestAborted))!;
        context.Response.Headers.ETag = $"\"{stored.Version}\"";
        return TypedResults.Json((await json.ShownAsync([stored], context.RequestAborted))[0], statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> EditAsync<T>(
        LedgerDefinition ledger, Guid id, string? reason, HttpContext context, LedgerWriter writer, LedgerReader reader, RecordHistory history, LineJson json)
        where T : Record
    {
        if (await BodyAsync(context) is not { } body)
        {
            return NoBody;
        }

        if (await reader.FindAsync(ledger, id, context.RequestAborted) is not T line)
        {
            return ApiRefusals.Of(Refusals.NotFound);
        }

        var inBody = body["version"] is JsonValue given && given.TryGetValue<int>(out var number) ? number : (int?)null;
        if (VersionOf(context, inBody) is not { } version)
        {
            return NoVersion;
        }

        var wrong = await json.ReadAsync(ledger, line, body, context.RequestAborted);
        if (wrong.Count > 0)
        {
            return ApiRefusals.Of(wrong, StatusCodes.Status400BadRequest);
        }

        line.Version = version;
        var written = await writer.EditAsync(ledger, line, Why(reason), context.RequestAborted);
        if (written.Refusal is not { } refusal)
        {
            return await ShownAsync((T)(await reader.FindAsync(ledger, id, context.RequestAborted))!, context, json);
        }

        var answer = ApiRefusals.Of(refusal);
        if (refusal.Code == Refusals.Conflict.Code && await reader.FindAsync(ledger, id, context.RequestAborted) is { } current)
        {
            var merge = Merge.Of(ledger, current, line, await history.OfAsync(ledger, id, context.RequestAborted, after: version));
            answer.ProblemDetails.Extensions["version"] = current.Version;
            answer.ProblemDetails.Extensions["clashes"] = merge.Clashes.Select(clash => ClashJson.Of(clash, reader.Access)).ToArray();
            answer.ProblemDetails.Extensions["changedByOthers"] = merge.TakenOver.Select(column => column.Field).ToArray();
        }

        return answer;
    }

    private static async Task<IResult> RemoveAsync(
        LedgerDefinition ledger, Guid id, string? reason, int? version, HttpContext context, LedgerWriter writer)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return ApiRefusals.Of(new Refusal("REASON", "请在 reason 中写明删除理由。", "reason"), StatusCodes.Status400BadRequest);
        }

        if (VersionOf(context, version) is not { } known)
        {
            return NoVersion;
        }

        var written = await writer.RemoveAsync(ledger, id, known, Why(reason), context.RequestAborted);
        return written.IsOk ? TypedResults.NoContent() : ApiRefusals.Of(written.Refusal);
    }

    private static IResult NoBody => ApiRefusals.Of(new Refusal("BODY", "请求体应是一个 JSON 对象。"), StatusCodes.Status400BadRequest);

    private static IResult NoVersion =>
        ApiRefusals.Of(new Refusal("VERSION", "请用 If-Match 或 version 写明修改所依据的版本。", "version"), StatusCodes.Status400BadRequest);

    private static WhyWritten Why(string? reason) =>
        new(Origin.Api, string.IsNullOrWhiteSpace(reason) ? DefaultReason : reason.Trim() is { Length: > 200 } and var words ? words[..200] : reason.Trim());

    /// <summary>If-Match counts before a version said otherwise.</summary>
    private static int? VersionOf(HttpContext context, int? otherwise) =>
        context.Request.Headers.IfMatch.FirstOrDefault() is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed)
            ? int.TryParse(parsed.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null
            : otherwise;

    private static async Task<JsonObject?> BodyAsync(HttpContext context)
    {
        try
        {
            // Counting reads all names: the same one twice, or one that is no text, shows here.
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is JsonObject { Count: >= 0 } body ? body : null;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
