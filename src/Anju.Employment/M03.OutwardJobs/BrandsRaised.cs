using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>R-M03-5: a labour brand was recognised in the year.</summary>
internal sealed class BrandsRaised() : SupportDuty("M03-5")
{
    public override string Title => "培树劳务品牌，促进技能就业";

    public override Clause Clause => Plan.Measure(3).Says("积极培树劳务品牌,促进搬迁劳动力通过特色劳务品牌及培训实现技能就业");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<LabourBrand>("认定的劳务品牌", "recognisedOn", one => new Dated { County = one.CountyCode, On = one.RecognisedOn }),
    ];
}
