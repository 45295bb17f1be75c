using Anju.Employment.OutwardJobs;
using Anju.Register;

namespace Anju.Demo;

/// <summary>The year's tasks of "311" of those who are willing and out of work, as far as the demonstration begins with them; the others open by themselves.</summary>
internal static class ServiceTasks
{
    public static IReadOnlyList<ServiceTask> Of(DemoOptions options, IReadOnlyList<DemoBatch> batches)
    {
        var searching = batches.SelectMany(batch => Searching(options, batch)).Index().Where(x => x.Index % 4 != 3).ToList();

        // A county of a very small city: somebody took one for a searcher who is none.
        return searching.Count > 0 ? [.. searching.Select(x => Make(options, x.Item, x.Index))]
            : batches.SelectMany(batch => batch.People).FirstOrDefault(person => person is { Status: PersonStatus.Active, LabourCapacity: LabourCapacity.Ordinary }) is { } any ? [Make(options, (any, false), 1)]
            : [];
    }

    private static IEnumerable<(Person Person, bool Served)> Searching(DemoOptions options, DemoBatch batch)
    {
        var working = batch.Spells.Where(spell => spell.IsOpen(options.Today)).Select(spell => spell.PersonId).ToHashSet();
        var served = batch.Services.Where(service => service.GivenOn.Year == options.Today.Year).Select(service => service.PersonId).ToHashSet();
        return batch.People.Where(person => person is { Status: PersonStatus.Active, WillingToWork: Willingness.Willing, RegisteredUnemployed: true } && !working.Contains(person.Id))
            .Select(person => (person, served.Contains(person.Id)));
    }

    private static ServiceTask Make(DemoOptions options, (Person Person, bool Served) one, int number)
    {
        var (from, due) = (new DateOnly(options.Today.Year, 2, 5 + (number % 20)), new DateOnly(options.Today.Year, 12, 31));
        return new()
        {
            PersonId = one.Person.Id,
            HouseholdId = one.Person.HouseholdId,
            CountyCode = one.Person.CountyCode,
            SiteId = one.Person.SiteId,
            Year = options.Today.Year,
            TargetedOn = from,
            OwedBy = due,
            IntentOn = one.Served || number % 2 == 0 ? from.AddDays(6) : null,
            State = one.Served ? ServiceTaskState.InService : number % 2 == 0 ? ServiceTaskState.IntentConfirmed : ServiceTaskState.Targeted,
            StateSince = from,
            DueOn = due,
            WarnOn = due.AddDays(-5),
        };
    }
}
