using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// Employment help covers every household with a labourer: some help of any kind on record in the year, or somebody in
/// stable employment already (R-M03-4). Households that do not want to work are not left out: it is all of them.
/// </summary>
internal sealed class HelpReachesEveryHousehold : HouseholdRule
{
    private static readonly OneStableJob StableJob = new();

    public override string Code => "R-M03-4";

    public override string Title => "就业帮扶全覆盖";

    /// <summary>2: a course attended is help.</summary>
    public override int Version => 2;

    public override Clause Clause => Plan.Measure(3).Says("就业帮扶全覆盖");

    /// <summary>Those of the stable job, but one: whoever has a public post has been helped already.</summary>
    public override IReadOnlyList<string> Uses { get; } = [.. StableJob.Uses.Where(key => key != "stable-job.public-post-served-months")];

    public override WorkKind Work { get; } = new("W-M03-1", "本年无就业帮扶记录", Department.HumanResources, Days: 30, EachYear: true);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved)
        {
            return Verdict.NotApplicable("已销户");
        }

        if (household.Labourers(parameters).Count == 0)
        {
            var gaps = household.LabourGaps(parameters);
            return gaps.Count > 0 ? Verdict.Unknown(gaps) : Verdict.NotApplicable("户内无劳动力");
        }

        if (Help(household, month) is { } help)
        {
            return Verdict.Met(help);
        }

        var stable = StableJob.Judge(household, month, parameters);
        return stable.Outcome is Outcome.Met or Outcome.Unknown
            ? stable
            : Verdict.NotMet($"{month.Year}年没有任何就业帮扶记录", new DateOnly(month.Year, 12, 31));
    }

    private static string? Help(HouseholdFacts household, Month month)
    {
        var newYear = new DateOnly(month.Year, 1, 1);
        if (household.All<EmploymentServiceEvent>().Where(service => service.GivenOn >= newYear && service.GivenOn <= household.AsOf)
            .MinBy(service => service.GivenOn) is { } service)
        {
            return $"{service.GivenOn:yyyy-MM-dd}已提供就业服务";
        }

        if (household.All<TrainingEnrolment>().Where(course => course.StartedOn >= newYear && course.Attended(household.AsOf)).Min(course => course.StartedOn) is { } course)
        {
            return $"{course:yyyy-MM-dd}参加技能培训";
        }

        return household.All<EmploymentSpell>().Any(spell => spell.Channel is EmploymentChannel.Workshop or EmploymentChannel.PublicPost
            && spell.StartedOn <= household.AsOf && !(spell.EndedOn < newYear))
            ? "已安排帮扶车间或公益性岗位"
            : null;
    }
}
