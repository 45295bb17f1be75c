using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>
/// Values that are there but cannot be right: what makes a required value of R-M01-1 invalid (domain specification b.8, E).
/// </summary>
internal static class DataErrors
{
    public static IReadOnlyList<string> Contradictions(PersonFacts facts, Parameters parameters)
    {
        var person = facts.Person;
        var wrong = new List<string>();
        if (person is { IdType: IdType.ResidentIdentityCard, IdNumber: { } text })
        {
            if (!IdNumber.TryParse(text, out var number))
            {
                wrong.Add("证件号码不合规");
            }
            else
            {
                Note(person.BirthDate is { } born && born != number.BirthDate, "出生日期与证件号码不一致");
                Note(person.Sex is { } sex && sex != number.Sex, "性别与证件号码不一致");
            }
        }

        Note(person.BirthDate > facts.AsOf, "出生日期晚于核查日期");
        Note(SexContradictsRelation(person), "性别与户主关系矛盾");
        Note(facts.Age < parameters.Int("labour.age-from") && person.Employment == EmploymentStatus.Employed, "未满16周岁登记为已就业");
        Note(
            facts.Age < parameters.Int("labour.age-from") && person.LabourCapacity is not null and not LabourCapacity.None,
            "未满16周岁的劳动技能应为无劳动力");
        return wrong;

        void Note(bool isWrong, string what)
        {
            if (isWrong)
            {
                wrong.Add(what);
            }
        }
    }

    /// <summary>A mother who is male, a son-in-law who is female: the relation says the sex.</summary>
    public static bool SexContradictsRelation(Person person) => (person.Relation, person.Sex) switch
    {
        (Relation.Son or Relation.SonInLaw or Relation.Grandson or Relation.GrandsonByDaughter or Relation.Father or Relation.FatherInLaw
            or Relation.Grandfather or Relation.MaternalGrandfather, Sex.Female) => true,
        (Relation.Daughter or Relation.DaughterInLaw or Relation.Granddaughter or Relation.GranddaughterByDaughter or Relation.Mother
            or Relation.MotherInLaw or Relation.Grandmother or Relation.MaternalGrandmother, Sex.Male) => true,
        _ => false,
    };
}
