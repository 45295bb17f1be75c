using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>R-M03-3: 保障搬迁劳动力家庭实现1户1人以上稳定就业.</summary>
public sealed class OneStableJobTests
{
    private readonly Person head = Given.Person();
    private readonly Person wife = Given.Person(Relation.Spouse, "1987-02-02", Sex.Female);
    private readonly Person grandmother = Given.Person(Relation.Mother, "1955-05-05", Sex.Female);

    private static void Signs(Person person, string on) => (person.WillingToWork, person.UnwillingStatementOn) = (Willingness.Unwilling, Given.Day(on));

    [Fact]
    public void One_member_in_stable_employment_is_enough() =>
        Assert.Equal(Outcome.Met, Given.Household().With(head, wife).With(Given.Job(head, "2025-01-01")).Outcome("R-M03-3"));

    [Fact]
    public void It_need_not_be_a_labourer() =>
        Assert.Equal(Outcome.Met, Given.Household().With(head, grandmother).With(Given.Job(grandmother, "2025-01-01")).Outcome("R-M03-3"));

    [Fact]
    public void Nobody_at_work_and_only_unstable_work_are_told_apart()
    {
        Assert.Equal("无人就业", Given.Household().With(head, wife).Judge("R-M03-3") is { Outcome: Outcome.NotMet } none ? none.Reason : "");
        Assert.Equal(
            $"仅有不稳定就业：{head.Name}近12个月就业2个月，不满6个月",
            Given.Household().With(head, wife).With(Given.Job(head, "2025-09-01")).Judge("R-M03-3").Reason);
    }

    [Fact]
    public void Unstable_work_is_explained_person_by_person()
    {
        var son = Given.Person(Relation.Son, "2006-06-06", also: x => x.Student = StudentStatus.University);
        var poorly = Given.Job(wife, "2025-01-01");
        poorly.MonthlyIncome = Yuan.FromYuan(1);
        var reason = Given.Household().With(head, wife, son).With(Given.Job(head, "2025-06-15"), poorly, Given.Job(son, "2025-01-01")).Judge("R-M03-3").Reason;

        Assert.Equal(
            $"仅有不稳定就业：{head.Name}近12个月就业4个月，不满6个月；{wife.Name}月收入不到{Given.Pack.Parameters.At(Given.Month("2025-10")).Yuan("stable-job.minimum-monthly-income")}元；"
                + $"{son.Name}是在校学生，就业不计入",
            reason);
    }

    [Fact]
    public void Work_that_only_the_own_line_tells_of_or_leaves_blank_is_unknown()
    {
        head.Employment = EmploymentStatus.Employed;
        var verdict = Given.Household().With(head, wife).Judge("R-M03-3");
        Assert.Equal(Outcome.Unknown, verdict.Outcome);
        Assert.EndsWith("·就业台账记录", Assert.Single(verdict.Missing!), StringComparison.Ordinal);

        (head.Employment, wife.Employment) = (EmploymentStatus.NotEmployed, null);
        Assert.EndsWith("·就业状态", Assert.Single(Given.Household().With(head, wife).Judge("R-M03-3").Missing!), StringComparison.Ordinal);

        Assert.Equal(Outcome.Met, Given.Household().With(head, wife).With(Given.Job(head, "2025-01-01")).Outcome("R-M03-3"));
    }

    [Fact]
    public void Without_a_labourer_it_does_not_apply_even_with_work() =>
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(grandmother).With(Given.Job(grandmother, "2025-01-01")).Outcome("R-M03-3"));

    [Fact]
    public void A_weak_labourer_makes_it_a_labour_household() =>
        Assert.Equal(Outcome.NotMet, Given.Household().With(Given.Person(also: x => x.LabourCapacity = LabourCapacity.WeakOrHalf)).Outcome("R-M03-3"));

    [Fact]
    public void Whether_there_is_a_labourer_at_all_may_be_unknown()
    {
        var verdict = Given.Household().With(grandmother, Given.Person(Relation.Son, "2000-01-01", also: x => x.LabourCapacity = null)).Judge("R-M03-3");
        Assert.Equal(Outcome.Unknown, verdict.Outcome);
        Assert.EndsWith("·劳动技能", Assert.Single(verdict.Missing!), StringComparison.Ordinal);
    }

    [Fact]
    public void All_labourers_unwilling_on_paper_leaves_the_household_out()
    {
        Signs(head, "2025-06-01");
        Signs(wife, "2025-05-01");
        Assert.Equal(Outcome.NotApplicable, Given.Household().With(head, wife, grandmother).Outcome("R-M03-3"));

        Signs(wife, "2025-04-30"); // not confirmed within six months
        Assert.Equal(Outcome.NotMet, Given.Household().With(head, wife, grandmother).Outcome("R-M03-3"));

        Signs(wife, "2025-06-01");
        wife.UnwillingStatementOn = null; // said, not signed
        Assert.Equal(Outcome.NotMet, Given.Household().With(head, wife, grandmother).Outcome("R-M03-3"));
    }

    [Fact]
    public void Who_works_is_not_unwilling_whatever_was_signed()
    {
        Signs(head, "2025-06-01");
        Assert.Equal(Outcome.Met, Given.Household().With(head).With(Given.Job(head, "2025-01-01")).Outcome("R-M03-3"));
    }

    [Fact]
    public void A_stale_job_is_unknown_only_when_nobody_is_proven_stable()
    {
        var stale = Given.Job(wife, "2025-01-01", verified: "2025-08-29");
        var verdict = Given.Household().With(head, wife).With(stale).Judge("R-M03-3");
        Assert.Equal(Outcome.Unknown, verdict.Outcome);
        Assert.Contains("62天未核实", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(Outcome.Met, Given.Household().With(head, wife).With(stale, Given.Job(head, "2025-01-01")).Outcome("R-M03-3"));
    }

    [Fact]
    public void A_blank_contract_is_not_a_short_one()
    {
        Assert.Equal(Outcome.Unknown, Given.Household().With(head).With(Given.Job(head, "2025-07-01", contract: null)).Outcome("R-M03-3"));
        Assert.Equal(Outcome.NotMet, Given.Household().With(head).With(Given.Job(head, "2025-09-01", contract: null)).Outcome("R-M03-3"));
    }

    [Fact]
    public void The_job_of_who_has_left_does_not_count()
    {
        var gone = Given.Person(Relation.Son, "2000-01-01", also: x => x.LeftOn = Given.Day("2025-10-31"));
        Assert.Equal(Outcome.NotMet, Given.Household().With(head, gone).With(Given.Job(gone, "2025-01-01")).Outcome("R-M03-3"));
        gone.LeftOn = Given.Day("2025-11-01");
        Assert.Equal(Outcome.Met, Given.Household().With(head, gone).With(Given.Job(gone, "2025-01-01")).Outcome("R-M03-3"));
    }

    [Fact]
    public void A_dissolved_household_is_left_out() => Assert.Equal(
        Outcome.NotApplicable, Given.Household(x => (x.Status, x.DissolvedOn) = (HouseholdStatus.Dissolved, Given.Day("2025-10-31"))).With(head).Outcome("R-M03-3"));

    [Fact]
    public void A_city_may_ask_for_two()
    {
        var parameters = Given.Pack.Parameters.At(Given.Month("2025-10")).With("stable-household.persons", 2);
        var one = Given.Household().With(head, wife).With(Given.Job(head, "2025-01-01"));
        Assert.Equal(Outcome.NotMet, one.Judge("R-M03-3", parameters: parameters).Outcome);
        Assert.Equal("稳定就业1人，不足2人", one.Judge("R-M03-3", parameters: parameters).Reason);
        Assert.Equal(Outcome.Met, one.With(Given.Job(wife, "2025-01-01")).Judge("R-M03-3", parameters: parameters).Outcome);
    }
}
