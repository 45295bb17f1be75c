using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>What can be wrong in a person's own line.</summary>
internal static class PersonProblems
{
    public static Dictionary<ProblemKind, Func<Home, string?>> All { get; } = new()
    {
        [ProblemKind.BlankSex] = home => To(home, Anybody, member => member.Row.Sex = null),
        [ProblemKind.BlankBirthDate] = home => To(home, Anybody, member => member.Row.BirthDate = null),
        [ProblemKind.BlankEducation] = home => To(home, (_, _) => true, member => member.Row.Education = null),
        [ProblemKind.BlankLabourCapacity] = home => To(home, (_, age) => age is >= 17 and < 60, member => member.Row.LabourCapacity = null),
        [ProblemKind.BlankTrainingWish] = home => To(home, Labours(home), member => (member.Row.TrainingWish, member.Row.WishedTrade) = (null, null)),
        [ProblemKind.BirthImpossible] = home => To(home, (member, age) => member.Relation != Relation.Head && age is > 30 and < 90, member => member.Row.BirthDate = member.Birth.AddYears(-100)),
        [ProblemKind.KinshipImpossible] = home => To(
            home, (member, _) => member.Relation is Relation.Son or Relation.Daughter, member => member.Row.Relation = member.Relation == Relation.Son ? Relation.Father : Relation.Mother),
        [ProblemKind.BlankIdNumber] = home => To(
            home, (member, age) => age < 3 && member.Row.DisabilityCard is null, member => (member.Row.IdNumber, member.Row.IdType) = (null, IdType.Other)),
        [ProblemKind.BlankMedicalInsurance] = home => To(home, (_, _) => true, member => member.Row.MedicalInsurance = null),
        [ProblemKind.WrongCheckCharacter] = home => To(home, (member, _) => member.Row.DisabilityCard is null, member =>
        {
            var number = member.Row.IdNumber!;
            member.Row.IdNumber = number[..17] + (number[17] == '5' ? '6' : '5');
        }),
        [ProblemKind.SexAgainstNumber] = home => To(home, (member, _) => member.Relation == Relation.Head, member => member.Row.Sex = Other(member.Sex)),
        [ProblemKind.BirthAgainstNumber] = home => To(home, (_, age) => age is > 25 and < 55, member => member.Row.BirthDate = member.Birth.AddYears(1)),
        [ProblemKind.SexAgainstRelation] = home => To(
            home,
            (member, _) => member.Relation is Relation.Son or Relation.Daughter,
            member => member.Row.Relation = member.Relation == Relation.Son ? Relation.Daughter : Relation.Son),
        [ProblemKind.DisabilityCardMalformed] = home => To(
            home, (member, _) => member.Row.DisabilityCard is not null, member => member.Row.DisabilityCard = member.Row.DisabilityCard![..17]),
        [ProblemKind.MinorWithCapacity] = home => To(home, (_, age) => age is >= 12 and < 16, member => member.Row.LabourCapacity = LabourCapacity.Ordinary),
        [ProblemKind.HealthyButWeak] = home => To(home, IsAble, member => member.Row.LabourCapacity = LabourCapacity.WeakOrHalf),
        [ProblemKind.HealthyButUnable] = home => To(
            home, (member, age) => IsAble(member, age) && member.Row.Employment != EmploymentStatus.Employed, member => member.Row.LabourCapacity = LabourCapacity.None),
        [ProblemKind.ChildNotInSchool] = home => To(
            home, (_, age) => age is >= 7 and < 15, member => (member.Row.Student, member.Row.School) = (StudentStatus.NotStudent, null)),
        [ProblemKind.DestituteAndAble] = home => To(
            home,
            (member, age) => age is >= 18 and < 60 && member.Row is { Health: Health.Healthy, Student: StudentStatus.NotStudent, Employment: not EmploymentStatus.Employed },
            member => member.Row.Assistance = Assistance.Destitute),
    };

    /// <summary>Does it to the first member there whom it fits, and tells that one's code.</summary>
    public static string? To(Home home, Func<Member, int, bool> fits, Action<Member> spoil)
    {
        var member = home.There.FirstOrDefault(member => fits(member, member.AgeOn(home.Today)));
        if (member is not null)
        {
            spoil(member);
        }

        return member?.Row.Code;
    }

    private static bool Anybody(Member member, int age) => member.Relation != Relation.Head && age is > 5 and < 58;

    private static bool IsAble(Member member, int age) =>
        age is >= 17 and < 59 && member.Row is { Health: Health.Healthy, Student: StudentStatus.NotStudent, LabourCapacity: LabourCapacity.Ordinary };

    private static Func<Member, int, bool> Labours(Home home) => (member, _) => Livelihood.IsLabourer(home, member);

    private static Sex Other(Sex sex) => sex == Sex.Male ? Sex.Female : Sex.Male;
}
