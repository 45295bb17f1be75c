using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Tests.Rules;

/// <summary>R-M04-1, R-M04-2a, R-M04-2b, R-M04-2c and R-M04-3 at their boundaries, and what a line of a sheet may hold.</summary>
public sealed class WorkReliefTests
{
    private static readonly LedgerCatalogue Ledgers = new(Anju.Web.Product.Modules);

    private readonly WorkReliefProject project = new()
    {
        CountyCode = Given.County, Code = "YG1", Name = "排水沟整修", Fund = WorkReliefFund.CentralBudget,
        CentralFunds = Yuan.FromYuan(100_000), LocalFunds = Yuan.FromYuan(50_000), ProvincialFunds = Yuan.FromYuan(80_000),
        IsSmall = true, IsSimple = true, IsPrepared = true, IsForAnybody = true, TraitsBecause = "总投资15万元，普工即可",
        PlannedOn = Given.Day("2025-05-10"), StartedOn = Given.Day("2025-08-05"), CompletedOn = Given.Day("2025-10-10"), AcceptedOn = Given.Day("2025-10-25"),
        Applicants = 10, RelocatedApplicants = 6,
    };

    private readonly List<LabourPayment> lines = [];

    /// <summary>
    /// By hand: 100,000 yuan of central money planned in May 2025 ask for 30 %. Two people, 20 days at 150 yuan in each of five
    /// sheets, are 2 × 5 × 3,000 = 30,000 yuan: just enough. One fen less is not.
    /// </summary>
    [Fact]
    public void A_worked_example_of_the_labour_share()
    {
        for (var month = 1; month <= 5; month++)
        {
            lines.AddRange([Line($"2025-{month + 3:00}", 1), Line($"2025-{month + 3:00}", 2)]);
        }

        Assert.Equal(Yuan.FromYuan(30_000), LabourShare.Paid(lines, Given.Day("2025-10-31")));
        Assert.Equal(Outcome.Met, Share().Outcome);
        Assert.Equal("劳务报酬实发30,000.00元，占30.0%，应达30.0%", Share().Reason);

        lines[0].Paid -= new Yuan(1);
        Assert.Equal(Outcome.NotMet, Share().Outcome);
    }

    [Theory]
    [InlineData(WorkReliefFund.CentralBudget, "2022-06-30", null, 15_000, Outcome.Met)]
    [InlineData(WorkReliefFund.CentralBudget, "2022-06-30", null, 14_999, Outcome.NotMet)]
    [InlineData(WorkReliefFund.CentralBudget, "2022-07-01", null, 29_999, Outcome.NotMet)]
    [InlineData(WorkReliefFund.CentralFiscal, "2022-07-01", null, 30_000, Outcome.Met)]
    [InlineData(WorkReliefFund.CentralExpansion, "2025-07-01", null, 39_999, Outcome.NotMet)]
    [InlineData(WorkReliefFund.CentralExpansion, "2025-07-01", null, 40_000, Outcome.Met)]
    [InlineData(WorkReliefFund.CentralExpansion, "2025-06-30", null, 40_000, Outcome.Unknown)] // no such batch yet
    [InlineData(WorkReliefFund.CentralBudget, null, null, 40_000, Outcome.Unknown)]
    [InlineData(WorkReliefFund.CentralBudget, "2025-05-10", 35.0, 34_999, Outcome.NotMet)] // the approval asks for more
    [InlineData(WorkReliefFund.CentralBudget, "2025-05-10", 20.0, 25_000, Outcome.NotMet)] // it cannot ask for less
    [InlineData(WorkReliefFund.Local, "2025-05-10", null, 20_000, Outcome.Unknown)] // Hunan has published none
    [InlineData(WorkReliefFund.Local, "2025-05-10", 20.0, 10_000, Outcome.Met)] // of 50,000
    [InlineData(WorkReliefFund.Provincial, "2025-05-10", 20.0, 15_999, Outcome.NotMet)] // of 80,000
    public void The_share_goes_by_the_funds_and_the_day_of_the_plan(WorkReliefFund fund, string? planned, double? approved, int paid, Outcome expected)
    {
        (project.Fund, project.PlannedOn, project.ApprovedShare) = (fund, planned is null ? null : Given.Day(planned), approved);
        lines.Add(Line("2025-08", 1, also: line => line.Paid = Yuan.FromYuan(paid)));
        Assert.Equal(expected, Share().Outcome);
    }

    [Theory]
    [InlineData("2025-08-05", "2025-10-10", "2025-10-25", true, Outcome.NotMet)]
    [InlineData("2025-08-05", "2025-10-10", null, true, Outcome.NotApplicable)] // below, and not accepted yet
    [InlineData("2025-08-05", null, null, true, Outcome.NotApplicable)]
    [InlineData("2025-11-01", null, null, true, Outcome.NotApplicable)]
    [InlineData(null, null, null, true, Outcome.NotApplicable)]
    [InlineData("2025-08-05", "2025-10-10", "2025-10-25", false, Outcome.Unknown)]
    public void Below_the_share_is_not_met_at_the_acceptance_and_no_sheet_is_unknown(string? started, string? completed, string? accepted, bool sheet, Outcome expected)
    {
        (project.StartedOn, project.CompletedOn, project.AcceptedOn) = (Day(started), Day(completed), Day(accepted));
        lines.AddRange(sheet ? [Line("2025-08", 1)] : []);
        Assert.Equal(expected, Share().Outcome);
    }

    [Fact]
    public void A_project_without_its_funds_is_unknown_and_a_trial_of_the_share_reaches_those_planned_under_it()
    {
        lines.Add(Line("2025-08", 1, also: line => line.Paid = Yuan.FromYuan(32_000)));
        var month = Given.Month("2025-10");
        var trial = Given.Pack.Parameters.At(month).With("work-relief.labour-share.central-budget", 35m);
        Assert.Equal(Outcome.NotMet, new LabourShare().Judge(Facts(), month, trial).Outcome);
        project.PlannedOn = Given.Day("2022-06-01");
        Assert.Equal(Outcome.Met, new LabourShare().Judge(Facts(), month, trial).Outcome);
        project.CentralFunds = null;
        Assert.Equal(["中央资金"], Share().Missing);
    }

    /// <summary>Work of August is on notice for seven days and paid by the end of September.</summary>
    [Theory]
    [InlineData("2025-09-01", "2025-09-07", "2025-09-08", "1234", Outcome.Met)]
    [InlineData("2025-09-01", "2025-09-06", "2025-09-08", "1234", Outcome.NotMet)] // six days
    [InlineData("2025-09-01", "2025-09-07", "2025-09-07", "1234", Outcome.NotMet)] // before they were over
    [InlineData("2025-09-01", "2025-09-07", "2025-09-30", "1234", Outcome.Met)]
    [InlineData("2025-09-01", "2025-09-07", "2025-10-01", "1234", Outcome.NotMet)]
    [InlineData("2025-09-01", "2025-09-07", null, "1234", Outcome.NotMet)]
    [InlineData("2025-09-01", "2025-09-07", "2025-09-08", null, Outcome.NotMet)]
    [InlineData(null, null, "2025-09-08", "1234", Outcome.Unknown)]
    public void Pay_is_on_notice_and_reaches_the_card_within_a_month(string? from, string? to, string? paid, string? card, Outcome expected)
    {
        lines.Add(Line("2025-08", 1, also: line => (line.NoticeFrom, line.NoticeTo, line.PaidOn, line.CardEnding) = (Day(from), Day(to), Day(paid), card)));
        Assert.Equal(expected, Pay().Outcome);
    }

    [Fact]
    public void A_month_that_may_still_be_paid_fails_nobody_and_one_that_has_no_sheet_is_unknown_once_it_is_late()
    {
        lines.Add(Line("2025-09", 1, also: line => (line.PaidOn, line.NoticeFrom, line.NoticeTo) = (null, null, null)));
        Assert.Equal(Outcome.Met, Pay("2025-10-30").Outcome); // 30 October is the last day for September
        Assert.Equal(Outcome.NotMet, Pay("2025-10-31").Outcome);
        lines.Clear();
        Assert.Equal(Outcome.NotApplicable, Pay("2025-09-30").Outcome);
        Assert.Equal(Outcome.Unknown, Pay("2025-10-01").Outcome);
    }

    [Fact]
    public void A_sheet_that_tells_of_somebody_twice_or_pays_what_was_not_worked_is_told()
    {
        lines.AddRange([Line("2025-08", 1), Line("2025-08", 1)]);
        Assert.Contains("重复", Pay().Reason, StringComparison.Ordinal);
        lines[1] = Line("2025-08", 2, also: line => line.Earned += new Yuan(1));
        Assert.Contains("与考勤不一致", Pay().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 6, 3, 2, null, Outcome.Met)] // 3 of 5 are as many as 6 of 10
    [InlineData(10, 6, 2, 2, null, Outcome.NotMet)]
    [InlineData(10, 6, 2, 2, true, Outcome.Met)]
    [InlineData(10, 0, 0, 5, null, Outcome.NotApplicable)]
    [InlineData(null, 6, 3, 2, null, Outcome.Unknown)]
    [InlineData(10, null, 3, 2, null, Outcome.Unknown)]
    [InlineData(10, 6, 0, 0, null, Outcome.Unknown)]
    public void Relocated_people_come_first_as_they_applied(int? applicants, int? relocated, int taken, int others, bool? reasoned, Outcome expected)
    {
        (project.Applicants, project.RelocatedApplicants, project.RejectionsReasoned) = (applicants, relocated, reasoned);
        lines.AddRange(Enumerable.Range(1, taken).Select(i => Line("2025-08", i)));
        lines.AddRange(Enumerable.Range(taken + 1, others).Select(i => Line("2025-08", i, also: line => line.Kind = WorkerKind.Other)));
        Assert.Equal(expected, new RelocatedFirst().Judge(Facts(), Given.Month("2025-10"), At).Outcome);
    }

    [Theory]
    [InlineData(true, true, "有理由", Outcome.Met)]
    [InlineData(true, true, null, Outcome.Unknown)]
    [InlineData(null, true, "有理由", Outcome.Unknown)]
    [InlineData(true, false, "有理由", Outcome.NotMet)]
    [InlineData(null, false, null, Outcome.NotMet)]
    public void A_project_has_all_four_traits_with_a_reason(bool? small, bool? simple, string? because, Outcome expected)
    {
        (project.IsSmall, project.IsSimple, project.TraitsBecause) = (small, simple, because);
        Assert.Equal(expected, new ProjectFits().Judge(Facts(), Given.Month("2025-10"), At).Outcome);
    }

    [Theory]
    [InlineData(40, 10.0, "2025-07-01", "2025-08-01", 4, null, Outcome.Met)]
    [InlineData(40, 10.0, "2025-07-01", "2025-08-01", 3, null, Outcome.NotMet)]
    [InlineData(41, 10.0, "2025-07-01", "2025-08-01", 4, null, Outcome.NotMet)] // 4.1 posts are five
    [InlineData(40, 10.0, "2025-07-01", "2025-08-01", 3, true, Outcome.Met)]
    [InlineData(40, 10.0, "2025-08-01", "2025-08-01", 4, null, Outcome.Met)]
    [InlineData(40, 10.0, "2025-08-02", "2025-08-01", 4, null, Outcome.NotMet)] // set after the start
    [InlineData(40, null, null, "2025-08-01", 4, null, Outcome.NotMet)]
    [InlineData(40, null, null, null, null, null, Outcome.NotMet)]
    [InlineData(40, 10.0, "2025-07-01", null, null, null, Outcome.NotApplicable)]
    [InlineData(40, 10.0, "2025-07-01", "2025-11-01", null, null, Outcome.NotApplicable)]
    [InlineData(40, 10.0, "2025-07-01", "2025-08-01", null, null, Outcome.Unknown)]
    [InlineData(null, 10.0, "2025-07-01", "2025-08-01", 4, null, Outcome.Unknown)]
    [InlineData(0, null, null, "2025-08-01", null, null, Outcome.NotApplicable)]
    public void Posts_are_kept_and_filled(int? posts, double? percent, string? set, string? started, int? filled, bool? tooFew, Outcome expected)
    {
        var reserving = new GovInvestmentProject
        {
            CountyCode = Given.County, Code = "YL1", Name = "卫生院改扩建", Posts = posts, ReservedPercent = percent, ReservedOn = Day(set), StartedOn = Day(started), Filled = filled, TooFewApplied = tooFew,
        };
        Assert.Equal(expected, new PostsReserved().Judge(Given.Line(reserving, Given.Day("2025-10-31")), Given.Month("2025-10"), At).Outcome);
    }

    [Theory]
    [InlineData(20.0, 150, 3_000, 0, 3_000, null)]
    [InlineData(20.5, 150, 3_075, 0, 3_075, null)]
    [InlineData(20.0, 150, 3_000, 0, 3_001, "paid")] // more than the sheet says
    [InlineData(20.0, 150, 3_000, 100, 2_901, "paid")]
    [InlineData(20.0, 150, 3_000, 100, 2_900, "deductedFor")]
    [InlineData(20.0, 150, 3_000, 0, 2_999, "paid")] // paid out, and less
    [InlineData(20.0, 150, 3_001, 0, 3_001, "earned")]
    public void What_is_paid_is_what_was_worked_to_the_fen(double days, int wage, int earned, int deduction, int paid, string? field)
    {
        var line = Line("2025-08", 1, also: x => (x.Days, x.DailyWage, x.Earned, x.Deduction, x.Paid) = (
            days, Yuan.FromYuan(wage), Yuan.FromYuan(earned), deduction == 0 ? null : Yuan.FromYuan(deduction), Yuan.FromYuan(paid)));
        var refused = LineRules.Check(Ledgers.Of<LabourPayment>(), line, null, Given.Day("2025-10-31"));
        Assert.Equal(field, refused.Select(one => one.Field).FirstOrDefault());
    }

    private static Parameters At => Given.Pack.Parameters.At(Given.Month("2025-10"));

    private static DateOnly? Day(string? text) => text is null ? null : Given.Day(text);

    private Anju.Register.RecordFacts<WorkReliefProject> Facts(string on = "2025-10-31") => Given.Line(project, Given.Day(on), [.. lines]);

    private Verdict Share() => new LabourShare().Judge(Facts(), Given.Month("2025-10"), At);

    private Verdict Pay(string on = "2025-10-31") => new PayProper().Judge(Facts(on), Given.Month("2025-10"), At);

    /// <summary>Twenty days at 150 yuan, on notice for the first week of the month after and paid on its eighth day.</summary>
    private LabourPayment Line(string month, int worker, Action<LabourPayment>? also = null)
    {
        var worked = Given.Month(month);
        var line = new LabourPayment
        {
            CountyCode = Given.County, ProjectId = project.Id, Month = worked, Number = worker, Name = "李" + (char)('一' + worker), Kind = WorkerKind.Relocated,
            IdNumber = IdNumber.Of(DivisionCode.Parse(Given.County), new DateOnly(1985, 3, 15), worker).Value,
            Days = 20, DailyWage = Yuan.FromYuan(150), Earned = Yuan.FromYuan(3_000), Paid = Yuan.FromYuan(3_000), CardEnding = "1234",
            NoticeFrom = worked.Next.First, NoticeTo = worked.Next.First.AddDays(6), PaidOn = worked.Next.First.AddDays(7),
        };
        also?.Invoke(line);
        return line;
    }
}
