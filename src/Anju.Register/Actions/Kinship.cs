using Anju.Kernel;

namespace Anju.Register.Actions;

/// <summary>
/// Proposes everybody's relation to a new head from the relations to the old one, where the terms of the relocation
/// template leave no doubt. A proposal only: the person at the form decides.
/// </summary>
internal static class Kinship
{
    /// <summary>Null where it cannot be told.</summary>
    public static Relation? Propose(Person person, Person newHead, IReadOnlyCollection<Person> members)
    {
        var childrenInLaw = members.Count(x => x.Relation is Relation.DaughterInLaw or Relation.SonInLaw);
        var children = members.Count(x => x.Relation is Relation.Son or Relation.Daughter);
        return newHead.Relation switch
        {
            Relation.Spouse => ToSpouse(person),
            Relation.Son or Relation.Daughter => ToChild(person, newHead, only: children == 1, oneCouple: childrenInLaw == 1),
            Relation.DaughterInLaw or Relation.SonInLaw => ToChildInLaw(person, oneCouple: childrenInLaw == 1 && children == 1),
            Relation.Father or Relation.Mother => ToParent(person, OldHead(members)),
            _ => null,
        };
    }

    private static Relation? ToSpouse(Person person) => person.Relation switch
    {
        Relation.Head => Relation.Spouse,
        Relation.Father => Relation.FatherInLaw,
        Relation.Mother => Relation.MotherInLaw,
        Relation.FatherInLaw => Relation.Father,
        Relation.MotherInLaw => Relation.Mother,
        Relation.Son or Relation.Daughter or Relation.DaughterInLaw or Relation.SonInLaw or Relation.Grandson or Relation.Granddaughter
            or Relation.GrandsonByDaughter or Relation.GranddaughterByDaughter => person.Relation,
        _ => null,
    };

    private static Relation? ToChild(Person person, Person newHead, bool only, bool oneCouple) => person.Relation switch
    {
        Relation.Head or Relation.Spouse => BySex(person, Relation.Father, Relation.Mother),
        Relation.Son or Relation.Daughter => Relation.Sibling,
        Relation.DaughterInLaw when only && oneCouple && newHead.Relation == Relation.Son => Relation.Spouse,
        Relation.SonInLaw when only && oneCouple && newHead.Relation == Relation.Daughter => Relation.Spouse,
        Relation.Grandson or Relation.Granddaughter when only && newHead.Relation == Relation.Son => BySex(person, Relation.Son, Relation.Daughter),
        Relation.GrandsonByDaughter or Relation.GranddaughterByDaughter when only && newHead.Relation == Relation.Daughter => BySex(person, Relation.Son, Relation.Daughter),
        _ => null,
    };

    private static Relation? ToChildInLaw(Person person, bool oneCouple) => person.Relation switch
    {
        Relation.Head or Relation.Spouse => BySex(person, Relation.FatherInLaw, Relation.MotherInLaw),
        Relation.Son or Relation.Daughter when oneCouple => Relation.Spouse,
        Relation.Grandson or Relation.Granddaughter or Relation.GrandsonByDaughter or Relation.GranddaughterByDaughter when oneCouple =>
            BySex(person, Relation.Son, Relation.Daughter),
        _ => null,
    };

    private static Relation? ToParent(Person person, Person? oldHead) => (person.Relation, oldHead?.Sex) switch
    {
        (Relation.Head or Relation.Sibling, _) => BySex(person, Relation.Son, Relation.Daughter),
        (Relation.Father or Relation.Mother, _) => Relation.Spouse,
        (Relation.Spouse, _) => BySex(person, Relation.SonInLaw, Relation.DaughterInLaw),
        (Relation.Son or Relation.Daughter, Sex.Male) => BySex(person, Relation.Grandson, Relation.Granddaughter),
        (Relation.Son or Relation.Daughter, Sex.Female) => BySex(person, Relation.GrandsonByDaughter, Relation.GranddaughterByDaughter),
        _ => null,
    };

    private static Person? OldHead(IEnumerable<Person> members) => members.FirstOrDefault(person => person.Relation == Relation.Head);

    private static Relation? BySex(Person person, Relation man, Relation woman) => person.Sex switch
    {
        Sex.Male => man,
        Sex.Female => woman,
        _ => null,
    };
}
