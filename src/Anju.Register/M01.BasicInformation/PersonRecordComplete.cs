using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>The eight named items are on record, and valid, for every person on the roll (R-M01-1).</summary>
internal sealed class PersonRecordComplete : PersonRule
{
    public override string Code => "R-M01-1";

    public override string Title => "人员信息完整";

    public override Clause Clause =>
        Plan.Measure(1).Says("精准掌握搬迁家庭人员、性别、年龄、文化、劳动技能、就业状况、培训意愿及务工地点等基础信息");

    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below"];

    public override WorkKind Work => new("W-M01-2", "必填缺项和逻辑错误", Department.HumanResources, Days: 15, OnUnknown: true);

    public override Verdict Judge(PersonFacts person, Kernel.Month month, Parameters parameters)
    {
        if (DataErrors.Contradictions(person, parameters) is { Count: > 0 } wrong)
        {
            return Verdict.NotMet(string.Join('；', wrong));
        }

        return Blank(person, parameters) is { Count: > 0 } blank ? Verdict.Unknown(blank) : Verdict.Met();
    }

    private static List<string> Blank(PersonFacts facts, Parameters parameters)
    {
        var person = facts.Person;
        var blank = new List<string>();
        Need(!string.IsNullOrWhiteSpace(person.Name), "姓名");
        Need(person.Sex is not null, "性别");
        Need(person.BirthDate is not null, "出生日期");
        Need(person.Education is not null, "文化程度");
        Need(person.LabourCapacity is not null || facts.Age < parameters.Int("labour.age-from"), "劳动技能");
        if (facts.IsLabourer(parameters) == true)
        {
            Need(person.Employment is not null, "就业状态");
            Need(person.TrainingWish is not null and not Willingness.Unknown, "培训意愿");
        }

        Need(person.Employment != EmploymentStatus.Employed || WorksInOwnVillage(person) || !string.IsNullOrWhiteSpace(person.WorkPlace), "务工所在地");
        return blank;

        void Need(bool there, string title)
        {
            if (!there)
            {
                blank.Add(title);
            }
        }
    }

    /// <summary>The place is asked for, to county level, of those who work outside their own village.</summary>
    private static bool WorksInOwnVillage(Person person) =>
        person.Channel is EmploymentChannel.Farming or EmploymentChannel.PublicPost or EmploymentChannel.OwnBusiness or EmploymentChannel.Workshop;
}
