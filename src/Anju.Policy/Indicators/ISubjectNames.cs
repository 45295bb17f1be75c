using Anju.Kernel;

namespace Anju.Policy;

/// <summary>What the pages of this engine need to know of the register: names for what was judged. The register implements it.</summary>
public interface ISubjectNames
{
    /// <summary>Sites within the actor's scope, of one county if one is named, in order of their codes.</summary>
    Task<IReadOnlyList<SiteName>> SitesAsync(AnjuDb db, string? county, CancellationToken cancellation);

    /// <summary>Households or people by id, within the actor's scope.</summary>
    Task<IReadOnlyDictionary<Guid, SubjectName>> OfAsync(
        AnjuDb db, SubjectKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellation);
}

/// <summary>A resettlement site as lists show it.</summary>
/// <param name="Kind">集中 or 分散虚拟点, and the size class when it is known.</param>
public sealed record SiteName(Guid Id, string Code, string Name, string CountyCode, string? TownshipCode, string Kind);

/// <summary>A household or person as lists show it, with the address of its file.</summary>
/// <param name="Detail">Household code of a person, room of a household.</param>
public sealed record SubjectName(Guid Id, string Code, string Name, string? Detail, string Href);
