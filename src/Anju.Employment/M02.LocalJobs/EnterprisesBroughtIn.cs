using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.LocalJobs;

/// <summary>R-M02-3: an enterprise that needs many hands was brought in during the year, which a signed agreement shows.</summary>
internal sealed class EnterprisesBroughtIn() : SupportDuty("M02-3")
{
    public override string Title => "引进劳动密集型企业";

    public override Clause Clause => Plan.Measure(2).Says("引进一批市场前景好、订单充足的劳动密集型企业落户安置点及周边区域");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<InvestmentIntroduction>(
            "签约劳动密集型项目", "signedOn", one => new Dated { County = one.CountyCode, On = one.SignedOn }, one => one.LabourIntensive == true, "labourIntensive=true"),
    ];
}
