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

    public override WorkKind Work => new("W-M03-3", "仅不稳定就业或无人就业", Department.HumanResources, Days: 30);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved)
        {
            return Verdict.NotApplicable("已销户");
        }

        var stable = household.Members.Where(member => member.IsStablyEmployed(parameters)).ToList();
        var labourers = household.Labourers(parameters);
        if (labourers.Count == 0)
        {
            return household.PerhapsLabourers(parameters) is { Count: > 0 } perhaps
                ? Verdict.Unknown([.. perhaps.Select(person => person.Field(person.Person.BirthDate is null ? "出生日期" : "劳动技能"))])
                : Verdict.NotApplicable("户内无劳动力");
        }

        if (stable.Count >= parameters.Int("stable-household.persons"))
        {
            return Verdict.Met($"{stable[0].Name}稳定就业");
        }

        if (labourers.All(person => person.IsUnwillingOnPaper(parameters)))
        {
            return Verdict.NotApplicable("劳动力均已书面声明无就业意愿");
        }

        if (household.Members.Where(member => member.EmploymentIsStale(parameters)).ToList() is { Count: > 0 } stale)
        {
            return Verdict.Unknown([.. stale.Select(person => person.Field("就业核实日期"))], $"{stale[0].Name}等{stale.Count}人就业信息超过{parameters.Int("employment.valid-days")}天未核实");
        }

        return Verdict.NotMet(household.Members.Any(member => member.IsEmployed(parameters)) ? "仅有不稳定就业" : "无人就业");
    }
}
