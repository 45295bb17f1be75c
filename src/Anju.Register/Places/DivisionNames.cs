using System.Collections.Concurrent;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register.Places;

/// <summary>Division names as the plan pack has them.</summary>
internal sealed class DivisionNames(PlanPack pack) : IDivisionNames
{
    private readonly Divisions divisions = pack.Divisions;
    private readonly ConcurrentDictionary<string, IReadOnlyList<DivisionName>> below = new();

    public IReadOnlyList<DivisionName> Counties { get; } = Named(pack.Divisions.Counties);

    public string? NameOf(string code) => Place(code)?.ShortName;

    public string? FullNameOf(string code) => Place(code)?.FullName;

    public string? Find(string text, string? within = null)
    {
        if (within is null || Place(within) is not { } outer)
        {
            return divisions.Find(text)?.Code.Value;
        }

        var place = divisions.Find(text) ?? divisions.Find(outer.FullName + text);
        return place is not null && place.Code.IsWithin(outer.Code) ? place.Code.Value : divisions.Find(outer.FullName + text)?.Code.Value;
    }

    public IReadOnlyList<DivisionName> Below(string code) => Place(code) is { } place ? below.GetOrAdd(place.Code.Value, _ => Named(place.Children)) : [];

    private Division? Place(string code) => DivisionCode.TryParse(code, out var parsed) ? divisions.Find(parsed) : null;

    private static List<DivisionName> Named(IEnumerable<Division> places) =>
    [
        .. places.Where(place => place is { IsCurrent: true, IsStatisticalOnly: false })
            .OrderBy(place => place.Code)
            .Select(place => new DivisionName(place.Code.Value, place.ShortName)),
    ];
}
