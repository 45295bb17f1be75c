using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Ledgers;

/// <summary>Engine 1: ledgers.</summary>
public static class LedgersModule
{
    public static IServiceCollection AddLedgers(this IServiceCollection services, ExportRules? exports = null)
    {
        services.AddSingleton(exports ?? new());
        services.AddSingleton<LedgerCatalogue>();
        services.AddSingleton<INavigation, LedgerNavigation>();
        services.AddScoped<Unmasking>();
        services.AddScoped(provider => new FieldAccess(provider.GetRequiredService<Actor>()));
        services.AddTransient<LedgerReader>();
        services.AddSingleton<Computations>();
        services.AddTransient<ComputedColumns>();
        services.AddTransient<LedgerWords>();
        services.AddTransient<LineCheck>();
        services.AddTransient<LedgerWriter>();
        services.AddTransient<ListFilters>();
        services.AddTransient<LedgerListing>();
        services.AddTransient<LineReading>();
        services.AddTransient<RecordHistory>();
        services.AddTransient<LedgerExport>();
        services.AddSingleton<ExportRequests>();
        services.AddSingleton(new NavigationItem(NavigationGroups.System, "导出申请", "/exports", 45, Policy: Policies.Read));
        services.AddImport();
        services.AddTransient<LineJson>();
        return services;
    }

    public static void MapLedgers(this IEndpointRouteBuilder routes)
    {
        ExportEndpoint.Map(routes);
        LedgerTemplate.Map(routes);
        ImportEndpoints.Map(routes);
        LedgerApi.Map(routes);
        SearchEndpoint.Map(routes);
    }
}

/// <summary>A line of the left navigation for each ledger.</summary>
internal sealed class LedgerNavigation(LedgerCatalogue catalogue) : INavigation
{
    public IReadOnlyList<NavigationItem> Items { get; } =
        [.. catalogue.All.Select((ledger, place) => new NavigationItem(ledger.Measure > OfMeasureAttribute.Register ? NavigationGroups.Tasks : NavigationGroups.Ledgers, ledger.Title, ledger.ListAddress, place, LedgerOf: ledger.Measure))];
}
