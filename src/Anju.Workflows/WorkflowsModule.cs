using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Workflows;

/// <summary>Engine 2: workflows.</summary>
public static class WorkflowsModule
{
    public static IServiceCollection AddWorkflows(this IServiceCollection services)
    {
        services.AddSingleton<WorkflowBook>();
        services.AddSingleton<CaseClock>();
        services.AddSingleton<CaseKeeper>();
        services.AddSingleton<ILedgerObjection, ByMoveOnly>();
        services.AddSingleton<ILedgerAftermath, AfterALine>();
        services.AddSingleton<IRunAftermath, AfterARun>();
        services.AddTransient<CaseDesk>();
        services.AddSingleton(new NavigationItem(NavigationGroups.Desk, "办理事项", "/cases", 3));
        return services;
    }

    /// <summary>Rounds over the cases while the server runs.</summary>
    public static IServiceCollection AddCaseRounds(this IServiceCollection services) => services.AddHostedService<CaseRounds>();
}
