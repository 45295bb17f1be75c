using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OwnBusiness;

/// <summary>R-M05-1: an incubator was opened in the year, or took somebody in.</summary>
internal sealed class IncubatorsBuilt() : SupportDuty("M05-1")
{
    public override string Title => "支持安置区建设创业和产业孵化载体";

    public override Clause Clause => Plan.Measure(5).Says("支持安置区建设创业和产业孵化园区、基地等创业载体");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<Incubator>("新设的创业载体", "openedOn", one => new Dated { County = one.CountyCode, On = one.OpenedOn }),
        new Evidence<IncubatorTenancy>("新入驻", "enteredOn", one => new Dated { County = one.CountyCode, On = one.EnteredOn }),
    ];
}
