using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Somebody of a household in the making.</summary>
internal sealed class Member
{
    public required Relation Relation { get; set; }

    public required Sex Sex { get; set; }

    public required DateOnly Birth { get; set; }

    public required string Surname { get; init; }

    public bool IsYao { get; init; }

    /// <summary>Came by marriage, perhaps with an identity number of another county.</summary>
    public bool FromElsewhere { get; init; }

    /// <summary>How somebody left who was still there when the history began; null for those who are there.</summary>
    public ChangeKind? Gone { get; init; }

    public Person Row { get; set; } = null!;

    public List<EmploymentSpell> Spells { get; set; } = [];

    public bool IsThere => Gone is null;

    public int AgeOn(DateOnly day) =>
        day.Year - Birth.Year - ((day.Month, day.Day).CompareTo((Birth.Month, Birth.Day)) < 0 ? 1 : 0);
}
