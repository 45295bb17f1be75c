using Anju.Employment.LocalJobs;
using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Tests.Rules;

/// <summary>R-M02-4, and what a line of the loan ledger may hold.</summary>
public sealed class LoanTests
{
    private static readonly DateOnly Today = new(2025, 10, 31);

    private readonly LoanApplication loan = new()
    {
        Code = "DK1", Name = "车间", Borrower = BorrowerKind.SmallEnterprise, Product = LoanProduct.StartupGuarantee, RelocatedStaff = 10, Staff = 200, Priority = true,
        AppliedOn = new(2025, 9, 1), Decision = LoanDecision.Approved, DecidedOn = new(2025, 10, 1), Amount = Yuan.FromYuan(500_000),
    };

    [Theory]
    [InlineData(10, 200, true, "2025-10-01", 30, Outcome.Met)]
    [InlineData(9, 90, true, "2025-10-01", 30, Outcome.Met)]
    [InlineData(9, 91, true, "2025-10-01", 30, Outcome.NotApplicable)]
    [InlineData(0, 0, true, "2025-10-01", 30, Outcome.NotApplicable)]
    [InlineData(null, 90, true, "2025-10-01", 30, Outcome.Unknown)]
    [InlineData(9, null, true, "2025-10-01", 30, Outcome.Unknown)]
    [InlineData(10, null, true, "2025-10-01", 30, Outcome.Met)]
    [InlineData(10, 200, false, "2025-10-01", 30, Outcome.NotMet)]
    [InlineData(10, 200, null, "2025-10-01", 30, Outcome.Unknown)]
    [InlineData(10, 200, true, "2025-10-02", 30, Outcome.NotMet)]
    [InlineData(10, 200, true, null, 60, Outcome.NotApplicable)]
    [InlineData(10, 200, true, null, 59, Outcome.NotMet)]
    [InlineData(10, 200, true, "2025-10-01", null, Outcome.Unknown)]
    [InlineData(10, 200, true, null, null, Outcome.Unknown)]
    public void Who_gives_work_to_many_is_dealt_with_first_and_in_time(int? relocated, int? staff, bool? priority, string? decided, int? limit, Outcome expected)
    {
        (loan.RelocatedStaff, loan.Staff, loan.Priority, loan.DecidedOn) = (relocated, staff, priority, decided is null ? null : DateOnly.ParseExact(decided, "yyyy-MM-dd"));
        Assert.Equal(expected, Judge(limit).Outcome);
    }

    [Fact]
    public void A_refusal_in_time_is_a_decision_too_and_people_and_other_loans_are_not_asked()
    {
        (loan.Decision, loan.Amount) = (LoanDecision.Refused, null);
        Assert.Equal(Outcome.Met, Judge(30).Outcome);
        loan.Product = LoanProduct.Micro;
        Assert.Equal(Outcome.NotApplicable, Judge(30).Outcome);
        (loan.Product, loan.Borrower) = (LoanProduct.XiaoxiangCaiyin, BorrowerKind.Person);
        Assert.Equal(Outcome.NotApplicable, Judge(30).Outcome);
    }

    /// <summary>b.5 by date: nothing is refused where no cap was published.</summary>
    [Theory]
    [InlineData(BorrowerKind.Person, "2021-12-31", 100_000, false)]
    [InlineData(BorrowerKind.Person, "2021-12-31", 100_001, true)]
    [InlineData(BorrowerKind.Person, "2022-01-01", 200_000, false)]
    [InlineData(BorrowerKind.Person, "2023-12-31", 200_001, true)]
    [InlineData(BorrowerKind.Person, "2024-01-01", 900_000, false)]
    [InlineData(BorrowerKind.SmallEnterprise, "2023-06-01", 3_000_001, true)]
    [InlineData(BorrowerKind.Partnership, "2020-06-01", 500_001, true)]
    [InlineData(BorrowerKind.Partnership, "2022-06-01", 500_001, false)]
    [InlineData(BorrowerKind.Cooperative, "2023-06-01", 9_000_000, false)]
    public void No_loan_is_larger_than_the_cap_of_its_day(BorrowerKind borrower, string applied, int yuan, bool refused)
    {
        (loan.Borrower, loan.AppliedOn, loan.Amount) = (borrower, DateOnly.ParseExact(applied, "yyyy-MM-dd"), Yuan.FromYuan(yuan));
        var said = new LoanWithinCap(Given.Pack).Against(null, loan).ToList();
        Assert.Equal(refused ? ["LOAN_CAP"] : [], said.Select(one => one.Code));
        Assert.Empty(new LoanWithinCap(Given.Pack).Against(loan, loan));
        loan.Product = LoanProduct.Other;
        Assert.Empty(new LoanWithinCap(Given.Pack).Against(null, loan));
    }

    [Theory]
    [InlineData(null, null, 0, 0, null)]
    [InlineData(LoanDecision.Approved, "2025-10-01", 500, 500, null)]
    [InlineData(LoanDecision.Approved, "2025-10-01", 500, 501, "BALANCE")]
    [InlineData(LoanDecision.Approved, null, 500, 0, "DECISION")]
    [InlineData(null, "2025-10-01", 0, 0, "DECISION")]
    [InlineData(LoanDecision.Refused, "2025-10-01", 500, 0, "NOT_APPROVED")]
    public void Decision_money_and_dates_agree(LoanDecision? decision, string? decided, int amount, int balance, string? code)
    {
        (loan.Decision, loan.DecidedOn) = (decision, decided is null ? null : DateOnly.ParseExact(decided, "yyyy-MM-dd"));
        (loan.Amount, loan.Balance) = (amount == 0 ? null : Yuan.FromYuan(amount), balance == 0 ? null : Yuan.FromYuan(balance));
        Assert.Equal(code, ((IRuledRecord)loan).Objections(Today).FirstOrDefault()?.Code);
    }

    private Verdict Judge(int? limit) => new PriorityGiven().Judge(Given.Line(loan, Today), Month.Of(Today), Parameters(limit));

    private static Parameters Parameters(int? limit) => Given.Pack.Parameters.At(Month.Of(Today)).With("loan.decision-days", limit?.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
