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
