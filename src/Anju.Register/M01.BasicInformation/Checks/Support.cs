using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>Basic medical insurance is answered, and nobody is in both schemes at once.</summary>
internal sealed class MedicalInsuranceAnswered() : PersonCheck(Severity.Error, "C-MEDICAL", "医保参保必填且只参加一种", "医保参保")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => person.Person.MedicalInsurance switch
    {
        null => Verdict.NotMet("没有填写是否参加基本医疗保险（城乡居民、城镇职工只能参加一种），请核实后补填"),
        MedicalInsurance.Both => Verdict.NotMet("同时登记了城乡居民和城镇职工基本医疗保险，只能参加一种，请核实后改正"),
        _ => Verdict.Met(),
    };
}

/// <summary>Nobody in the household can work, and nobody is supported.</summary>
internal sealed class NoLabourNoSupport() : HouseholdCheck(Severity.Warning, "C-NO-LABOUR", "整户无劳动力应享受低保", "劳动技能", "低保/特困", "低收入类别")
{
    public override IReadOnlyList<string> Uses => ["labour.age-from"];

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved || household.Members.Count == 0)
        {
            return Verdict.NotApplicable("没有在册成员");
        }

        if (household.Members.Any(member => member.Person.LabourCapacity is LabourCapacity.Ordinary or LabourCapacity.Skilled or LabourCapacity.WeakOrHalf))
        {
            return Verdict.NotApplicable("户内有劳动力");
        }

        if (household.Household.LowIncome is LowIncomeClass.MinimumLivingGuarantee or LowIncomeClass.Destitute
            || household.Members.Any(member => member.Person.Assistance is Assistance.MinimumLivingGuarantee or Assistance.Destitute))
        {
            return Verdict.Met();
        }

        var blank = household.Members.Where(member => member.Person.LabourCapacity is null && !(member.Age < parameters.Int("labour.age-from")))
            .Select(member => member.Field("劳动技能"))
            .Concat(household.Household.LowIncome is null
                ? household.Members.Where(member => member.Person.Assistance is null).Select(member => member.Field("低保/特困"))
                : [])
            .ToList();
        return blank.Count > 0 ? Verdict.Unknown(blank) : Verdict.NotMet("整户没有劳动力，也没有享受低保或特困供养，请核实是否应纳入保障");
    }
}

/// <summary>
/// Poorer than the line of the year and not monitored (b.7). Without a published line nobody can be measured by it: the
/// answer is unknown until somebody enters it.
/// </summary>
internal sealed class PoorIsMonitored() : HouseholdCheck(Severity.Error, "C-INCOME-LINE", "收入低于监测线的应纳入监测", "人均纯收入", "监测对象类别")
{
    private const string Line = "monitoring.line";

    public override IReadOnlyList<string> Uses => [Line];

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var row = household.Household;
        if (household.IsDissolved || household.Members.Count == 0)
        {
            return Verdict.NotApplicable("没有在册成员");
        }

        if (row.Monitoring is not (null or MonitoringClass.NotMonitored))
        {
            return Verdict.Met("已纳入监测");
        }

        if (parameters.FindYuan(Line) is not { } line)
        {
            return Verdict.Unknown([parameters[Line].Parameter.Name], $"{parameters[Line].Parameter.Name}还没有公布或填写，无法判断");
        }

        return (row.IncomePerHead, row.Monitoring) switch
        {
            (null, _) => Verdict.Unknown("人均纯收入"),
            ({ } income, _) when income >= line => Verdict.Met(),
            (_, null) => Verdict.Unknown("监测对象类别"),
            ({ } income, _) => Verdict.NotMet($"人均纯收入{income}元，低于{parameters[Line].Display}，却不是监测对象，请核对收入或按程序识别"),
        };
    }
}
