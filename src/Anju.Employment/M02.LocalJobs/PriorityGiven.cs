using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.LocalJobs;

/// <summary>
/// R-M02-4: an enterprise that gives work to many relocated people [A09] and applies for a loan that the plan names is dealt with
/// first, and gets its decision, either way, in time.
/// </summary>
internal sealed class PriorityGiven : RecordRule<LoanApplication>
{
    public override string Code => "R-M02-4";

    public override string Title => "较多吸纳企业优先办理";

    public override Clause Clause => Plan.Measure(2).Says("优先纳入创业担保贷款、“潇湘财银贷”政策支持范围");

    public override IReadOnlyList<string> Uses => ["enterprise.absorbs-many.persons", "enterprise.absorbs-many.percent", "loan.decision-days"];

    public override WorkKind Work { get; } = new("W-M02-3", "较多吸纳企业贷款未标优先或超时", Department.Finance, Days: 10);

    public override Verdict Judge(RecordFacts<LoanApplication> facts, Month month, Parameters parameters)
    {
        var (loan, asOf) = (facts.Record, facts.AsOf);
        if (loan.Borrower == BorrowerKind.Person || loan.Product is not (LoanProduct.StartupGuarantee or LoanProduct.XiaoxiangCaiyin))
        {
            return Verdict.NotApplicable(loan.Borrower == BorrowerKind.Person ? "不是企业" : "不是方案要求优先的贷款");
        }

        if (loan.AppliedOn > asOf)
        {
            return Verdict.NotApplicable("当时尚未申请");
        }

        if (AbsorbsMany(loan, parameters) is not { } many)
        {
            return Verdict.Unknown(loan.RelocatedStaff is null ? "吸纳搬迁劳动力数" : "职工总数");
        }

        if (!many)
        {
            return Verdict.NotApplicable("吸纳搬迁劳动力不多");
        }

        if (loan.Priority == false)
        {
            return Verdict.NotMet("未标优先");
        }

        // What was decided later was open on the day.
        var decided = loan.DecidedOn <= asOf ? loan.DecidedOn : null;
        var limit = parameters.FindInt("loan.decision-days");
        if ((decided ?? asOf).DayNumber - loan.AppliedOn.DayNumber > limit)
        {
            return Verdict.NotMet($"申请后{limit}天内没有决定", loan.AppliedOn.AddDays(limit.Value));
        }

        return loan.Priority is null ? Verdict.Unknown("优先标记")
            : limit is null ? Verdict.Unknown("贷款办理时限（参数未设定）")
            : decided is null ? Verdict.NotApplicable("在办理时限内")
            : Verdict.Met($"{decided.Value.DayNumber - loan.AppliedOn.DayNumber}天内决定");
    }

    /// <summary>Null when too little is known to tell.</summary>
    private static bool? AbsorbsMany(LoanApplication loan, Parameters parameters) =>
        loan.RelocatedStaff is not { } relocated ? null
        : relocated >= parameters.Int("enterprise.absorbs-many.persons") ? true
        : loan.Staff is { } staff ? relocated >= parameters.Percent("enterprise.absorbs-many.percent") * staff && relocated > 0 : null;
}

/// <summary>I-M02-4: of the applications that come first, those that were dealt with first and in time.</summary>
internal sealed class PriorityShare : Indicator
{
    public override string Code => "I-M02-4";

    public override string Rule => "R-M02-4";
}

/// <summary>Beside each loan what R-M02-4 says of it today.</summary>
internal sealed class PriorityOfLoans(PlanPack pack, BusinessDate date) : Standing<LoanApplication>(new PriorityGiven(), pack, date, nameof(LoanApplication.PriorityGiven));
