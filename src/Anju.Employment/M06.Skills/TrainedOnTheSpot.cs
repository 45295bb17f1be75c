using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.Skills;

/// <summary>R-M06-3: a class of one of the three kinds the clause names began in the year.</summary>
internal sealed class TrainedOnTheSpot() : SupportDuty("M06-3")
{
    public override string Title => "鼓励在安置点办班和企业“订单式”培训、以工代训";

    public override Clause Clause => Plan.Measure(6).Says("鼓励各地在安置点举办搬迁群众职业技能培训,鼓励企业按规定开展“订单式”培训、以工代训");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<TrainingClass>(
            "三类培训班", "startsOn", one => new Dated { County = one.CountyCode, On = one.StartsOn },
            one => one.Kind == TrainingKind.AtSite || one.Kind == TrainingKind.ToOrder || one.Kind == TrainingKind.ByWorking, "kind=AtSite&kind=ToOrder&kind=ByWorking"),
    ];
}
