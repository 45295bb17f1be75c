using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// R-M05-4: whoever is relocated and rents a shop of a site for a business has a decision on the rent within the days from the
/// beginning of the lease [A46]; a refusal with its basis is one.
/// </summary>
internal sealed class RentDecided : RecordRule<ShopLease>
{
    private const string Within = "rent-relief.decision-days";

    public override string Code => "R-M05-4";

    public override string Title => "门面租金减免";

    public override Clause Clause => Plan.Measure(5).Says("搬迁对象租用集中安置点门面开展生产及经营业务的,按有关规定适当减免租金费用");

    public override IReadOnlyList<string> Uses => [Within];

    public override WorkKind Work { get; } = new("W-M05-1", "搬迁户租户未办减免", Department.Finance, Days: 30);

    public override Verdict Judge(RecordFacts<ShopLease> facts, Month month, Parameters parameters)
    {
        var (lease, asOf, days) = (facts.Record, facts.AsOf, parameters.Int(Within));
        if (lease.LeasedFrom > asOf)
        {
            return Verdict.NotApplicable("尚未起租");
        }

        if (lease.IsRelocated == false && lease.PersonId is null)
        {
            return Verdict.NotApplicable("承租人不是搬迁对象");
        }

        if (lease.ForBusiness == false)
        {
            return Verdict.NotApplicable("不用于生产经营");
        }

        List<string> missing =
        [
            .. lease.PersonId is null ? (IEnumerable<string>)["承租人证件号码"] : [],
            .. lease.SiteId is null ? (IEnumerable<string>)["安置点"] : [],
            .. lease.ForBusiness is null ? (IEnumerable<string>)["用于生产经营"] : [],
        ];
        if (missing.Count > 0)
        {
            return Verdict.Unknown(missing);
        }

        if (lease.DecidedOn <= asOf && lease.Decision is { } decision)
        {
            return string.IsNullOrEmpty(lease.Basis) ? Verdict.Unknown("依据") : Verdict.Met($"{lease.DecidedOn:yyyy-MM-dd}决定{TermTitles.Of(decision)}");
        }

        return asOf.DayNumber - lease.LeasedFrom.DayNumber > days
            ? Verdict.NotMet($"起租{days}天内没有减免决定", lease.LeasedFrom.AddDays(days))
            : Verdict.NotApplicable("在决定期限内");
    }
}

/// <summary>I-M05-2, its first figure.</summary>
internal sealed class RentDecidedShare : Indicator
{
    public override string Code => "I-M05-2";

    public override string Rule => "R-M05-4";
}
