using Anju.Access;
using Anju.Community.SafeCommunity;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore.Design;

namespace Anju.Migrations.Sqlite;

/// <summary>The model as the migration generator sees it: all modules, no real database.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<AnjuDb>
{
    public AnjuDb CreateDbContext(string[] args) => new Databases(
        DatabaseAddress.File(Path.GetTempPath()),
        new Modules(
            typeof(LedgerAttribute).Assembly,
            typeof(PlanPack).Assembly,
            typeof(Workflow).Assembly,
            typeof(Household).Assembly,
            typeof(EmploymentServiceEvent).Assembly,
            typeof(KeyPerson).Assembly,
            typeof(UserAccount).Assembly)).Open(Actor.System);
}
