using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>A service given to somebody who had died or left the household by then.</summary>
internal sealed class ServiceAfterLeaving() : HouseholdCheck(Severity.Error, "C-SERVICE-LEFT", "就业服务对象当时在册", "服务日期", "离户日期")
{
    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.All<EmploymentServiceEvent>().Count == 0)
        {
            return Verdict.NotApplicable("本年没有就业服务记录");
        }

        var services = household.All<EmploymentServiceEvent>().OrderBy(service => service.GivenOn).ThenBy(service => service.Id).ToList();
        var left = household.Everybody.Where(person => person.LeftOn is not null).ToDictionary(person => person.Id);
        return services.Find(service => left.TryGetValue(service.PersonId, out var person) && service.GivenOn > person.LeftOn) is { } wrong
            ? Verdict.NotMet($"{left[wrong.PersonId].Name}已于{left[wrong.PersonId].LeftOn:yyyy-MM-dd}离户，{wrong.GivenOn:yyyy-MM-dd}仍登记了就业服务，请核对服务对象和日期")
            : Verdict.Met();
    }
}
