using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>Every household with a labourer has at least one member in stable employment (1户1人, R-M03-3).</summary>
internal sealed class OneStableJob : HouseholdRule
{
    public override string Code => "R-M03-3";

    public override string Title => "一户一人稳定就业";

    public override Clause Clause => Plan.Measure(3).Says("保障搬迁劳动力家庭实现1户1人以上稳定就业");

    public override IReadOnlyList<string> Uses =>
    [
        "labour.age-from", "labour.age-below", "employment.valid-days", "stable-job.months", "stable-job.window-months",
        "stable-job.contract-months", "stable-job.contract-served-months", "stable-job.public-post-served-months",
        "stable-job.own-business-months", "stable-job.minimum-monthly-income", "stable-household.persons", "unwilling.confirm-months",
    ];

    public override WorkKind Work { get; } = new("W-M03-3", "仅不稳定就业或无人就业", Department.HumanResources, Days: 30);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved)
        {
            return Verdict.NotApplicable("已销户");
        }

        var labourers = household.Labourers(parameters);
        var gaps = household.LabourGaps(parameters);
        if (labourers.Count == 0)
        {
            return gaps.Count > 0 ? Verdict.Unknown(gaps) : Verdict.NotApplicable("户内无劳动力");
        }

        var unwilling = labourers.All(person => person.IsUnwillingOnPaper(parameters));
        if (unwilling && gaps.Count == 0)
        {
            return Verdict.NotApplicable("劳动力均已书面声明无就业意愿");
        }

        var stable = household.Members.Where(member => member.IsStablyEmployed(parameters)).ToList();
        if (stable.Count >= parameters.Int("stable-household.persons"))
        {
            return unwilling ? Verdict.Unknown(gaps) : Verdict.Met($"{stable[0].Name}稳定就业");
        }

        return Undecided(household, unwilling ? gaps : [], parameters)
            ?? Verdict.NotMet(WhyNot(household, stable.Count, parameters));
    }

    private static string WhyNot(HouseholdFacts household, int stable, Parameters parameters)
    {
        var unstable = household.Members.Where(member => member.IsEmployed(parameters) && !member.IsStablyEmployed(parameters)).ToList();
        return (stable, unstable.Count) switch
        {
            (0, 0) => "无人就业",
            (0, _) => "仅有不稳定就业：" + string.Join("；", unstable.Select(member => member.WhyUnstable(parameters))),
            _ => string.Join("；", unstable.Select(member => member.WhyUnstable(parameters)).Prepend($"稳定就业{stable}人，不足{parameters.Int("stable-household.persons")}人")),
        };
    }

    /// <summary>Work that is not known, not verified lately, or with the contract left blank: any of it may be the stable job.</summary>
    private static Verdict? Undecided(HouseholdFacts household, IReadOnlyList<string> gaps, Parameters parameters)
    {
        var untold = household.EmploymentGaps(parameters);
        var stale = household.Members.Where(member => member.EmploymentGap(parameters) == PersonFacts.VerifiedOnGap).ToList();
        List<string> missing =
        [
            .. gaps,
            .. untold,
            .. household.Members.SelectMany(member => member.StabilityGaps(parameters).Select(member.Field)),
        ];
        return missing.Count == 0 ? null
            : stale.Count == missing.Count
                ? Verdict.Unknown(missing, $"{stale[0].Name}等{stale.Count}人就业信息超过{parameters.Int("employment.valid-days")}天未核实")
                : Verdict.Unknown(missing);
    }
}
