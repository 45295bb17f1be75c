using Anju.Access;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register.Drill;
using Anju.Register.HouseholdFile;
using Anju.Register.Places;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Register;

/// <summary>Measure 1: the register of sites, households and people.</summary>
public static class RegisterModule
{
    public static IServiceCollection AddRegister(this IServiceCollection services)
    {
        services.AddSingleton<IDivisionNames, DivisionNames>();
        services.AddSingleton<ISubjectNames, SubjectNames>();
        services.AddSingleton<IOrganisationSource, PlanOrganisations>();
        services.AddSingleton<IHouseholdIds, HouseholdIds>();
        services.AddSingleton<RegisterFacts>();
        services.AddSingleton<HouseholdsNow>();
        services.AddSingleton<IFactSource>(provider => provider.GetRequiredService<RegisterFacts>());
        services.AddSingleton<IPlaceBalance, PlaceBalance>();
        services.AddSingleton<ILedgerNarrowing, VerdictNarrowing>();
        services.AddSingleton<ILedgerNarrowing, BalanceNarrowing>();
        // After the drill-down, which has a township of its own: the one in which people were judged.
        services.AddSingleton<ILedgerNarrowing, TownshipNarrowing>();
        services.AddPersonsImport();
        services.AddScoped<ILedgerConsequence, HeadNameFollows>();
        services.AddSingleton<ILedgerObjection, HeadByAction>();
        services.AddSingleton<ILedgerObjection, ObligationIsOfThePlan>();
        return services;
    }

    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        FileEndpoints.Map(routes);
        WorkExport.Map(routes);
    }
}
