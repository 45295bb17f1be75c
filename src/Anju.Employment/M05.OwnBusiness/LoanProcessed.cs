using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using static Anju.Employment.OwnBusiness.LoanState;

namespace Anju.Employment.OwnBusiness;

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
