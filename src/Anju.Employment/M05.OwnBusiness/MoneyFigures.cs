using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;

namespace Anju.Employment.OwnBusiness;

/// <summary>I-M05-2, its second figure: rent let off by the decisions of the year.</summary>
internal sealed class RentLetOff : RecordRule<ShopLease>
{
    public override string Code => "I-M05-2-B";

    public override string Title => "本年决定减免的租金";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(5).Says("搬迁对象租用集中安置点门面开展生产及经营业务的,按有关规定适当减免租金费用");

    public override Verdict Judge(RecordFacts<ShopLease> facts, Month month, Parameters parameters) =>
        facts.Record is not { Decision: RentDecision.Relief, DecidedOn: { } decided } lease || decided.Year != month.Year || decided > facts.AsOf
            ? Verdict.NotApplicable("本年没有决定减免")
            : lease.ReliefAmount is { } amount ? Verdict.Adds(new(amount.Cents), $"{decided:yyyy-MM-dd}决定减免{amount}元")
            : Verdict.Unknown("减免金额");
}

/// <summary>What I-M05-3 adds up of one application for a loan under the startup guarantee.</summary>
internal abstract class StartupLoanFigure(string code, string title) : RecordRule<LoanApplication>
{
    public override string Code => code;

    public override string Title => title;

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(5).Says("加大创业担保贷款宣传和推广");

    public sealed override Verdict Judge(RecordFacts<LoanApplication> facts, Month month, Parameters parameters) =>
        facts.Record.Product == LoanProduct.StartupGuarantee ? Judge(facts.Record, facts.AsOf, month) : Verdict.NotApplicable("不是创业担保贷款");

    protected abstract Verdict Judge(LoanApplication loan, DateOnly asOf, Month month);
}

/// <summary>Lent in the year.</summary>
internal sealed class StartupLent() : StartupLoanFigure("I-M05-3-B", "本年发放的创业担保贷款")
{
    protected override Verdict Judge(LoanApplication loan, DateOnly asOf, Month month) =>
        loan.LentOn is not { } lent || lent.Year != month.Year || lent > asOf ? Verdict.NotApplicable("本年没有放款")
            : loan.Amount is { } amount ? Verdict.Adds(new(amount.Cents), $"{lent:yyyy-MM-dd}放款{amount}元")
            : Verdict.Unknown("金额");
}

/// <summary>Days from the complete file to the decision, of those decided in the year.</summary>
internal sealed class StartupDecisionDays() : StartupLoanFigure("I-M05-3-C", "本年决定的创业担保贷款办理天数")
{
    protected override Verdict Judge(LoanApplication loan, DateOnly asOf, Month month) =>
        loan is not { Decision: not null, DecidedOn: { } decided } || decided.Year != month.Year || decided > asOf ? Verdict.NotApplicable("本年没有决定")
            : loan.CompleteOn is { } complete && complete <= decided && decided.DayNumber - complete.DayNumber is var days ? Verdict.Adds(new(days), $"材料齐全到决定{days}天")
            : Verdict.Unknown("材料齐全日期");
}

internal sealed class RentLetOffTogether() : SumIndicator("I-M05-2-B", "I-M05-2", "I-M05-2-B", IndicatorKind.Sum, FigureUnit.Yuan, "本年决定减免的门面租金");

internal sealed class StartupLentTogether() : SumIndicator("I-M05-3-B", "I-M05-3", "I-M05-3-B", IndicatorKind.Sum, FigureUnit.TenThousandYuan, "本年发放的创业担保贷款");

internal sealed class StartupDaysForEach() : SumIndicator("I-M05-3-C", "I-M05-3", "I-M05-3-C", IndicatorKind.Mean, FigureUnit.Days, "创业担保贷款平均办理天数")
{
    public override Welcome Better => Welcome.Less;
}
