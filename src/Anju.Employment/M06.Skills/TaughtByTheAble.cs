using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.Skills;

/// <summary>R-M06-4: somebody was given a mentor in the year, or a class was held on line.</summary>
internal sealed class TaughtByTheAble() : SupportDuty("M06-4")
{
    public override string Title => "发挥致富能手“传帮带”作用，搭建网络培训平台";

    public override Clause Clause => Plan.Measure(6).Says("发挥致富能手“传帮带”作用,搭建网络培训平台,拓宽搬迁群众获得技能渠道");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<MentorPair>("结对传帮带", "pairedOn", one => new Dated { County = one.CountyCode, On = one.PairedOn }),
        new Evidence<TrainingClass>("网络培训班", "startsOn", one => new Dated { County = one.CountyCode, On = one.StartsOn }, one => one.Kind == TrainingKind.Online, "kind=Online"),
    ];
}
