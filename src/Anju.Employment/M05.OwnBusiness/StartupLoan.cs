using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;
using Anju.Workflows;
using static Anju.Employment.OwnBusiness.LoanState;

namespace Anju.Employment.OwnBusiness;

/// <summary>All that the workflow looks at stands on the loan.</summary>
internal sealed record LoanAlone
{
    public static LoanAlone Facts { get; } = new();
}

/// <summary>
/// c.7, loan: from the application through guarantee and credit to the last repayment. That money was lent, is overdue or paid back
/// is read from the ledger, which follows the bank's file. How long a decision may take nobody has published here [A14]: without a
/// value no light is lit.
/// </summary>
internal sealed class StartupLoan : Workflow<LoanApplication, LoanState, LoanAlone>
{
    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];

    public override string Code => "startup-loan";

    public override string Title => "创业担保等贷款";

    public override Clause Clause => Plan.Measure(5).Says("引导金融机构优化创业担保贷款流程");

    protected override void Define(WorkflowBuilder<LoanApplication, LoanState, LoanAlone> on)
    {
        foreach (var state in new[] { Complete, Review, Guarantee, Credit })
        {
            on.State(state).Within(Limit.Days("loan.decision-days"), from: x => x.CompleteOn);
        }

        on.State(Repaid).Ends();
        on.State(GuaranteePaid).Ends();
        on.State(Rejected).Ends();
        on.State(Withdrawn).Ends();

        on.Move(Applied, Complete, "材料齐全").By(Village).Records(x => x.CompleteOn).MayRecord(x => x.Requested, x => x.RelocatedStaff, x => x.Staff);
        on.Move(Complete, Review, "受理审核").By(Role.CountyOfficer).MayRecord(x => x.Priority)
            .Hint("吸纳搬迁劳动力较多的企业，请标注优先。");
        on.Move([Complete, Review], Applied, "退回补正").By(Role.CountyOfficer).NeedsOpinion().Returns()
            .Fills((x, _, _) => x.CompleteOn = null, x => x.CompleteOn);
        on.Move(Review, Guarantee, "转担保").By(Role.CountyOfficer).Records(x => x.Guarantee)
            .Unless((x, _, _) => x.Product == LoanProduct.StartupGuarantee ? null : "只有创业担保贷款要担保，其他贷款请直接转银行授信");
        on.Move([Review, Guarantee], Credit, "转银行授信").By(Role.CountyOfficer)
            .Unless((x, _, _) => x.Product == LoanProduct.StartupGuarantee && string.IsNullOrEmpty(x.Guarantee) ? "创业担保贷款请先落实担保；符合条件的填“免反担保”" : null, x => x.Guarantee);
        on.Move(Credit, Approved, "银行批准").By(Role.CountyOfficer).Records(x => x.DecidedOn, x => x.Amount, x => x.TermMonths).MayRecord(x => x.InterestPercent)
            .Fills((x, _, _) => x.Decision = LoanDecision.Approved, x => x.Decision);
        on.Move([Review, Guarantee, Credit], Rejected, "未批准").By(Role.CountyOfficer).Records(x => x.DecidedOn, x => x.RefusedFor)
            .Fills((x, _, _) => x.Decision = LoanDecision.Refused, x => x.Decision);
        on.Move([Applied, Complete, Review, Guarantee, Credit, Approved], Withdrawn, "本人撤回").By(Village).NeedsOpinion();
        on.Move(Approved, Approved, "登记放款").By(Role.CountyOfficer).Records(x => x.LentOn, x => x.MaturesOn).MayRecord(x => x.InterestSubsidy);
        on.Move([Lent, PostLoan, LoanState.Overdue], PostLoan, "登记贷后情况").By(Role.CountyOfficer).Records(x => x.Balance, x => x.Overdue)
            .Hint("以银行的余额为准；余额为0的自动结清。");
        on.Move(LoanState.Overdue, GuaranteePaid, "担保代偿").By(Role.CountyOfficer).NeedsOpinion().Records(x => x.GuaranteePaidOn);

        on.Move(Approved, Lent, "已放款").Hint("登记了放款日的，自动转入。").When((x, _, today) => x.LentOn <= today ? $"{x.LentOn:yyyy-MM-dd}放款" : null);
        on.Move([Lent, PostLoan, LoanState.Overdue], Repaid, "已结清").Hint("余额为0的，自动办结。").When((x, _, _) => x.Balance is { Cents: 0 } ? "余额为0" : null);
        on.Move([Lent, PostLoan], LoanState.Overdue, "逾期").Hint("台账标为逾期的，自动转入。").When((x, _, _) => x is { Overdue: true, Balance: not { Cents: 0 } } ? "银行标为逾期" : null);
    }

    protected override Task<IReadOnlyDictionary<Guid, LoanAlone>> FactsAsync(AnjuDb db, IReadOnlyList<LoanApplication> cases, DateOnly today, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<Guid, LoanAlone>>(cases.ToDictionary(x => x.Id, _ => LoanAlone.Facts));
}

/// <summary>
/// R-M05-3: a loan under the startup guarantee is decided, either way, within the days of its product from the complete file [A14],
/// and what is lent keeps to the cap and the term in force on the day it was applied for (domain specification b.5).
/// </summary>
internal sealed class LoanProcessed : RecordRule<LoanApplication>
{
    private const string ToDecide = "loan.decision-days";
    private const string Term = "startup-loan.term-months";

    public override string Code => "R-M05-3";

    public override string Title => "创业担保贷款办理";

    public override Clause Clause => Plan.Measure(5).Says("引导金融机构优化创业担保贷款流程");

    public override Strength Strength => Strength.Support;

    public override IReadOnlyList<string> Uses => [ToDecide, Term];

    public override WorkKind Work { get; } = new("W-M05-2", "补贴、贷款超时", Department.HumanResources, Days: 10);

    public override Verdict Judge(RecordFacts<LoanApplication> facts, Month month, Parameters parameters)
    {
        var (loan, asOf) = (facts.Record, facts.AsOf);
        var (limit, term) = (parameters.FindInt(ToDecide), parameters.FindInt(Term));
        if (loan.Product != LoanProduct.StartupGuarantee)
        {
            return Verdict.NotApplicable("不是创业担保贷款");
        }

        if (loan.AppliedOn > asOf)
        {
            return Verdict.NotApplicable("当时尚未申请");
        }

        if (loan.State == Withdrawn && !(loan.StateSince > asOf))
        {
            return Verdict.NotApplicable("本人撤回");
        }

        // What was decided later was open on the day.
        var decided = loan.DecidedOn <= asOf ? loan.DecidedOn : null;
        if (decided is not null && loan.Decision == LoanDecision.Approved && loan.TermMonths > term)
        {
            return Verdict.NotMet($"期限{loan.TermMonths}个月，超过{term}个月");
        }

        if (loan.CompleteOn is not { } complete || complete > asOf)
        {
            return Verdict.Unknown("材料齐全日期");
        }

        if (limit is not { } days)
        {
            return Verdict.Unknown("贷款办理时限（参数未设定）");
        }

        return (decided ?? asOf).DayNumber - complete.DayNumber > days ? Verdict.NotMet($"材料齐全后{days}天内没有决定", complete.AddDays(days))
            : decided is null ? Verdict.NotApplicable("在办理时限内")
            : Verdict.Met($"{decided.Value.DayNumber - complete.DayNumber}天内决定");
    }
}

/// <summary>I-M05-3, its first figure: loans under the startup guarantee that somebody still has.</summary>
internal sealed class LoansOutstanding : RecordRule<LoanApplication>
{
    public override string Code => "I-M05-3-A";

    public override string Title => "在贷的创业担保贷款";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(5).Says("加大创业担保贷款宣传和推广");

    public override Verdict Judge(RecordFacts<LoanApplication> facts, Month month, Parameters parameters) =>
        facts.Record is { Product: LoanProduct.StartupGuarantee, LentOn: { } lent, State: not (Repaid or GuaranteePaid) } && lent <= facts.AsOf
            ? Verdict.Met() : Verdict.NotApplicable("没有在贷的创业担保贷款");
}

internal sealed class LoansOutstandingCount : Indicator
{
    public override string Code => "I-M05-3-A";

    public override string Entry => "I-M05-3";

    public override string Rule => "I-M05-3-A";

    public override IndicatorKind Kind => IndicatorKind.Count;

    public override Outcome Counted => Outcome.Met;

    public override Welcome Better => Welcome.Neither;

    public override string OwnTitle => "在贷的创业担保贷款";
}
