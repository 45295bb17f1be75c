using Anju.Kernel;

namespace Anju.Register;

/// <summary>What the relations to the head of the household mean.</summary>
public static class Relations
{
    /// <summary>The sex that the word itself says: 之母, 之女婿. Null where it says none.</summary>
    public static Sex? SexOf(Relation relation) => relation switch
    {
        Relation.Son or Relation.SonInLaw or Relation.Grandson or Relation.GrandsonByDaughter or Relation.Father or Relation.FatherInLaw
            or Relation.Grandfather or Relation.MaternalGrandfather => Sex.Male,
        Relation.Daughter or Relation.DaughterInLaw or Relation.Granddaughter or Relation.GranddaughterByDaughter or Relation.Mother
            or Relation.MotherInLaw or Relation.Grandmother or Relation.MaternalGrandmother => Sex.Female,
        _ => null,
    };
}
