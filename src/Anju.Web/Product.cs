using Anju.Access;
using Anju.Community.SafeCommunity;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;

namespace Anju.Web;

/// <summary>The modules the product is made of.</summary>
internal static class Product
{
    public static Modules Modules { get; } = new(
        typeof(LedgerAttribute).Assembly,
        typeof(PlanPack).Assembly,
        typeof(Workflow).Assembly,
        typeof(Household).Assembly,
        typeof(EmploymentServiceEvent).Assembly,
        typeof(KeyPerson).Assembly,
        typeof(UserAccount).Assembly);
}
