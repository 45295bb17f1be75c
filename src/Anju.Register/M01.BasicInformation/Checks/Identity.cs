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
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => (person.Person.BirthDate, person.TrustedNumber) switch
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
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => (person.Person.Sex, person.TrustedNumber) switch
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

/// <summary>A mother who is male, a son-in-law who is female: the relation says the sex. Of husband and wife, that of the head does.</summary>
internal sealed class SexAgreesWithRelation() : PersonCheck(Severity.Error, "C-SEX-RELATION", "性别与户主关系一致", "性别", "与户主关系")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) =>
        person.Person.Relation == Relation.Spouse ? JudgeSpouse(person) : Judge(person.Person);

    private static Verdict Judge(Person person) => (Relations.SexOf(person.Relation), person.Sex) switch
    {
        (null, _) => Verdict.NotApplicable("该关系不说明性别"),
        (_, null) => Verdict.Unknown("性别"),
        ({ } said, { } sex) when said != sex => Verdict.NotMet("性别与户主关系矛盾，请改正其中一项"),
        _ => Verdict.Met(),
    };

    private static Verdict JudgeSpouse(PersonFacts person)
    {
        var head = person.Household.Members.FirstOrDefault(member => member.Person.Relation == Relation.Head);
        return (head?.Person.Sex, person.Person.Sex) switch
        {
            _ when head is null => Verdict.NotApplicable("户内没有户主"),
            (_, null) => Verdict.Unknown("性别"),
            (null, _) => Verdict.Unknown(head.Field("性别")),
            ({ } one, { } other) when one == other => Verdict.NotMet("登记为配偶而与户主性别相同，请改正性别或与户主关系"),
            _ => Verdict.Met(),
        };
    }
}

/// <summary>
/// One number, one person. The database keeps the same number from being stored twice; here it is found in another spelling:
/// with fifteen digits, with a small x, under another type of document.
/// </summary>
internal sealed class NumberOfOnePerson() : PersonCheck(Severity.Error, "C-ID-TWICE", "证件号码不与他人重复", "证件号码")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) =>
        string.IsNullOrWhiteSpace(person.Person.IdNumber) ? Verdict.NotApplicable("没有登记证件号码")
        : person.Household.Twins.TryGetValue(person.Id, out var household)
            ? Verdict.NotMet($"同一个证件号码换一种写法登记在另一人名下（户编号{household}），请核实后只保留一人")
        : Verdict.Met();
}
