using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Tests.Rules;

/// <summary>R-M05-4: 搬迁对象租用集中安置点门面开展生产及经营业务的,按有关规定适当减免租金费用. Judged as of 2025-10-31.</summary>
public sealed class RentReliefTests
{
    private readonly ShopLease lease = new()
    {
        CountyCode = Given.County, Code = "MM1", Lessee = "谢甲", Owner = "村集体", PersonId = Guid.CreateVersion7(), IsRelocated = true, SiteId = Guid.CreateVersion7(), ForBusiness = true,
        LeasedFrom = Given.Day("2025-09-01"), LeasedTo = Given.Day("2026-08-31"),
    };

    public static TheoryData<string, Outcome, string> Cases => new()
    {
        { "no decision for 60 days", Outcome.NotMet, "起租30天内没有减免决定" },
        { "the thirtieth day", Outcome.NotApplicable, "在决定期限内" },
        { "the thirty-first day", Outcome.NotMet, "起租30天内" },
        { "begins the day after", Outcome.NotApplicable, "尚未起租" },
        { "relief", Outcome.Met, "2025-10-31决定减免" },
        { "refused with its basis", Outcome.Met, "2025-10-31决定不予减免" },
        { "decided without a basis", Outcome.Unknown, "依据" },
        { "decided the day after", Outcome.NotMet, "没有减免决定" },
        { "not relocated", Outcome.NotApplicable, "不是搬迁对象" },
        { "said to be relocated", Outcome.Unknown, "承租人证件号码" },
        { "nobody knows who", Outcome.Unknown, "承租人证件号码" },
        { "not for a business", Outcome.NotApplicable, "不用于生产经营" },
        { "use blank", Outcome.Unknown, "用于生产经营" },
        { "of no site", Outcome.Unknown, "安置点" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_relocated_tenant_has_a_decision_within_thirty_days(string what, Outcome outcome, string words)
    {
        void Decided(string on, RentDecision decision, string? basis = "县减免办法") => (lease.DecidedOn, lease.Decision, lease.Basis) = (Given.Day(on), decision, basis);
        switch (what)
        {
            case "the thirtieth day": lease.LeasedFrom = Given.Day("2025-10-01"); break;
            case "the thirty-first day": lease.LeasedFrom = Given.Day("2025-09-30"); break;
            case "begins the day after": lease.LeasedFrom = Given.Day("2025-11-01"); break;
            case "relief": Decided("2025-10-31", RentDecision.Relief); break;
            case "refused with its basis": Decided("2025-10-31", RentDecision.Refused); break;
            case "decided without a basis": Decided("2025-10-31", RentDecision.Refused, null); break;
            case "decided the day after": Decided("2025-11-01", RentDecision.Relief); break;
            case "not relocated": (lease.PersonId, lease.IsRelocated) = (null, false); break;
            case "said to be relocated": lease.PersonId = null; break;
            case "nobody knows who": (lease.PersonId, lease.IsRelocated) = (null, null); break;
            case "not for a business": lease.ForBusiness = false; break;
            case "use blank": lease.ForBusiness = null; break;
            case "of no site": lease.SiteId = null; break;
        }

        var verdict = Given.Rules.Judge(Given.Line(lease, Given.Day("2025-10-31")), Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10")))
            .Single(answer => answer.Rule.Code == "R-M05-4").Verdict;
        Assert.True((outcome, true) == (verdict.Outcome, verdict.Reason.Contains(words, StringComparison.Ordinal)), $"{what}: {verdict.Outcome} {verdict.Reason}");
    }

    [Theory]
    [InlineData("decision without a day", "decidedOn")]
    [InlineData("refused without a basis", "basis")]
    [InlineData("relief without an end", "reliefTo")]
    [InlineData("relief of nothing", "reliefAmount")]
    [InlineData("relief beyond the lease", "reliefTo")]
    [InlineData("relocated and not", "isRelocated")]
    public void What_cannot_be_is_said_at_its_field(string what, string field)
    {
        (lease.DecidedOn, lease.Decision, lease.Basis, lease.ReliefFrom, lease.ReliefTo, lease.ReliefPercent) =
            (Given.Day("2025-09-20"), RentDecision.Relief, "县减免办法", Given.Day("2025-10-01"), Given.Day("2026-03-31"), 50);
        switch (what)
        {
            case "decision without a day": lease.DecidedOn = null; break;
            case "refused without a basis": (lease.Decision, lease.Basis) = (RentDecision.Refused, null); break;
            case "relief without an end": lease.ReliefTo = null; break;
            case "relief of nothing": lease.ReliefPercent = null; break;
            case "relief beyond the lease": lease.ReliefTo = Given.Day("2026-09-01"); break;
            case "relocated and not": lease.IsRelocated = false; break;
        }

        var ledger = new LedgerCatalogue(Anju.Web.Product.Modules).Of<ShopLease>();
        Assert.Equal([field], LineRules.Check(ledger, lease, null, Given.Day("2025-10-31")).Select(x => x.Field));
    }
}
