using Anju.Register;

namespace Anju.Demo;

/// <summary>A site with room for so many households, and those who look after it.</summary>
internal sealed class Place
{
    public required ResettlementSite Row { get; init; }

    public required Village Village { get; init; }

    /// <summary>Households that fit in.</summary>
    public required int Room { get; init; }

    public required string[] GridWorkers { get; init; }

    public required string VillageReviewer { get; init; }

    public required string TownshipReviewer { get; init; }

    public required string[] Helpers { get; init; }

    public required string EmploymentOfficer { get; init; }

    public bool IsVirtual => Row.Kind == SiteKind.Virtual;

    public string GridWorkerOf(int number) => GridWorkers[number % GridWorkers.Length];
}
