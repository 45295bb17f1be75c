using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.LocalJobs;

/// <summary>What the two figures of I-M02-5 add up, of one loan to a business that gives relocated people work.</summary>
internal abstract class BusinessLoan(string code, string title) : RecordRule<LoanApplication>
{
    public override string Code => code;

    public override string Title => title;

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(2).Says("扩大对搬迁安置区家庭农场、农民专业合作社、农业产业化龙头企业等新型农业经营主体的信贷投放");

    public sealed override Verdict Judge(RecordFacts<LoanApplication> facts, Month month, Parameters parameters) =>
        facts.Record.Borrower == BorrowerKind.Person ? Verdict.NotApplicable("借款人是个人")
            : facts.Record.LentOn is not { } lent || lent > facts.AsOf ? Verdict.NotApplicable("没有放款")
            : Judge(facts.Record, lent, month);

    protected abstract Verdict Judge(LoanApplication loan, DateOnly lent, Month month);
}

internal sealed class BusinessLoanBalance() : BusinessLoan("I-M02-5-A", "经营主体贷款余额")
{
    protected override Verdict Judge(LoanApplication loan, DateOnly lent, Month month) => loan switch
    {
        { State: LoanState.Repaid or LoanState.GuaranteePaid } => Verdict.NotApplicable("已结清或代偿"),
        { Balance: { } balance } => Verdict.Adds(new(balance.Cents), $"余额{balance}元"),
        _ => Verdict.Unknown("余额"),
    };
}

internal sealed class BusinessLoanGiven() : BusinessLoan("I-M02-5-B", "本年新增经营主体贷款")
{
    protected override Verdict Judge(LoanApplication loan, DateOnly lent, Month month) =>
        lent.Year != month.Year ? Verdict.NotApplicable("不是本年放款")
            : loan.Amount is { } amount ? Verdict.Adds(new(amount.Cents), $"{lent:yyyy-MM-dd}放款{amount}元")
            : Verdict.Unknown("金额");
}

internal sealed class BusinessLoanBalances() : SumIndicator("I-M02-5-A", "I-M02-5", "I-M02-5-A", IndicatorKind.Sum, FigureUnit.TenThousandYuan);

internal sealed class BusinessLoansGiven() : SumIndicator("I-M02-5-B", "I-M02-5", "I-M02-5-B", IndicatorKind.Sum, FigureUnit.TenThousandYuan, "涉安置区经营主体贷款新增");
