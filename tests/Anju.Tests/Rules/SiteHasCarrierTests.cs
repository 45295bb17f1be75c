using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>I-M02-3: sites of 800 people and more with a workshop or base. Judged as of 2025-10-31.</summary>
public sealed class SiteHasCarrierTests
{
    private readonly ResettlementSite site = new() { CountyCode = Given.County, Code = "GY001", Name = "安置点", People = 800, Kind = SiteKind.Concentrated, Status = SiteStatus.InUse };
    private readonly EmploymentCarrier carrier = new() { CountyCode = Given.County, Code = "CJ1", Name = "制衣车间", RecognisedOn = Given.Day("2025-10-31") };

    public static TheoryData<string, Outcome, string> Cases => new()
    {
        { "one recognised on the day", Outcome.Met, "1个车间或基地" },
        { "recognised the day after", Outcome.NotMet, "没有认定的车间或基地" },
        { "closed on the day", Outcome.NotMet, "800人" },
        { "closed the day after", Outcome.Met, "" },
        { "revoked on the day", Outcome.NotMet, "没有认定" },
        { "valid to the day", Outcome.Met, "" },
        { "valid to the day before", Outcome.NotMet, "没有认定" },
        { "none", Outcome.NotMet, "没有认定" },
        { "799 people", Outcome.NotApplicable, "安置人数不到800人" },
        { "people blank", Outcome.Unknown, "安置人数" },
        { "dispersed", Outcome.NotApplicable, "分散安置" },
        { "out of use", Outcome.NotApplicable, "不在使用" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_site_of_800_people_has_a_workshop_or_base(string what, Outcome outcome, string words)
    {
        switch (what)
        {
            case "recognised the day after": carrier.RecognisedOn = Given.Day("2025-11-01"); break;
            case "closed on the day": carrier.ClosedOn = Given.Day("2025-10-31"); break;
            case "closed the day after": carrier.ClosedOn = Given.Day("2025-11-01"); break;
            case "revoked on the day": carrier.RevokedOn = Given.Day("2025-10-31"); break;
            case "valid to the day": carrier.ValidTo = Given.Day("2025-10-31"); break;
            case "valid to the day before": carrier.ValidTo = Given.Day("2025-10-30"); break;
            case "799 people": site.People = 799; break;
            case "people blank": site.People = null; break;
            case "dispersed": site.Kind = SiteKind.Virtual; break;
            case "out of use": site.Status = SiteStatus.Closed; break;
        }

        var verdict = Given.Rules.Judge(
            Given.Line(site, Given.Day("2025-10-31"), what == "none" ? [] : [carrier]), Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10")))
            .Single(answer => answer.Rule.Code == "I-M02-3").Verdict;
        Assert.True((outcome, true) == (verdict.Outcome, verdict.Reason.Contains(words, StringComparison.Ordinal)), $"{what}: {verdict.Outcome} {verdict.Reason}");
    }
}
