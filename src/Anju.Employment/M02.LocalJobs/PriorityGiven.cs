using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Employment.LocalJobs;

/// <summary>
/// R-M02-4: an enterprise that gives work to many relocated people [A09] and applies for a loan that the plan names is dealt with
/// first, and gets its decision, either way, in time.
/// </summary>
internal static class PriorityGiven
{
    /// <param name="asOf">The day it is judged on.</param>
    public static Verdict Judge(LoanApplication loan, DateOnly asOf, Parameters parameters)
    {
        if (loan.Borrower == BorrowerKind.Person || loan.Product is not (LoanProduct.StartupGuarantee or LoanProduct.XiaoxiangCaiyin))
        {
            return Verdict.NotApplicable(loan.Borrower == BorrowerKind.Person ? "不是企业" : "不是方案要求优先的贷款");
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

        var limit = parameters.FindInt("loan.decision-days");
        if ((loan.DecidedOn ?? asOf).DayNumber - loan.AppliedOn.DayNumber > limit)
        {
            return Verdict.NotMet($"申请后{limit}天内没有决定", loan.AppliedOn.AddDays(limit.Value));
        }

        return loan.Priority is null ? Verdict.Unknown("优先标记")
            : loan.DecidedOn is null ? limit is null ? Verdict.Unknown("贷款办理时限（参数未设定）") : Verdict.NotApplicable("在办理时限内")
            : limit is null ? Verdict.Unknown("贷款办理时限（参数未设定）")
            : Verdict.Met($"{loan.DecidedOn.Value.DayNumber - loan.AppliedOn.DayNumber}天内决定");
    }

    /// <summary>Null when too little is known to tell.</summary>
    private static bool? AbsorbsMany(LoanApplication loan, Parameters parameters) =>
        loan.RelocatedStaff is not { } relocated ? null
        : relocated >= parameters.Int("enterprise.absorbs-many.persons") ? true
        : loan.Staff is { } staff ? relocated >= parameters.Percent("enterprise.absorbs-many.percent") * staff && relocated > 0 : null;
}

/// <summary>Beside each loan what R-M02-4 says of it today.</summary>
internal sealed class PriorityOfLoans(PlanPack pack, BusinessDate date) : Computation<LoanApplication>(nameof(LoanApplication.PriorityGiven))
{
    protected override Task FillAsync(AnjuDb db, IReadOnlyList<LoanApplication> lines, CancellationToken cancellation)
    {
        var parameters = pack.Parameters.At(date.ThisMonth);
        foreach (var loan in lines)
        {
            loan.PriorityGiven = StandingOfCarriers.Words(PriorityGiven.Judge(loan, date.Today, parameters));
        }

        return Task.CompletedTask;
    }
}
