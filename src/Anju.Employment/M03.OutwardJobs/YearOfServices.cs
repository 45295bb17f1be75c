using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// Beside each service, what its person has had in that calendar year by today, counted as R-M03-2 counts [A06]. Whether
/// the person is owed the services at all the rule says, not this.
/// </summary>
internal sealed class YearOfServices(PlanPack pack, BusinessDate date) : Computation<EmploymentServiceEvent>(
    nameof(EmploymentServiceEvent.Year), nameof(EmploymentServiceEvent.JobInfosOfYear), nameof(EmploymentServiceEvent.GuidancesOfYear),
    nameof(EmploymentServiceEvent.TrainingInfosOfYear), nameof(EmploymentServiceEvent.YearComplete))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<EmploymentServiceEvent> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(service => service.PersonId).Distinct().ToList();
        var from = new DateOnly(lines.Min(service => service.GivenOn).Year, 1, 1);
        var to = new DateOnly(lines.Max(service => service.GivenOn).Year, 12, 31);
        var given = (await db.Set<EmploymentServiceEvent>().AsNoTracking()
            .Where(service => ids.Contains(service.PersonId) && service.GivenOn >= from && service.GivenOn <= to).ToListAsync(cancellation))
            .Where(service => service.GivenOn <= date.Today)
            .ToLookup(service => (service.PersonId, service.GivenOn.Year));
        var attended = (await BulkRead.AmongAsync<TrainingEnrolment>(db, nameof(TrainingEnrolment.PersonId), ids, cancellation))
            .Where(course => course.Attended(date.Today)).ToLookup(course => (course.PersonId, course.StartedOn!.Value.Year));
        foreach (var year in lines.GroupBy(service => service.GivenOn.Year))
        {
            var last = new Month(year.Key, 12);
            var parameters = pack.Parameters.At(last < date.ThisMonth ? last : date.ThisMonth);
            foreach (var service in year)
            {
                var counted = ServicesOfYear.Of(given[(service.PersonId, year.Key)], attended[(service.PersonId, year.Key)].Count(), parameters);
                service.Year = year.Key;
                (service.JobInfosOfYear, service.GuidancesOfYear, service.TrainingInfosOfYear) = (counted.JobInfos, counted.Guidances, counted.TrainingInfos);
                service.YearComplete = counted.IsComplete;
            }
        }
    }
}
