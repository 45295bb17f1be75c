using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OwnBusiness;

/// <summary>R-M05-6: a case of legal aid was taken on in the year.</summary>
internal sealed class LegalHelpGiven() : SupportDuty("M05-6")
{
    public override string Title => "强化创业信息发布和法律援助服务";

    public override Clause Clause => Plan.Measure(5).Says("强化信息发布、法律援助等服务");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<LegalAidCase>("受理的法律援助", "acceptedOn", one => new Dated { County = one.CountyCode, On = one.AcceptedOn }),
    ];
}
