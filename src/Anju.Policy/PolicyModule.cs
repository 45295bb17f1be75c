using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Policy;

/// <summary>Engine 3: clauses, rules, verdicts, indicators, the monthly run.</summary>
public static class PolicyModule
{
    public static IServiceCollection AddPolicy(this IServiceCollection services)
    {
        services.AddSingleton(_ => PlanPack.Load());
        services.AddSingleton<RuleBook>();
        services.AddSingleton<RunMonth>();
        services.AddSingleton<MonthRunner>();
        return services;
    }

    public static void MapPolicy(this IEndpointRouteBuilder routes)
    {
    }
}
