using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>The eight named items are on record, and valid, for every person on the roll (R-M01-1).</summary>
internal sealed class PersonRecordComplete : PersonRule
{
    /// <summary>The checks whose finding makes one of the eight items invalid. What is wrong is said there and nowhere else.</summary>
    private static readonly PersonCheck[] Validity =
    [
        new IdNumberCanBe(), new BirthCanBe(), new BirthAgreesWithNumber(), new SexAgreesWithNumber(), new SexAgreesWithRelation(),
        new MinorAtWork(), new MinorWithCapacity(), new StudentAtWork(), new DestituteAway(), new LocalPostOutside(), new WorkPlaceToCounty(),
    ];

    public override string Code => "R-M01-1";

    public override string Title => "人员信息完整";

    public override Clause Clause => DataChecks.Clause;

    public override IReadOnlyList<string> Uses { get; } = [.. Validity.SelectMany(check => check.Uses).Union(["labour.age-from", "labour.age-below"])];

    public override WorkKind Work { get; } = new("W-M01-2", "必填缺项和逻辑错误", Department.HumanResources, Days: 15, OnUnknown: true);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.Person.LeftOn < month.First)
        {
            return Verdict.NotApplicable("当月前已离户");
        }

        var wrong = Wrong(person, month, parameters);
        if (Missing(person, parameters) is { Count: > 0 } missing)
        {
            return Verdict.Unknown(missing, $"缺少：{string.Join('、', missing)}" + (wrong.Count > 0 ? $"；另有错误：{string.Join('；', wrong)}" : ""));
        }

        return wrong.Count > 0 ? Verdict.NotMet(string.Join('；', wrong)) : Verdict.Met();
    }

    private static IReadOnlyList<string> Wrong(PersonFacts person, Month month, Parameters parameters)
    {
        List<string>? wrong = null;
        foreach (var check in Validity)
        {
            if (check.Judge(person, month, parameters) is { Outcome: Outcome.NotMet } found)
            {
                (wrong ??= []).Add(found.Reason);
            }
        }

        return wrong ?? (IReadOnlyList<string>)[];
    }

    private static IReadOnlyList<string> Missing(PersonFacts facts, Parameters parameters)
    {
        var person = facts.Person;
        List<string>? missing = null;
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

        Need(!WorkPlaceToCounty.IsAsked(person) || !string.IsNullOrWhiteSpace(person.WorkPlace), "务工所在地");
        return missing ?? (IReadOnlyList<string>)[];

        void Need(bool there, string title)
        {
            if (!there)
            {
                (missing ??= []).Add(title);
            }
        }
    }
}
