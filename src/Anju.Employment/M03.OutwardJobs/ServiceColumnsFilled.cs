using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>Every column that the ledger of "311" services marks with * holds something, for the services of the year.</summary>
internal sealed class ServiceColumnsFilled() : HouseholdCheck(Severity.Warning, "C-BLANK-SERVICE", "就业服务台账必填列齐全", "就业服务台账带 * 的列")
{
    private static readonly WantedColumns<EmploymentServiceEvent> Wanted = new();

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var services = household.All<EmploymentServiceEvent>();
        var blank = Wanted.BlankOn(services);
        return services.Count == 0 ? Verdict.NotApplicable("本年没有就业服务记录")
            : blank.Count > 0 ? Verdict.NotMet($"没有填写：{string.Join('、', blank)}，请核实后补填")
            : Verdict.Met();
    }
}
