using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// No loan under the startup guarantee is larger than the cap in force on the day it was applied for (domain specification b.5
/// [A14]). Where no cap was published for that day nothing is refused.
/// </summary>
internal sealed class LoanWithinCap(PlanPack pack) : ILedgerObjection
{
    public IEnumerable<Objection> Against(Record? before, Record after)
    {
        if (after is not LoanApplication { Product: LoanProduct.StartupGuarantee, Amount: { } amount } loan || KeyOf(loan.Borrower) is not { } key
            || (before is LoanApplication was && (was.Amount, was.AppliedOn, was.Borrower, was.Product) == (loan.Amount, loan.AppliedOn, loan.Borrower, loan.Product)))
        {
            return [];
        }

        // A day that cannot be is refused as such, not here.
        return loan.AppliedOn.Year is < 2000 or > 2200 || pack.Parameters.At(Month.Of(loan.AppliedOn)).FindYuan(key) is not { } cap || amount <= cap
            ? []
            : [new("LOAN_CAP", $"{TermTitles.Of(loan.Borrower)}创业担保贷款在{loan.AppliedOn:yyyy-MM-dd}的上限是{cap}元，请核对金额、借款人类型和申请日期", nameof(LoanApplication.Amount), nameof(LoanApplication.AppliedOn))];
    }

    private static string? KeyOf(BorrowerKind borrower) => borrower switch
    {
        BorrowerKind.Person => "startup-loan.personal-cap",
        BorrowerKind.Partnership => "startup-loan.partnership-cap",
        BorrowerKind.SmallEnterprise => "startup-loan.enterprise-cap",
        _ => null,
    };
}
