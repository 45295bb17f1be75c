using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// Who, asked last, meant to begin a business of his own and has none yet is advised by an expert (W-M05-3). No rule of the
/// specification judges it, so it is counted and raises work, and nothing is marked as failed.
/// </summary>
internal sealed class WishGuided : PersonRule
{
    public override string Code => "I-M05-G";

    public override string Title => "有创业意愿的得到指导";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(5).Says("引导具备创业能力的搬迁群众优先入驻,组织专家跟踪指导服务");

    public override WorkKind Work { get; } = new("W-M05-3", "有创业意愿无指导", Department.HumanResources, Days: 30);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var wish = person.Household.All<JobWish>().Where(x => x.PersonId == person.Id && x.AskedOn <= person.AsOf).OrderBy(x => x.AskedOn).ThenBy(x => x.Id).LastOrDefault();
        if (wish?.OwnBusiness != true)
        {
            return Verdict.NotApplicable("没有登记创业意愿");
        }

        if (person.OpenSpells.Any(spell => spell.Channel == EmploymentChannel.OwnBusiness))
        {
            return Verdict.NotApplicable("已经自主创业");
        }

        var guided = person.Household.All<ExpertGuidance>().Where(x => x.PersonId == person.Id && x.GivenOn >= wish.AskedOn && x.GivenOn <= person.AsOf).ToList();
        return guided.Count > 0
            ? Verdict.Met($"{guided.Max(x => x.GivenOn):yyyy-MM-dd}专家指导")
            : Verdict.NotMet($"{wish.AskedOn:yyyy-MM-dd}登记有创业意愿，还没有专家指导");
    }
}
