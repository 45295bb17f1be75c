using Anju.Employment.OwnBusiness;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.LocalJobs;

/// <summary>R-M02-5: a loan product made for the sites came out in the year, or one of the farm businesses the clause names was lent money.</summary>
internal sealed class LoansForSites() : SupportDuty("M02-5")
{
    public override string Title => "专属贷款产品和信贷投放";

    public override Clause Clause => Plan.Measure(2).Says("鼓励金融机构开发专属贷款产品,扩大对搬迁安置区家庭农场、农民专业合作社、农业产业化龙头企业等新型农业经营主体的信贷投放");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<FinancialProduct>("安置区专属产品", "offeredFrom", one => new Dated { County = one.CountyCode, On = one.OfferedFrom }, one => one.ForSites == true, "forSites=true"),
        new Evidence<LoanApplication>(
            "新型农业经营主体贷款", "lentOn", one => new Dated { County = one.CountyCode, On = one.LentOn },
            one => one.Borrower == BorrowerKind.Cooperative || one.Borrower == BorrowerKind.FamilyFarm || one.Borrower == BorrowerKind.LeadingEnterprise,
            "borrower=Cooperative&borrower=FamilyFarm&borrower=LeadingEnterprise"),
    ];
}
