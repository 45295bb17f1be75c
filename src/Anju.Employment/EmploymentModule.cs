using Anju.Employment.OwnBusiness;
using Anju.Employment.Skills;
using Anju.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Employment;

/// <summary>Chapter (一): measures 2 to 6. Ledgers, rules and computations are found by type; what needs to be named is here.</summary>
public static class EmploymentModule
{
    public static IServiceCollection AddEmployment(this IServiceCollection services)
    {
        services.AddSingleton<ILedgerObjection, LoanWithinCap>();
        services.AddScoped<ClassDesk>();
        return services;
    }
}
