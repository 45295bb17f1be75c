using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>One site with everybody who lives there and everything told about them.</summary>
public sealed class DemoBatch
{
    private readonly DemoOptions _options;
    private readonly List<Stop> _stops;

    internal DemoBatch(DemoOptions options, Place place, IReadOnlyList<Home> homes)
    {
        _options = options;
        Site = place.Row;
        Households = [.. homes.Select(home => home.Row)];
        People = [.. homes.SelectMany(home => home.Members.Select(member => member.Row))];
        Changes = [.. homes.SelectMany(home => home.Changes)];
        Spells = [.. homes.SelectMany(home => home.Members.SelectMany(member => member.Spells))];
        Services = [.. homes.SelectMany(home => home.Services)];
        Problems = [.. homes.Select(home => home.Problem).OfType<(ProblemKind, string)>()];
        _stops = [.. homes.Select(home => new Stop(
            home.Row.Id, place.Row.Id, home.County, home.Number, home.Visits, place.GridWorkerOf(home.Number), place.VillageReviewer, place.TownshipReviewer))];
    }

    public ResettlementSite Site { get; }

    public IReadOnlyList<Household> Households { get; }

    /// <summary>Those who belong to the households and those who left since the history began.</summary>
    public IReadOnlyList<Person> People { get; }

    public IReadOnlyList<MembershipChange> Changes { get; }

    public IReadOnlyList<EmploymentSpell> Spells { get; }

    public IReadOnlyList<EmploymentServiceEvent> Services { get; }

    /// <summary>What is wrong on purpose, with the code of the household or person.</summary>
    public IReadOnlyList<(ProblemKind Kind, string Code)> Problems { get; }

    /// <summary>Of all months, household after household. Made when asked for, like those of one month.</summary>
    public IEnumerable<MonthlyVerification> Verifications =>
        _stops.SelectMany(stop => DemoCity.MonthsOf(_options).Select(month => Round.Visit(_options, stop, month)).OfType<MonthlyVerification>());

    /// <summary>Of one month.</summary>
    public IEnumerable<MonthlyVerification> VerificationsOf(Month month) =>
        _stops.Select(stop => Round.Visit(_options, stop, month)).OfType<MonthlyVerification>();
}
