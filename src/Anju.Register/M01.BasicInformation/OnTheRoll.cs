using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>What the register counts of itself: households on the roll on the day.</summary>
internal sealed class HouseholdsOnTheRoll : HouseholdRule
{
    public override string Code => "I-M01-A";

    public override string Title => "在册搬迁户";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(1).Says("进一步完善搬迁家庭全员人口信息台账");

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters) =>
        household.IsDissolved ? Verdict.NotApplicable() : Verdict.Met();
}

/// <summary>Everybody on the roll on the day.</summary>
internal sealed class PeopleOnTheRoll : PersonRule
{
    public override string Code => "I-M01-B";

    public override string Title => "在册搬迁人口";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(1).Says("进一步完善搬迁家庭全员人口信息台账");

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => Verdict.Met();
}

/// <summary>Those known to be labourers [A01].</summary>
internal sealed class LabourersOnTheRoll : PersonRule
{
    public override string Code => "I-M01-C";

    public override string Title => "搬迁劳动力";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(1).Says("进一步完善搬迁家庭全员人口信息台账");

    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => person.IsLabourer(parameters) switch
    {
        true => Verdict.Met(),
        false => Verdict.NotApplicable(),
        null => Verdict.Unknown("出生日期或劳动技能"),
    };
}
