using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>What of the calendar year's "311" services is on record for a person by the day.</summary>
internal readonly record struct ServicesOfYear(int JobInfos, int Guidances, int TrainingInfos, bool IsComplete)
{
    /// <summary>How many of the services asked for in a year there are; more of one kind make up for none of another.</summary>
    public int Counted(Parameters parameters) =>
        Math.Min(JobInfos, parameters.Int("service311.job-infos")) + Math.Min(Guidances, parameters.Int("service311.guidances")) + Math.Min(TrainingInfos, parameters.Int("service311.training-infos"));

    public string Words => $"岗位信息{JobInfos}次、职业指导{Guidances}次、培训信息{TrainingInfos}次";

    public static ServicesOfYear Of(PersonFacts person, Month month, Parameters parameters)
    {
        var (all, courses) = (person.Household.All<EmploymentServiceEvent>(), person.Household.All<TrainingEnrolment>());
        if (all.Count == 0 && courses.Count == 0)
        {
            return Of([], 0, parameters);
        }

        var newYear = new DateOnly(month.Year, 1, 1);
        return Of(
            all.Where(service => service.PersonId == person.Id && service.GivenOn >= newYear && service.GivenOn <= person.AsOf),
            courses.Count(course => course.PersonId == person.Id && course.StartedOn >= newYear && course.Attended(person.AsOf)),
            parameters);
    }

    /// <param name="given">One person's services of one year.</param>
    /// <param name="courses">Courses that the person attended in it: who attends one has been told of it [A06].</param>
    public static ServicesOfYear Of(IEnumerable<EmploymentServiceEvent> given, int courses, Parameters parameters)
    {
        var services = given.ToLookup(service => service.Kind);
        var jobInfos = Different([.. services[ServiceKind.JobInfo]]);
        var (guidances, trainingInfos) = (services[ServiceKind.Guidance].Count(), services[ServiceKind.TrainingInfo].Count() + courses);
        return new(
            jobInfos,
            guidances,
            trainingInfos,
            jobInfos >= parameters.Int("service311.job-infos")
                && guidances >= parameters.Int("service311.guidances")
                && trainingInfos >= parameters.Int("service311.training-infos"));
    }

    /// <summary>
    /// The most informations of which no two share a day or a vacancy (a largest matching of days to vacancies). One without
    /// a vacancy's number stands for a vacancy of its own.
    /// </summary>
    private static int Different(IReadOnlyList<EmploymentServiceEvent> infos)
    {
        var days = infos.GroupBy(info => info.GivenOn, info => info.Reference ?? info.Id.ToString()).ToDictionary(day => day.Key, day => day.Distinct().ToList());
        var taken = new Dictionary<string, DateOnly>();
        return days.Keys.Count(day => Place(day, []));

        bool Place(DateOnly day, HashSet<string> tried)
        {
            foreach (var vacancy in days[day].Where(tried.Add))
            {
                if (!taken.TryGetValue(vacancy, out var other) || Place(other, tried))
                {
                    taken[vacancy] = day;
                    return true;
                }
            }

            return false;
        }
    }
}
