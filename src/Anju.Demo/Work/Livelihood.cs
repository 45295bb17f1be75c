using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Who of a household works, who would like to, and what the household lives on.</summary>
internal static class Livelihood
{
    public static void Make(Home home)
    {
        var dice = home.Dice;
        var labourers = home.There.Where(member => IsLabourer(home, member)).ToList();
        Support(home, labourers.Count);
        if (home.Row.LowIncome == LowIncomeClass.Destitute)
        {
            labourers.Clear();
        }

        // In nearly every household somebody works: those without are few, and cleared within weeks.
        var none = dice.Chance(0.003);
        var surest = labourers.Where(member => !IsWeak(member)).OrderBy(member => Math.Abs(member.AgeOn(home.Today) - 38)).FirstOrDefault() ?? labourers.FirstOrDefault();
        foreach (var member in labourers)
        {
            var alone = member == surest;
            Ask(home, member, unwilling: !alone && dice.Chance(IsWeak(member) ? 0.05 : 0.016));
            var course = member.Row.WillingToWork == Willingness.Unwilling ? Course.NeverWorked
                : none || (!alone && dice.Chance(IsWeak(member) ? 0.11 : 0.055)) ? dice.Chance(0.8) ? Course.LostJob : Course.NeverWorked
                : dice.Weighted((62, Course.Steady), (24, Course.ChangedOnce), (12, Course.Seasonal), (alone ? 1 : 3, Course.JustStarted));
            JobHistory.Make(home, member, course);
            Register(home, member);
        }

        foreach (var member in home.There.Where(member => member.AgeOn(home.Today) is >= 60 and < 70 && CanWork(member) && home.Row.LowIncome != LowIncomeClass.Destitute))
        {
            if (dice.Chance(0.4))
            {
                Ask(home, member, unwilling: false);
                JobHistory.Make(home, member, Course.Steady);
            }
        }

        Income(home);
    }

    /// <summary>A labourer in the sense of assumption A01, of whom the ledger must know about work.</summary>
    public static bool IsLabourer(Home home, Member member) => member.IsThere && member.AgeOn(home.Today) is >= 16 and < 60 && CanWork(member);

    private static bool CanWork(Member member) =>
        member.Row is { Student: StudentStatus.NotStudent, LabourCapacity: LabourCapacity.Ordinary or LabourCapacity.Skilled or LabourCapacity.WeakOrHalf };

    private static bool IsWeak(Member member) => member.Row.LabourCapacity == LabourCapacity.WeakOrHalf;

    public static void Ask(Home home, Member member, bool unwilling)
    {
        var (dice, row) = (home.Dice, member.Row);
        row.WillingToWork = unwilling ? Willingness.Unwilling : Willingness.Willing;
        row.WillingnessAskedOn = home.Today.AddDays(-dice.Between(3, 150));
        row.UnwillingStatementOn = unwilling ? row.WillingnessAskedOn : null;
        var trains = !unwilling && dice.Chance(0.16);
        row.TrainingWish = trains ? Willingness.Willing : Willingness.Unwilling;
        row.WishedTrade = trains ? dice.Of("电工", "焊工", "育婴员", "养老护理员", "中式烹调师", "电子商务", "挖掘机驾驶", "油茶栽培", "缝纫工") : null;
        if (row.LabourCapacity == LabourCapacity.Skilled)
        {
            row.FirstSkill = dice.Of("电焊", "电工", "缝纫", "烹饪", "驾驶", "数控", "泥瓦", "育婴", "养殖", "美发");
            row.SecondSkill = dice.Chance(0.15) ? dice.Of("茶叶加工", "电子商务", "木工") : null;
            row.SkillCertificate = dice.Chance(0.5) ? $"JN{row.Code}" : null;
        }
    }

    /// <summary>Registration as unemployed, and the class of those who find it hard.</summary>
    public static void Register(Home home, Member member)
    {
        var (dice, row) = (home.Dice, member.Row);
        var searching = row is { Employment: EmploymentStatus.NotEmployed, WillingToWork: Willingness.Willing };
        row.RegisteredUnemployed = searching && dice.Chance(0.6);
        var age = member.AgeOn(home.Today);
        row.EmploymentHardship = !searching ? EmploymentHardship.None
            : row.DisabilityCard is not null ? EmploymentHardship.Disabled
            : age >= (row.Sex == Sex.Male ? 50 : 40) ? EmploymentHardship.OlderWorker
            : home.Row.LowIncome == LowIncomeClass.MinimumLivingGuarantee ? EmploymentHardship.MinimumLivingGuarantee
            : home.Row.Type == HouseholdType.PovertyAlleviated ? EmploymentHardship.PovertyAlleviated : EmploymentHardship.None;
        if (row.WillingToWork == Willingness.Unwilling)
        {
            row.NotWorkingReason = member.Sex == Sex.Female ? "料理家务" : "其他";
        }
    }

    private static void Support(Home home, int labourers)
    {
        var (dice, row) = (home.Dice, home.Row);
        var old = home.There.All(member => member.AgeOn(home.Today) >= 60);
        row.LowIncome = labourers == 0 && old && home.There.Count() == 1 && dice.Chance(0.4) ? LowIncomeClass.Destitute
            : dice.Chance(labourers == 0 ? 0.8 : 0.05) ? LowIncomeClass.MinimumLivingGuarantee
            : dice.Weighted((950, LowIncomeClass.None), (22, LowIncomeClass.DibaoMarginal), (12, LowIncomeClass.RigidExpenditure), (6, LowIncomeClass.Other));
        row.Monitoring = !dice.Chance(0.035) ? MonitoringClass.NotMonitored
            : dice.Chance(0.3) ? MonitoringClass.SuddenHardship
            : row.Type == HouseholdType.PovertyAlleviated ? MonitoringClass.UnstablePovertyAlleviated : MonitoringClass.MarginalAtRisk;
        if (row is { LowIncome: LowIncomeClass.None, Monitoring: not MonitoringClass.NotMonitored })
        {
            row.LowIncome = LowIncomeClass.Monitored;
        }

        foreach (var member in home.There)
        {
            member.Row.Assistance = row.LowIncome switch
            {
                LowIncomeClass.MinimumLivingGuarantee => Assistance.MinimumLivingGuarantee,
                LowIncomeClass.Destitute => Assistance.Destitute,
                _ => dice.Chance(0.004) ? Assistance.Temporary : Assistance.None,
            };
        }
    }

    private static void Income(Home home)
    {
        var people = Math.Max(1, home.There.Count());
        var wages = home.There.Sum(member => (member.Row.MonthlyIncome?.Cents ?? 0) / 100 * (member.Row.MonthsWorked ?? 0) * 6 / 10);
        var transfers = people * home.Dice.Between(1_200, 3_800) + (home.Row.LowIncome is LowIncomeClass.MinimumLivingGuarantee or LowIncomeClass.Destitute ? people * 5_200 : 0);
        home.Row.IncomePerHead = Yuan.FromYuan(Math.Clamp((wages + transfers) / people, 8_600 + home.Dice.Below(1_500), 46_000));
    }
}
