using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>A month's verification is dated in the month or before the cut-off after it [A15], and not in days to come.</summary>
internal sealed class VerificationDate() : HouseholdCheck(Severity.Error, "C-VERIFIED", "核实日期在当月范围内", "核实日期", "月份")
{
    public override IReadOnlyList<string> Uses => [VerifiedMonthly.CutOffDay];

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var records = household.All<MonthlyVerification>().Where(record => record.Month == month).OrderBy(record => record.VerifiedOn).ToList();
        if (records.Count == 0)
        {
            return Verdict.NotApplicable("当月没有核实记录");
        }

        var last = VerifiedMonthly.CutOff(month, parameters);
        return records.Find(record => record.VerifiedOn < month.First || record.VerifiedOn > last || record.VerifiedOn > household.JudgedOn) is { } wrong
            ? Verdict.NotMet($"{month.ToChinese()}的核实记录日期为{wrong.VerifiedOn:yyyy-MM-dd}，应在{month.First:yyyy-MM-dd}至{last:yyyy-MM-dd}之间且不晚于今天，请改正")
            : Verdict.Met();
    }
}

/// <summary>Nobody reports what has not happened yet.</summary>
internal sealed class ReportedAfterwards() : HouseholdCheck(Severity.Error, "C-REPORTED", "变动时间不晚于报告日期", "变动时间", "报告日期")
{
    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var changes = household.All<MembershipChange>().OrderBy(change => change.HappenedOn).ThenBy(change => change.Id).ToList();
        return changes.Count == 0 ? Verdict.NotApplicable("没有成员变动")
            : changes.Find(change => change.HappenedOn > change.ReportedOn) is { } wrong
                ? Verdict.NotMet($"{wrong.HappenedOn:yyyy-MM-dd}的成员变动在{wrong.ReportedOn:yyyy-MM-dd}就已报告，请核对两个日期")
                : Verdict.Met();
    }
}
