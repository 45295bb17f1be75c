using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.LocalJobs;

/// <summary>
/// What I-M02-3 counts: a site of so many people [A07] has a recognised workshop or base of its own. How far one may lie away and still
/// serve it nobody has said: one that names the site does.
/// </summary>
internal sealed class SiteHasCarrier : RecordRule<ResettlementSite>
{
    private const string From = "carrier.population-from";

    public override string Code => "I-M02-3";

    public override string Title => "安置点有就业载体";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(2).Says("引导发挥就业帮扶车间、就业帮扶基地等就业载体作用,吸纳搬迁劳动力就业");

    public override IReadOnlyList<string> Uses => [From];

    public override IReadOnlyList<Type> Beside => [typeof(EmploymentCarrier)];

    public override WorkKind Work { get; } = new("W-M02-4", "中型以上安置点无就业载体", Department.HumanResources, Days: 60);

    public override Verdict Judge(RecordFacts<ResettlementSite> facts, Month month, Parameters parameters)
    {
        var (site, from) = (facts.Record, parameters.Int(From));
        if (site.Kind == SiteKind.Virtual || site.Status != SiteStatus.InUse)
        {
            return Verdict.NotApplicable(site.Kind == SiteKind.Virtual ? "分散安置" : "不在使用");
        }

        if (site.People is not { } people)
        {
            return Verdict.Unknown("安置人数");
        }

        if (people < from)
        {
            return Verdict.NotApplicable($"安置人数不到{from}人");
        }

        var running = facts.All<EmploymentCarrier>().Count(carrier => carrier.RecognisedOn <= facts.AsOf
            && !(carrier.ClosedOn <= facts.AsOf) && !(carrier.RevokedOn <= facts.AsOf) && !(carrier.ValidTo < facts.AsOf));
        return running > 0 ? Verdict.Met($"{running}个车间或基地") : Verdict.NotMet($"{people}人，没有认定的车间或基地");
    }
}

internal sealed class SitesWithCarrier : Indicator
{
    public override string Code => "I-M02-3";

    public override string Rule => "I-M02-3";
}
