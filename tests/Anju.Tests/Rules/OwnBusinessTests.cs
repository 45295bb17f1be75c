using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>Measure 5 at its boundaries: 优先入驻, 创业担保贷款, 创业补贴, and what its figures count. Judged as of 2025-10-31.</summary>
public sealed class OwnBusinessTests
{
    private static readonly DateOnly AsOf = Given.Day("2025-10-31");

    private readonly Incubator place = new()
    {
        CountyCode = Given.County, Code = "FH1", Name = "孵化基地", OpenedOn = Given.Day("2023-04-01"), Applicants = 10, RelocatedApplicants = 5, RejectionsReasoned = false,
    };

    private readonly LoanApplication loan = new()
    {
        CountyCode = Given.County, Code = "DK1", Name = "谢甲", Product = LoanProduct.StartupGuarantee, AppliedOn = Given.Day("2025-09-01"), CompleteOn = Given.Day("2025-09-05"),
    };

    private readonly StartupSubsidyApplication subsidy = new()
    {
        CountyCode = Given.County, AppliedOn = Given.Day("2025-08-01"), CompleteOn = Given.Day("2025-08-05"), State = SubsidyState.Complete,
    };

    private readonly Entrepreneurship business = new() { CountyCode = Given.County, Business = "小吃店", OpenedOn = Given.Day("2024-10-31") };

    [Theory]
    [InlineData(2, 4, Outcome.Met)] // half of those who applied, half of those who came
    [InlineData(1, 4, Outcome.NotMet)]
    [InlineData(4, 4, Outcome.Met)]
    [InlineData(0, 1, Outcome.NotMet)]
    [InlineData(0, 0, Outcome.Unknown)]
    public void Relocated_people_come_first_at_an_incubator(int relocated, int tenants, Outcome outcome) =>
        Assert.Equal(outcome, Of(place, "R-M05-2", [.. Enumerable.Range(0, tenants).Select(i => Tenant(i < relocated, "2023-05-01"))]).Outcome);

    [Fact]
    public void Who_came_later_does_not_count_and_reasons_given_are_enough()
    {
        Assert.Equal("孵化基地入驻", Of(place, "R-M05-2", Tenant(true, "2025-11-01")).Missing!.Single());
        place.RejectionsReasoned = true;
        Assert.Equal(Outcome.Met, Of(place, "R-M05-2").Outcome);
        place.RelocatedApplicants = 0;
        Assert.Equal("没有搬迁群众申请入驻", Of(place, "R-M05-2").Reason);
        (place.RelocatedApplicants, place.RejectionsReasoned) = (null, null);
        Assert.Equal("其中搬迁群众", Of(place, "R-M05-2").Missing!.Single());
        place.Applicants = null;
        Assert.Equal("申请入驻数", Of(place, "R-M05-2").Missing!.Single());
        place.OpenedOn = Given.Day("2025-11-01");
        Assert.Equal("尚未启用", Of(place, "R-M05-2").Reason);
    }

    public static TheoryData<string, Outcome, string> Loans => new()
    {
        { "decided on the thirtieth day", Outcome.Met, "30天内决定" },
        { "decided on the thirty-first", Outcome.NotMet, "材料齐全后30天内没有决定" },
        { "refused in time", Outcome.Met, "7天内决定" },
        { "open for longer", Outcome.NotMet, "材料齐全后30天内没有决定" },
        { "open, in time", Outcome.NotApplicable, "在办理时限内" },
        { "decided the day after", Outcome.NotMet, "没有决定" },
        { "never complete", Outcome.Unknown, "材料齐全日期" },
        { "complete the day after", Outcome.Unknown, "材料齐全日期" },
        { "term of 36 months", Outcome.Met, "7天内决定" },
        { "term of 37 months", Outcome.NotMet, "期限37个月，超过36个月" },
        { "another product", Outcome.NotApplicable, "不是创业担保贷款" },
        { "applied for the day after", Outcome.NotApplicable, "尚未申请" },
        { "withdrawn", Outcome.NotApplicable, "本人撤回" },
        { "withdrawn the day after", Outcome.NotMet, "没有决定" },
    };

    [Theory]
    [MemberData(nameof(Loans))]
    public void A_startup_loan_is_decided_in_time(string what, Outcome outcome, string words)
    {
        void Decided(string on, LoanDecision decision, int? months = null) => (loan.DecidedOn, loan.Decision, loan.TermMonths) = (Given.Day(on), decision, months);
        switch (what)
        {
            case "decided on the thirtieth day": Decided("2025-10-05", LoanDecision.Approved); break;
            case "decided on the thirty-first": Decided("2025-10-06", LoanDecision.Approved); break;
            case "refused in time": Decided("2025-09-12", LoanDecision.Refused); break;
            case "open, in time": loan.CompleteOn = Given.Day("2025-10-01"); break;
            case "decided the day after": Decided("2025-11-01", LoanDecision.Approved); break;
            case "never complete": loan.CompleteOn = null; break;
            case "complete the day after": loan.CompleteOn = Given.Day("2025-11-01"); break;
            case "term of 36 months": Decided("2025-09-12", LoanDecision.Approved, 36); break;
            case "term of 37 months": Decided("2025-09-12", LoanDecision.Approved, 37); break;
            case "another product": loan.Product = LoanProduct.Micro; break;
            case "applied for the day after": loan.AppliedOn = Given.Day("2025-11-01"); break;
            case "withdrawn": (loan.State, loan.StateSince) = (LoanState.Withdrawn, AsOf); break;
            case "withdrawn the day after": (loan.State, loan.StateSince) = (LoanState.Withdrawn, Given.Day("2025-11-01")); break;
        }

        Is(Of(loan, "R-M05-3"), what, outcome, words);
    }

    public static TheoryData<string, Outcome, string> Subsidies => new()
    {
        { "open on the thirtieth day", Outcome.NotApplicable, "在办理时限内" },
        { "open on the thirty-first", Outcome.NotMet, "材料齐全后30天内没有决定" },
        { "paid on the thirtieth day", Outcome.Met, "2025-10-05到账" },
        { "paid on the thirty-first", Outcome.NotMet, "批准后30天内没有拨付" },
        { "approved, not paid yet", Outcome.NotApplicable, "在拨付时限内" },
        { "approved, never paid", Outcome.NotMet, "批准后30天内没有拨付" },
        { "paid the day after", Outcome.NotMet, "没有拨付" },
        { "approved late", Outcome.NotMet, "没有决定" },
        { "refused for a reason", Outcome.NotApplicable, "不符合条件：已停业" },
        { "never complete", Outcome.Unknown, "材料齐全日期" },
        { "applied for the day after", Outcome.NotApplicable, "尚未申请" },
        { "withdrawn", Outcome.NotApplicable, "本人撤回" },
    };

    [Theory]
    [MemberData(nameof(Subsidies))]
    public void A_subsidy_is_decided_and_paid_in_time(string what, Outcome outcome, string words)
    {
        void Approved(string on, string? paid = null) => (subsidy.Decision, subsidy.DecidedOn, subsidy.PaidOn) = (SubsidyDecision.Approved, Given.Day(on), paid is null ? null : Given.Day(paid));
        switch (what)
        {
            case "open on the thirtieth day": subsidy.CompleteOn = Given.Day("2025-10-01"); break;
            case "open on the thirty-first": subsidy.CompleteOn = Given.Day("2025-09-30"); break;
            case "paid on the thirtieth day": Approved("2025-09-04", "2025-10-05"); subsidy.DecidedOn = Given.Day("2025-09-05"); subsidy.CompleteOn = Given.Day("2025-08-06"); break;
            case "paid on the thirty-first": Approved("2025-09-04", "2025-10-05"); break;
            case "approved, not paid yet": subsidy.CompleteOn = Given.Day("2025-09-30"); Approved("2025-10-01"); break;
            case "approved, never paid": Approved("2025-09-01"); break;
            case "paid the day after": Approved("2025-09-01", "2025-11-01"); break;
            case "approved late": Approved("2025-09-05", "2025-09-06"); break;
            case "refused for a reason": (subsidy.Decision, subsidy.DecidedOn, subsidy.RefusedFor) = (SubsidyDecision.Refused, AsOf, "已停业"); break;
            case "never complete": subsidy.CompleteOn = null; break;
            case "applied for the day after": subsidy.AppliedOn = Given.Day("2025-11-01"); break;
            case "withdrawn": (subsidy.State, subsidy.StateSince) = (SubsidyState.Withdrawn, AsOf); break;
        }

        Is(Of(subsidy, "R-M05-5"), what, outcome, words);
    }

    /// <summary>What nobody published is not guessed: open and decided ones alike are unknown.</summary>
    [Fact]
    public void Without_a_published_limit_nothing_is_overdue()
    {
        Assert.Equal(("补贴办理时限（参数未设定）", "贷款办理时限（参数未设定）"), (Without(subsidy, "R-M05-5").Missing!.Single(), Without(loan, "R-M05-3").Missing!.Single()));
        (subsidy.Decision, subsidy.DecidedOn) = (SubsidyDecision.Approved, Given.Day("2025-08-20"));
        Assert.Equal("补贴拨付时限（参数未设定）", Without(subsidy, "R-M05-5").Missing!.Single());
        subsidy.PaidOn = Given.Day("2025-10-30");
        Assert.Equal(Outcome.Met, Without(subsidy, "R-M05-5").Outcome);

        static Verdict Without<T>(T line, string rule)
            where T : CountyRecord => Given.Rules.Judge(Given.Line(line, AsOf), Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10"))).Single(x => x.Rule.Code == rule).Verdict;
    }

    [Theory]
    [InlineData(null, Outcome.Met, Outcome.Met)] // twelve months to the day
    [InlineData("2025-10-31", Outcome.NotApplicable, Outcome.NotMet)]
    [InlineData("2025-11-01", Outcome.Met, Outcome.Met)]
    public void A_business_runs_until_it_is_closed_and_has_survived_after_twelve_months(string? closed, Outcome runs, Outcome survived)
    {
        business.ClosedOn = closed is null ? null : Given.Day(closed);
        Assert.Equal((runs, survived), (Of(business, "I-M05-1-A").Outcome, Of(business, "I-M05-1-B").Outcome));
        business.OpenedOn = Given.Day("2024-11-01");
        Assert.Equal(Outcome.NotApplicable, Of(business, "I-M05-1-B").Outcome);
    }

    [Theory]
    [InlineData("2025-01-01", Outcome.Met)]
    [InlineData("2024-12-31", Outcome.NotApplicable)]
    [InlineData("2025-11-01", Outcome.NotApplicable)]
    public void Legal_aid_counts_in_the_year_in_which_it_is_closed(string closed, Outcome outcome) =>
        Assert.Equal(outcome, Of(new LegalAidCase { CountyCode = Given.County, AcceptedOn = Given.Day("2024-12-01"), ClosedOn = Given.Day(closed), Result = LegalAidResult.Won }, "I-M05-5").Outcome);

    [Fact]
    public void Loans_count_from_the_day_they_are_lent_until_they_are_paid_back()
    {
        Assert.Equal(Outcome.NotApplicable, Of(loan, "I-M05-3-A").Outcome);
        loan.LentOn = AsOf;
        Assert.Equal(Outcome.Met, Of(loan, "I-M05-3-A").Outcome);
        (loan.State, loan.StateSince) = (LoanState.Repaid, Given.Day("2025-11-01"));
        Assert.Equal(Outcome.Met, Of(loan, "I-M05-3-A").Outcome);
        loan.StateSince = AsOf;
        Assert.Equal(Outcome.NotApplicable, Of(loan, "I-M05-3-A").Outcome);
    }

    [Fact]
    public void What_cannot_be_is_refused_on_its_field()
    {
        business.Status = BusinessStatus.Closed;
        Refused(business, nameof(Entrepreneurship.ClosedOn), "请填写停业日期");
        (business.Status, business.ClosedOn) = (BusinessStatus.Open, AsOf);
        Refused(business, nameof(Entrepreneurship.Status), "状态不能是在营");
        (business.ClosedOn, business.IncubatorId) = (null, Guid.CreateVersion7());
        Refused(business, nameof(Entrepreneurship.EnteredOn), "要一起填写");
        (business.IncubatorId, business.LicenceNo) = (null, "91431021");
        Refused(business, nameof(Entrepreneurship.LicenceNo), "信用代码");

        place.RelocatedApplicants = 11;
        Refused(place, nameof(Incubator.RelocatedApplicants), "不能多于申请入驻数（10个）");

        (subsidy.Decision, subsidy.DecidedOn) = (SubsidyDecision.Approved, AsOf);
        Refused(subsidy, nameof(StartupSubsidyApplication.Amount), "请填写批准金额");
        (subsidy.Amount, subsidy.PaidOn, subsidy.PaidAmount) = (Yuan.FromYuan(5000), AsOf, Yuan.FromYuan(5001));
        Refused(subsidy, nameof(StartupSubsidyApplication.PaidAmount), "不能多于批准金额");
        (subsidy.Decision, subsidy.Amount, subsidy.PaidOn, subsidy.PaidAmount) = (SubsidyDecision.Refused, null, null, null);
        Refused(subsidy, nameof(StartupSubsidyApplication.RefusedFor), "请写明不符合原因");

        static void Refused(IRuledRecord line, string field, string words)
        {
            var objection = Assert.Single(line.Objections(AsOf));
            Assert.Equal((field, true), (objection.Properties[0], objection.Message.Contains(words, StringComparison.Ordinal)));
        }
    }

    private static IncubatorTenancy Tenant(bool relocated, string from) => new() { CountyCode = Given.County, Tenant = "工坊", Relocated = relocated, EnteredOn = Given.Day(from) };

    private static Verdict Of<T>(T line, string rule, params Anju.Kernel.Record[] beside)
        where T : CountyRecord => Given.Rules.Judge(
            Given.Line(line, AsOf, beside), Given.Month("2025-10"),
            Given.Pack.Parameters.At(Given.Month("2025-10")).With("loan.decision-days", 30).With("startup-subsidy.decision-days", 30).With("startup-subsidy.pay-days", 30))
        .Single(x => x.Rule.Code == rule).Verdict;

    private static void Is(Verdict verdict, string what, Outcome outcome, string words) =>
        Assert.True((outcome, true) == (verdict.Outcome, verdict.InWords().Contains(words, StringComparison.Ordinal)), $"{what}: {verdict.Outcome} {verdict.InWords()}");
}
