using Anju.Kernel;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>The services of the calendar year up to the month: "311" counts by calendar year [A06].</summary>
internal sealed class ServicesOfHousehold : FactStream<EmploymentServiceEvent>
{
    public override bool IsLarge => true;

    protected override FactWindow<EmploymentServiceEvent> Window(Month month) => new FactWindow<EmploymentServiceEvent>()
        .From(service => service.GivenOn, new DateOnly(month.Year, 1, 1))
        .UpTo(service => service.GivenOn, month.Last);
}
