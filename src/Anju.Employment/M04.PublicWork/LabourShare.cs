using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.PublicWork;

/// <summary>
/// R-M04-2a: what was paid for work, against the funds of the kind that asks for it, reaches the share in force on the day of
/// the plan (b.4 [A13]). Met from the completion on; below it is not met at the acceptance.
/// </summary>
internal sealed class LabourShare : RecordRule<WorkReliefProject>
{
    private const string Budget = "work-relief.labour-share.central-budget";
    private const string Expansion = "work-relief.labour-share.central-expansion";
    private const string Local = "work-relief.labour-share.local";

    public override string Code => "R-M04-2a";

    public override string Title => "劳务报酬占比达标";

    public override Clause Clause => Plan.Measure(4).Says("优先吸纳搬迁群众就业");

    public override IReadOnlyList<string> Uses => [Budget, Expansion, Local];

    public override IReadOnlyList<Type> Beside => [typeof(LabourPayment)];

    public override WorkKind Work { get; } = new("W-M04-2", "劳务报酬进度滞后、未发或未公示", Department.DevelopmentReform, Days: 30);

    public override Verdict Judge(RecordFacts<WorkReliefProject> facts, Month month, Parameters parameters)
    {
        var (project, lines) = (facts.Record, facts.All<LabourPayment>());
        if (project.StartedOn is not { } started || started > facts.AsOf)
        {
            return Verdict.NotApplicable("尚未开工");
        }

        var required = Required(project, parameters);
        List<string> missing =
        [
            .. project.FundBase() is { Cents: > 0 } ? (IEnumerable<string>)[] : [FundColumn(project.Fund)],
            .. required is null ? [project.PlannedOn is null ? "计划日期" : "批复劳务报酬比例"] : (IEnumerable<string>)[],
            .. lines.Count == 0 ? ["用工考勤与劳务报酬"] : (IEnumerable<string>)[],
        ];
        if (missing.Count > 0)
        {
            return Verdict.Unknown(missing);
        }

        var paid = Paid(lines, facts.AsOf);
        var share = Of(paid, project.FundBase()!.Value);
        var words = $"劳务报酬实发{paid}元，占{share:0.0%}，应达{required:0.0%}";
        return share >= required && project.CompletedOn <= facts.AsOf ? Verdict.Met(words)
            : project.AcceptedOn <= facts.AsOf ? Verdict.NotMet(words)
            : Verdict.NotApplicable($"{(project.CompletedOn <= facts.AsOf ? "待验收" : $"在建，工程进度{project.Progress ?? 0}%")}：{words}");
    }

    /// <summary>The share of one that the project must reach: that in force for its funds on the day of its plan, or a higher one fixed with the approval; null when neither is known.</summary>
    internal static decimal? Required(WorkReliefProject project, Parameters parameters)
    {
        var key = project.Fund switch
        {
            WorkReliefFund.CentralExpansion => Expansion,
            WorkReliefFund.Provincial or WorkReliefFund.Local => Local,
            _ => Budget,
        };
        var approved = project.ApprovedShare is { } percent ? (decimal?)((decimal)percent / 100) : null;
        if (key != Local && project.PlannedOn is null)
        {
            return null; // which share is in force is not known
        }

        var general = parameters.FindPercentOn(key, project.PlannedOn ?? parameters.Month.Last);
        return general is null ? approved : approved is null || approved < general ? general : approved;
    }

    /// <summary>Paid out by the day.</summary>
    internal static Yuan Paid(IEnumerable<LabourPayment> lines, DateOnly by) =>
        new(lines.Where(line => line.PaidOn <= by).Sum(line => line.Paid.Cents));

    internal static decimal Of(Yuan paid, Yuan basis) => (decimal)paid.Cents / basis.Cents;

    private static string FundColumn(WorkReliefFund fund) => fund switch
    {
        WorkReliefFund.Provincial => "省资金",
        WorkReliefFund.Local => "市县资金",
        _ => "中央资金",
    };
}

/// <summary>Beside each project what was paid, to how many, and against which share.</summary>
internal sealed class WorkReliefFigures(PlanPack pack, BusinessDate date) : Computation<WorkReliefProject>(
    nameof(WorkReliefProject.RequiredShare), nameof(WorkReliefProject.PaidLabour), nameof(WorkReliefProject.PaidShare),
    nameof(WorkReliefProject.Workers), nameof(WorkReliefProject.RelocatedWorkers))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<WorkReliefProject> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(line => line.Id).ToList();
        var paid = (await BulkRead.AmongAsync<LabourPayment>(db, nameof(LabourPayment.ProjectId), ids, cancellation)).ToLookup(line => line.ProjectId);
        var parameters = pack.Parameters.At(date.ThisMonth);
        foreach (var project in lines)
        {
            project.RequiredShare = LabourShare.Required(project, parameters) is { } required ? (double)(required * 100) : null;
            var own = paid[project.Id].ToList();
            if (own.Count == 0)
            {
                continue;
            }

            project.PaidLabour = LabourShare.Paid(own, date.Today);
            project.PaidShare = project.FundBase() is { Cents: > 0 } basis ? (double)decimal.Round(LabourShare.Of(project.PaidLabour.Value, basis) * 100, 1) : null;
            project.Workers = own.Select(line => line.Worker()).Distinct().Count();
            project.RelocatedWorkers = own.Where(line => line.Kind == WorkerKind.Relocated).Select(line => line.Worker()).Distinct().Count();
        }
    }
}
