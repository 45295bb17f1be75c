using Anju.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.HouseholdFile;

/// <summary>Addresses of the household file besides its page.</summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/households/by-code/{code}", ByCodeAsync).RequireAuthorization(Policies.Read).ExcludeFromDescription();

    private static async Task<IResult> ByCodeAsync(string code, AnjuDb db, CancellationToken cancellation) =>
        await db.Set<Household>().Where(household => household.Code == code).Select(household => (Guid?)household.Id).FirstOrDefaultAsync(cancellation) is { } id
            ? TypedResults.Redirect($"/households/{id}")
            : TypedResults.NotFound();
}
