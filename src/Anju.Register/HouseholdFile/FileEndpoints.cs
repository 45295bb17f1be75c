using System.Text.Json;
using System.Text.Json.Nodes;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.HouseholdFile;

/// <summary>Addresses of the household file besides its page.</summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/households/by-code/{code}", ByCodeAsync).RequireAuthorization(Policies.Read).WithMetadata(new PaceAttribute(Pace.Look)).ExcludeFromDescription();
        routes.MapGet("/households/{id:guid}/file.json", SaveAsync).RequireAuthorization(Policies.Read).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Export)).ExcludeFromDescription();
        routes.MapGet("/api/households/{code}/file", FileAsync).RequireAuthorization(Policies.Read).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Look))
            .WithTags("一户一档").WithSummary("一户一档：户、安置点、成员和各台账记录，可直接用于 judge 命令");
    }

    private static async Task<IResult> ByCodeAsync(string code, AnjuDb db, CancellationToken cancellation) =>
        await IdOfAsync(db, code, cancellation) is { } id ? TypedResults.Redirect($"/households/{id}") : TypedResults.NotFound();

    private static async Task<Results<JsonHttpResult<JsonObject>, NotFound>> FileAsync(
        string code, AnjuDb db, LedgerCatalogue ledgers, FieldAccess access, Trail trail, CancellationToken cancellation) =>
        await IdOfAsync(db, code, cancellation) is { } id && await ReadAsync(id, db, ledgers, access, trail, cancellation) is { } file ? TypedResults.Json(file) : TypedResults.NotFound();

    /// <summary>The same for the button of the page, named by the household's code.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound>> SaveAsync(
        Guid id, AnjuDb db, LedgerCatalogue ledgers, FieldAccess access, Trail trail, CancellationToken cancellation) =>
        await ReadAsync(id, db, ledgers, access, trail, cancellation) is { } file
            ? TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(file, Json.Options), "application/json", $"household-{file[FactFile.HouseholdPart]!["code"]}.json")
            : TypedResults.NotFound();

    private static async Task<JsonObject?> ReadAsync(Guid id, AnjuDb db, LedgerCatalogue ledgers, FieldAccess access, Trail trail, CancellationToken cancellation)
    {
        if (await FileOfHousehold.ReadAsync(db, ledgers, id, cancellation) is not { } file)
        {
            return null;
        }

        await trail.ExportedAsync("household-file", file.Household, cancellation);
        return FactFile.Of(file, ledgers).ToJson(ledgers, access);
    }

    private static Task<Guid?> IdOfAsync(AnjuDb db, string code, CancellationToken cancellation) =>
        db.Set<Household>().Where(household => household.Code == code).Select(household => (Guid?)household.Id).FirstOrDefaultAsync(cancellation);
}
