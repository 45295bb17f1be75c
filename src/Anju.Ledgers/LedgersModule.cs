using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Ledgers;

/// <summary>Engine 1: ledgers.</summary>
public static class LedgersModule
{
    public static IServiceCollection AddLedgers(this IServiceCollection services)
    {
        services.AddSingleton<LedgerCatalogue>();
        services.AddSingleton<ImportTargets>();
        return services;
    }

    public static void MapLedgers(this IEndpointRouteBuilder routes)
    {
    }
}
