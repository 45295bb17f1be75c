using Anju.Kernel;

namespace Anju.Policy;

/// <summary>What the pages of this engine need to know of the register: names for what was judged. The register implements it.</summary>
public interface ISubjectNames
{
    /// <summary>Sites within the actor's scope, of one county if one is named, in order of their codes.</summary>
    Task<IReadOnlyList<SiteName>> SitesAsync(AnjuDb db, string? county, CancellationToken cancellation);

    /// <summary>Households, people or lines of another ledger by id, within the actor's scope.</summary>
    /// <param name="kind">Code of their kind.</param>
    Task<IReadOnlyDictionary<Guid, SubjectName>> OfAsync(
        AnjuDb db, string kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellation);
}

/// <summary>A resettlement site as lists show it.</summary>
/// <param name="Kind">集中 or 分散虚拟点, and the size class when it is known.</param>
public sealed record SiteName(Guid Id, string Code, string Name, string CountyCode, string? TownshipCode, string Kind);

/// <summary>A household, person or other line as lists show it, with the address of its file.</summary>
/// <param name="Code">By which people know it: a person goes by the code of the household.</param>
/// <param name="Under">What stands below the name.</param>
public sealed record SubjectName(Guid Id, string Code, string Name, string Under, string Href)
{
    /// <summary>Of a household, where it lives within the site.</summary>
    public string? Room { get; init; }
}
