using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;

namespace Anju.Employment.PublicWork;

/// <summary>What the figures of work relief add up, each a question to one project that has begun, over all its months up to the day.</summary>
internal abstract class WorkReliefFigure(string code, string title) : RecordRule<WorkReliefProject>
{
    public override string Code => code;

    public override string Title => title;

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(4).Says("优先吸纳搬迁群众就业");

    public override IReadOnlyList<Type> Beside => [typeof(LabourPayment)];

    public sealed override Verdict Judge(RecordFacts<WorkReliefProject> facts, Month month, Parameters parameters)
    {
        var lines = facts.All<LabourPayment>();
        return facts.Record.StartedOn is not { } started || started > facts.AsOf ? Verdict.NotApplicable("尚未开工")
            : lines.Count == 0 ? Verdict.Unknown("用工考勤与劳务报酬")
            : Judge(facts.Record, [.. lines.Where(line => line.Month.Last <= facts.AsOf || line.PaidOn <= facts.AsOf)], facts.AsOf);
    }

    /// <param name="lines">Of months that were worked by the day.</param>
    protected abstract Verdict Judge(WorkReliefProject project, IReadOnlyList<LabourPayment> lines, DateOnly asOf);
}

/// <summary>I-M04-1: what was paid for work against the funds that ask for it.</summary>
internal sealed class PaidOfFunds() : WorkReliefFigure("I-M04-1", "劳务报酬占资金")
{
    protected override Verdict Judge(WorkReliefProject project, IReadOnlyList<LabourPayment> lines, DateOnly asOf) =>
        project.FundBase() is { Cents: > 0 } funds && LabourShare.Paid(lines, asOf) is var paid
            ? Verdict.Adds(new(paid.Cents, funds.Cents), $"实发{paid}元，资金基数{funds}元")
            : Verdict.Unknown("资金基数");
}

/// <summary>I-M04-2: relocated people at work, counted once in each project, and what they were paid together.</summary>
internal sealed class RelocatedPaid() : WorkReliefFigure("I-M04-2", "吸纳搬迁群众和报酬")
{
    protected override Verdict Judge(WorkReliefProject project, IReadOnlyList<LabourPayment> lines, DateOnly asOf)
    {
        var relocated = lines.Where(line => line.Kind == WorkerKind.Relocated).ToList();
        var (people, paid) = (relocated.Select(line => line.Worker()).Distinct().Count(), LabourShare.Paid(relocated, asOf));
        return Verdict.Adds(new(paid.Cents, people), $"搬迁群众{people}人，实发{paid}元");
    }
}

internal sealed class LabourPaidShare() : SumIndicator("I-M04-1", "I-M04-1", "I-M04-1", IndicatorKind.Share, FigureUnit.Subjects)
{
    public override Welcome Better => Welcome.More;
}

internal sealed class RelocatedAtWork() : SumIndicator("I-M04-2-A", "I-M04-2", "I-M04-2", IndicatorKind.Base, FigureUnit.People, "以工代赈吸纳搬迁群众")
{
    public override Welcome Better => Welcome.More;
}

internal sealed class PaidForEach() : SumIndicator("I-M04-2-B", "I-M04-2", "I-M04-2", IndicatorKind.Mean, FigureUnit.Yuan, "以工代赈搬迁群众人均报酬");
