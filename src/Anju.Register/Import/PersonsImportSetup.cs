using Anju.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Register;

/// <summary>What the ledger engine needs of the register in order to import.</summary>
internal static class PersonsImportSetup
{
    public static IServiceCollection AddPersonsImport(this IServiceCollection services)
    {
        services.AddSingleton<ImportTarget, PersonsImport>();
        services.AddSingleton<ImportTarget, MembershipImport>();
        return services;
    }
}
