using Anju.Policy;

namespace Anju.Register;

/// <summary>A rule about a household.</summary>
public abstract class HouseholdRule : Rule<HouseholdFacts>
{
    public sealed override SubjectKind Subject => SubjectKind.Household;
}

/// <summary>A rule about a person.</summary>
public abstract class PersonRule : Rule<PersonFacts>
{
    public sealed override SubjectKind Subject => SubjectKind.Person;
}
