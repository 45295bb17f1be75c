using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Policy;

/// <summary>Engine 3: clauses, rules, verdicts, indicators, the monthly run.</summary>
public static class PolicyModule
{
    public static IServiceCollection AddPolicy(this IServiceCollection services)
    {
        services.AddSingleton(_ => PlanPack.Load());
        services.AddSingleton<ParameterNotes>();
        services.AddSingleton<RuleBook>();
        services.AddSingleton<IndicatorBook>();
        services.AddSingleton<RunMonth>();
        services.AddSingleton<MonthRunner>();
        services.AddSingleton<WhatIf>();
        services.AddSingleton<WhatIfDesk>();
        services.AddSingleton(provider => Outlines(provider.GetRequiredService<PlanPack>()));
        services.AddTransient<Figures>();
        services.AddTransient<Worklist>();
        services.AddTransient<VerdictChanges>();
        foreach (var item in Navigation)
        {
            services.AddSingleton(item);
        }

        return services;
    }

    public static void MapPolicy(this IEndpointRouteBuilder routes)
    {
        MonthEndpoints.Map(routes);
        WhatIfEndpoints.Map(routes);
        IndicatorsApi.Map(routes);
    }

    private static IEnumerable<NavigationItem> Navigation =>
    [
        new(NavigationGroups.Desk, "工作台", "/", 1),
        new(NavigationGroups.Desk, "待办事项", "/work", 2),
        new(NavigationGroups.Dispatch, "月度运行", "/months", 1),
        new(NavigationGroups.Policy, "政策地图", "/policy", 1),
        new(NavigationGroups.Policy, "参数", "/policy/parameters", 2),
        new(NavigationGroups.Policy, "假设值", "/policy/assumptions", 3),
        new(NavigationGroups.Quality, "数据检查", "/quality", 1),
    ];

    private static CountyShapes Outlines(PlanPack pack)
    {
        using var file = File.OpenRead(pack.MapFile);
        return CountyShapes.FromGeoJson(file);
    }
}
