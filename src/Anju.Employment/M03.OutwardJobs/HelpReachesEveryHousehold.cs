using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// Employment help covers every household with a labourer: some help of any kind on record in the year, or somebody in
/// stable employment already (R-M03-4).
/// </summary>
internal sealed class HelpReachesEveryHousehold : HouseholdRule
{
    private static readonly OneStableJob StableJob = new();

    public override string Code => "R-M03-4";

    public override string Title => "就业帮扶全覆盖";

    public override Clause Clause => Plan.Measure(3).Says("就业帮扶全覆盖");

    public override IReadOnlyList<string> Uses => StableJob.Uses;

    public override WorkKind Work => new("W-M03-1", "本年无就业帮扶记录", Department.HumanResources, Days: 30);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var stable = StableJob.Judge(household, month, parameters);
        if (stable.Outcome is Outcome.Met or Outcome.NotApplicable)
        {
            return stable;
        }

        var year = month.Year;
        if (household.All<EmploymentServiceEvent>().FirstOrDefault(service => service.GivenOn <= household.AsOf) is { } service)
        {
            return Verdict.Met($"{service.GivenOn:yyyy-MM-dd}已提供就业服务");
        }

        if (household.All<EmploymentSpell>().Any(spell => spell.Channel is EmploymentChannel.Workshop or EmploymentChannel.PublicPost
            && spell.StartedOn <= household.AsOf && !(spell.EndedOn < new DateOnly(year, 1, 1))))
        {
            return Verdict.Met("已安排帮扶车间或公益性岗位");
        }

        return household.Labourers(parameters).Count == 0 && stable.Outcome == Outcome.Unknown
            ? stable
            : Verdict.NotMet($"{year}年没有任何就业帮扶记录", new DateOnly(year, 12, 31));
    }
}
