using Anju.Kernel;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>The services of the calendar year up to the month: "311" counts by calendar year [A06].</summary>
internal sealed class ServicesOfHousehold : FactStream<EmploymentServiceEvent>
{
    protected override (string Where, object[] Values) Window(Month month) =>
        ("\"given_on\" >= @p0 AND \"given_on\" <= @p1", [new DateOnly(month.Year, 1, 1), month.Last]);
}
