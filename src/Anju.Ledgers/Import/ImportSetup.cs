using Anju.Kernel;
using Anju.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Ledgers;

/// <summary>The services of the import.</summary>
internal static class ImportSetup
{
    public static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.AddSingleton(ImportSettings.Default);
        services.AddSingleton<ImportTargets>();
        services.AddSingleton<ImportJobs>();
        services.AddTransient<ImportDesk>();
        services.AddSingleton<INavigation, ImportNavigation>();
        return services;
    }

    private sealed class ImportNavigation : INavigation
    {
        public IReadOnlyList<NavigationItem> Items { get; } = [new(NavigationGroups.Ledgers, "数据导入", "/import", Order: 90, Policy: Policies.Import)];
    }
}
