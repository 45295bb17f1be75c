namespace Anju.Ledgers;

/// <summary>
/// Names of counties, townships and villages, for columns that hold their codes. The engine knows the codes only; the
/// names come with the plan pack, from a module above.
/// </summary>
public interface IDivisionNames
{
    /// <summary>The counties of the city that exist now, in the order of their codes.</summary>
    IReadOnlyList<DivisionName> Counties { get; }

    /// <summary><c>仁义镇</c>; null for a code of no edition.</summary>
    string? NameOf(string code);

    /// <summary><c>桂阳县仁义镇仁义社区</c>; null for a code of no edition.</summary>
    string? FullNameOf(string code);

    /// <summary>
    /// The code as stored (county six digits, township and village twelve) of a code or of a name as people write it:
    /// <c>桂阳县仁义镇</c>, or <c>仁义镇</c> within 431021. Null when nothing, or more than one place, is called so.
    /// </summary>
    /// <param name="within">Code of a county or township that the place must lie in.</param>
    string? Find(string text, string? within = null);

    /// <summary>What lies directly below a county or township and exists now.</summary>
    IReadOnlyList<DivisionName> Below(string code);
}

/// <summary>A division as drop-downs show it.</summary>
public sealed record DivisionName(string Code, string Name);
