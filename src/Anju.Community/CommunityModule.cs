using Anju.Community.SafeCommunity;
using Anju.Kernel;
using Anju.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Community;

/// <summary>Chapter (三): measures 10 to 13. So far the restricted records of key persons (M11-6).</summary>
public static class CommunityModule
{
    public static IServiceCollection AddCommunity(this IServiceCollection services)
    {
        services.AddSingleton<KeyPersonFigures>();
        services.AddScoped<KeyPersonCare>();
        services.AddSingleton(new NavigationItem(NavigationGroups.Tasks, "重点人群服务", "/key-persons", 60, Policy: Policies.KeyPersons));
        services.AddSingleton(new NavigationItem(NavigationGroups.Tasks, "重点人群服务统计", "/key-persons/figures", 61, LedgerOf: KeyPerson.OfMeasure));
        return services;
    }
}
