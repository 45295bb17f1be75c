using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.PublicWork;

/// <summary>
/// The support of a workshop or base that works at a site ends within the days of notice, or has ended: somebody sees to it that it
/// goes on (W-M04-5). Counted; whether the county keeps the policy at all is R-M04-4.
/// </summary>
internal sealed class SupportEnds : RecordRule<EmploymentCarrier>
{
    private const string Notice = "carrier.support-ending-days";

    public override string Code => "I-M04-E";

    public override string Title => "车间、基地优惠政策在有效期";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(4).Says("延续支持安置点就业帮扶车间的优惠政策,推动可持续发展");

    public override IReadOnlyList<string> Uses => [Notice];

    public override WorkKind Work { get; } = new("W-M04-5", "车间优惠政策到期", Department.HumanResources, Days: 30);

    public override Verdict Judge(RecordFacts<EmploymentCarrier> facts, Month month, Parameters parameters)
    {
        var (carrier, soon) = (facts.Record, facts.AsOf.AddDays(parameters.Int(Notice)));
        return carrier.ClosedOn <= facts.AsOf || carrier.RevokedOn <= facts.AsOf ? Verdict.NotApplicable("已注销或取消")
            : carrier.RecognisedOn is not { } recognised || recognised > facts.AsOf ? Verdict.NotApplicable("当时尚未认定")
            : carrier.SiteId is null ? Verdict.NotApplicable("不在安置点")
            : string.IsNullOrEmpty(carrier.Support) ? Verdict.NotApplicable("没有享受优惠政策")
            : carrier.SupportTo is not { } last ? Verdict.Met($"{carrier.Support}，长期有效")
            : last < facts.AsOf ? Verdict.NotMet($"{carrier.Support}优惠已于{last:yyyy-MM-dd}到期，请办理延续或说明不再享受", last)
            : last <= soon ? Verdict.NotMet($"{carrier.Support}优惠{last:yyyy-MM-dd}到期，请办理延续", last)
            : Verdict.Met($"{carrier.Support}优惠至{last:yyyy-MM-dd}");
    }
}
