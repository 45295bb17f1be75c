using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>The number is one that can have been issued: GB 11643, 18 characters, a real date, the right check character.</summary>
internal sealed class IdNumberCanBe() : PersonCheck(Severity.Error, "C-ID-NUMBER", "证件号码合规", "证件号码")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.Person.IdType == IdType.Other)
        {
            return Verdict.NotApplicable("证件类型为其他");
        }

        if (string.IsNullOrWhiteSpace(person.Person.IdNumber))
        {
            return Verdict.Unknown("证件号码");
        }

        var check = IdNumber.Check(person.Person.IdNumber, person.JudgedOn, AreaCodes.OfAnyYear);
        return check.Number?.Value == person.Person.IdNumber ? Verdict.Met()
            : Verdict.NotMet(check.Problems.Count > 0 ? string.Join('；', check.Problems.Select(problem => problem.Message)) : "证件号码不是标准写法，请改为18位、末位大写X");
    }

    /// <summary>The number as far as it can be trusted to say birth and sex.</summary>
    public static IdNumber? Trusted(PersonFacts person) =>
        person.Person.IdType != IdType.Other && IdNumber.TryParse(person.Person.IdNumber, out var number) ? number : null;
}

/// <summary>A second-generation disability card: the 18 of the identity number, kind, grade; two more when issued again.</summary>
internal sealed class DisabilityCardLength() : PersonCheck(Severity.Error, "C-DISABILITY-CARD", "残疾证号位数", "残疾证号")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => person.Person.DisabilityCard?.Trim() switch
    {
        null or "" => Verdict.NotApplicable("没有残疾证"),
        { Length: 20 or 22 } => Verdict.Met(),
        var card => Verdict.NotMet($"残疾证号为{card.Length}位，应为20位（补换发的22位），请对照残疾人证核对"),
    };
}

internal sealed class BirthAgreesWithNumber() : PersonCheck(Severity.Error, "C-BIRTH-NUMBER", "出生日期与证件号码一致", "出生日期", "证件号码")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => (person.Person.BirthDate, IdNumberCanBe.Trusted(person)) switch
    {
        (_, null) when !string.IsNullOrWhiteSpace(person.Person.IdNumber) => Verdict.NotApplicable("证件号码不能说明出生日期"),
        (_, null) => Verdict.Unknown("证件号码"),
        (null, _) => Verdict.Unknown("出生日期"),
        ({ } born, { } number) when born != number.BirthDate =>
            Verdict.NotMet($"出生日期{born:yyyy-MM-dd}与证件号码中的{number.BirthDate:yyyy-MM-dd}不一致，请对照证件改正"),
        _ => Verdict.Met(),
    };
}

internal sealed class SexAgreesWithNumber() : PersonCheck(Severity.Error, "C-SEX-NUMBER", "性别与证件号码一致", "性别", "证件号码")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => (person.Person.Sex, IdNumberCanBe.Trusted(person)) switch
    {
        (_, null) when !string.IsNullOrWhiteSpace(person.Person.IdNumber) => Verdict.NotApplicable("证件号码不能说明性别"),
        (_, null) => Verdict.Unknown("证件号码"),
        (null, _) => Verdict.Unknown("性别"),
        ({ } sex, { } number) when sex != number.Sex => Verdict.NotMet("性别与证件号码第17位不一致，请对照证件改正"),
        _ => Verdict.Met(),
    };
}

internal sealed class BirthCanBe() : PersonCheck(Severity.Error, "C-BIRTH", "出生日期合理", "出生日期")
{
    private static readonly DateOnly Oldest = new(1900, 1, 1);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => person.Person.BirthDate switch
    {
        null => Verdict.Unknown("出生日期"),
        { } born when born > person.AsOf => Verdict.NotMet($"出生日期{born:yyyy-MM-dd}晚于{person.AsOf:yyyy-MM-dd}，请核对年份"),
        { } born when born < Oldest => Verdict.NotMet("出生日期早于1900年，请核对年份"),
        _ => Verdict.Met(),
    };
}

/// <summary>A mother who is male, a son-in-law who is female: the relation says the sex.</summary>
internal sealed class SexAgreesWithRelation() : PersonCheck(Severity.Error, "C-SEX-RELATION", "性别与户主关系一致", "性别", "与户主关系")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => (SexOf(person.Person.Relation), person.Person.Sex) switch
    {
        (null, _) => Verdict.NotApplicable("该关系不说明性别"),
        (_, null) => Verdict.Unknown("性别"),
        ({ } said, { } sex) when said != sex => Verdict.NotMet("性别与户主关系矛盾，请改正其中一项"),
        _ => Verdict.Met(),
    };

    internal static Sex? SexOf(Relation relation) => relation switch
    {
        Relation.Son or Relation.SonInLaw or Relation.Grandson or Relation.GrandsonByDaughter or Relation.Father or Relation.FatherInLaw
            or Relation.Grandfather or Relation.MaternalGrandfather => Sex.Male,
        Relation.Daughter or Relation.DaughterInLaw or Relation.Granddaughter or Relation.GranddaughterByDaughter or Relation.Mother
            or Relation.MotherInLaw or Relation.Grandmother or Relation.MaternalGrandmother => Sex.Female,
        _ => null,
    };
}
