using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>Under 16 and at work.</summary>
internal sealed class MinorAtWork() : PersonCheck(Severity.Error, "C-MINOR-WORK", "未满16周岁不得登记就业", "出生日期", "就业状态")
{
    public override IReadOnlyList<string> Uses => ["labour.age-from"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => person.Age switch
    {
        null when person.IsSaidToWork == true => Verdict.Unknown("出生日期"),
        null => Verdict.NotApplicable("没有就业记录"),
        { } age when age >= parameters.Int("labour.age-from") => Verdict.NotApplicable("已满劳动年龄下限"),
        _ when person.IsSaidToWork == true =>
            Verdict.NotMet($"未满{parameters.Int("labour.age-from")}周岁登记为已就业，请核对出生日期或就业状态"),
        _ => Verdict.Met(),
    };
}

/// <summary>Under 16 and with a labour capacity. Blank is how a child's line is usually left.</summary>
internal sealed class MinorWithCapacity() : PersonCheck(Severity.Error, "C-MINOR-CAPACITY", "未满16周岁应为无劳动力", "出生日期", "劳动技能")
{
    public override IReadOnlyList<string> Uses => ["labour.age-from"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.Person.LabourCapacity is null or LabourCapacity.None)
        {
            return Verdict.Met();
        }

        return person.Age switch
        {
            null => Verdict.Unknown("出生日期"),
            { } age when age >= parameters.Int("labour.age-from") => Verdict.NotApplicable("已满劳动年龄下限"),
            _ => Verdict.NotMet($"未满{parameters.Int("labour.age-from")}周岁，劳动技能应为无劳动力，请核对出生日期或劳动技能"),
        };
    }
}

/// <summary>Of working age, healthy, not in school, and yet without full capacity.</summary>
internal sealed class AbleButWeak() : PersonCheck(
    Severity.Warning, "C-ABLE-WEAK", "健康劳动年龄填为弱（无）劳动力", "劳动技能", "健康状况", "在校生状况", "出生日期")
{
    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var row = person.Person;
        if (row.LabourCapacity is LabourCapacity.Ordinary or LabourCapacity.Skilled)
        {
            return Verdict.Met();
        }

        if (row.Health is not (null or Health.Healthy) || person.IsStudent
            || person.Age < parameters.Int("labour.age-from") || person.Age >= parameters.Int("labour.age-below"))
        {
            return Verdict.NotApplicable("不是健康、不在校的劳动年龄人口");
        }

        return Blank.Of((row.LabourCapacity, "劳动技能"), (row.Health, "健康状况"), (row.Student, "在校生状况"), (row.BirthDate, "出生日期")) is { Count: > 0 } blank
            ? Verdict.Unknown(blank)
            : Verdict.NotMet("劳动年龄内、健康且不在校，劳动技能却填为弱、丧失或无劳动力，请核实健康状况或劳动技能");
    }
}

/// <summary>Supported as destitute though grown up, of working age, healthy and not in school.</summary>
internal sealed class DestituteButAble() : PersonCheck(
    Severity.Warning, "C-DESTITUTE-ABLE", "健康劳动年龄享受特困供养", "低保/特困", "健康状况", "在校生状况", "出生日期")
{
    private const int GrownUp = 18;

    public override IReadOnlyList<string> Uses => ["labour.age-below"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var row = person.Person;
        if (row.Assistance is null)
        {
            return Verdict.Unknown("低保/特困");
        }

        if (row.Assistance != Assistance.Destitute)
        {
            return Verdict.NotApplicable("未享受特困供养");
        }

        if (row.Health is not (null or Health.Healthy) || person.IsStudent || person.Age < GrownUp || person.Age >= parameters.Int("labour.age-below"))
        {
            return Verdict.Met();
        }

        return Blank.Of((row.Health, "健康状况"), (row.Student, "在校生状况"), (row.BirthDate, "出生日期")) is { Count: > 0 } blank
            ? Verdict.Unknown(blank)
            : Verdict.NotMet("劳动年龄内、健康且不在校，却享受特困供养，请核实认定材料或健康状况");
    }
}

/// <summary>
/// Of the age of compulsory schooling on the first day of the school year (义务教育法 art. 11) and not in school. Ill and
/// disabled children may be put off or taught at home.
/// </summary>
internal sealed class ChildInSchool() : PersonCheck(Severity.Error, "C-SCHOOL", "义务教育阶段应在校", "在校生状况", "出生日期")
{
    private const string From = "check.school-age-from";
    private const string Below = "check.school-age-below";

    public override IReadOnlyList<string> Uses => [From, Below];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var row = person.Person;
        if (row.BirthDate is null)
        {
            return row.Student is null or StudentStatus.NotStudent ? Verdict.Unknown("出生日期") : Verdict.Met();
        }

        var begin = new DateOnly(person.AsOf.Month >= 9 ? person.AsOf.Year : person.AsOf.Year - 1, 9, 1);
        var age = PersonFacts.AgeOn(begin.AddDays(-1), row.BirthDate.Value);
        if (age < parameters.Int(From) || age >= parameters.Int(Below))
        {
            return Verdict.NotApplicable("不在义务教育年龄");
        }

        return row switch
        {
            { Health: not (null or Health.Healthy) } => Verdict.NotApplicable("患病或残疾，可以缓学或送教上门"),
            { Student: null } => Verdict.Unknown("在校生状况"),
            { Student: StudentStatus.NotStudent or StudentStatus.Kindergarten } =>
                Verdict.NotMet($"本学年开学时已满{age}周岁，应在校接受义务教育，请核实就学情况，未入学的联系教育部门"),
            _ => Verdict.Met(),
        };
    }
}
