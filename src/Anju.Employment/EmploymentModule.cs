using Anju.Employment.OwnBusiness;
using Anju.Employment.Skills;
using Anju.Employment.OutwardJobs;
using Anju.Employment.PublicWork;
using Anju.Ledgers;
using Anju.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Employment;

/// <summary>Chapter (一): measures 2 to 6. Ledgers, rules and computations are found by type; what needs to be named is here.</summary>
public static class EmploymentModule
{
    public static IServiceCollection AddEmployment(this IServiceCollection services)
    {
        services.AddSingleton<ILedgerObjection, LoanWithinCap>();
        services.AddSingleton<ILedgerObjection, AgreementWithinYear>();
        services.AddScoped<ClassDesk>();
        services.AddScoped<MatchDesk>();
        services.AddScoped<ServiceDesk>();
        services.AddSingleton(new NavigationItem(NavigationGroups.Desk, "“311”服务", "/service-desk", 4));
        services.AddSingleton(new NavigationItem(NavigationGroups.Desk, "零就业家庭", "/zero-employment", 5));
        services.AddSingleton(new NavigationItem(NavigationGroups.Desk, "人岗匹配", "/matching", 6));
        return services;
    }
}
