using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>R-M03-1: an agreement on labour cooperation was signed in the year.</summary>
internal sealed class WorkAgreedWithOtherPlaces() : SupportDuty("M03-1")
{
    public override string Title => "与粤港澳大湾区等发达地区开展劳务协作和定点帮扶对接";

    public override Clause Clause => Plan.Measure(3).Says("以安置区为重点,推进与粤港澳大湾区、一二三线城市等发达地区开展劳务协作和定点帮扶对接");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<LabourCooperationAgreement>("劳务协作协议", "signedOn", one => new Dated { County = one.CountyCode, On = one.SignedOn }),
    ];
}
