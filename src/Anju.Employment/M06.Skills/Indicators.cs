using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;

namespace Anju.Employment.Skills;

internal sealed class WishesAnswered : Indicator
{
    public override string Code => "I-M06-1";

    public override string Rule => "R-M06-1";
}

internal sealed class SkilledLabourers : Indicator
{
    public override string Code => "I-M06-2";

    public override string Rule => "R-M06-5";
}

internal sealed class AllowancesPaid : Indicator
{
    public override string Code => "I-M06-4";

    public override string Rule => "R-M06-2";
}

/// <summary>What the three figures of I-M06-3 count, each a question to one person's training of the calendar year.</summary>
internal abstract class TrainingCount(string code, string title) : RecordRule<TrainingEnrolment>
{
    public override string Code => code;

    public override string Title => title;

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(6).Says("有序组织搬迁群众参与职业技能培训");

    /// <summary>The calendar year of the month holds the day, and it has come.</summary>
    protected static bool InYear(DateOnly? day, RecordFacts<TrainingEnrolment> facts, Month month) => day?.Year == month.Year && day <= facts.AsOf;
}

internal sealed class Trained() : TrainingCount("I-M06-3-A", "参加技能培训")
{
    public override Verdict Judge(RecordFacts<TrainingEnrolment> facts, Month month, Parameters parameters) =>
        InYear(facts.Record.StartedOn, facts, month) && facts.Record.State is not (TrainingState.Matched or TrainingState.Declined) ? Verdict.Met() : Verdict.NotApplicable("本年没有参训");
}

internal sealed class TrainedWell() : TrainingCount("I-M06-3-B", "培训合格")
{
    public override Verdict Judge(RecordFacts<TrainingEnrolment> facts, Month month, Parameters parameters)
    {
        var line = facts.Record;
        return !InYear(line.EndedOn, facts, month) ? Verdict.NotApplicable("本年没有结业") : line.Result switch
        {
            TrainingResult.Passed => Verdict.Met(),
            TrainingResult.Failed => Verdict.NotMet("考核不合格"),
            TrainingResult.Dropped => Verdict.NotApplicable("中途退出"),
            _ => line.State is TrainingState.Matched or TrainingState.Declined ? Verdict.NotApplicable("没有参训") : Verdict.Unknown("结果"),
        };
    }
}

internal sealed class EmployedAfterTraining() : TrainingCount("I-M06-3-C", "结业6个月后就业")
{
    public override IReadOnlyList<string> Uses => ["training.follow-months"];

    public override Verdict Judge(RecordFacts<TrainingEnrolment> facts, Month month, Parameters parameters)
    {
        // A day at the very end of the calendar has no day months later.
        var line = facts.Record;
        var (first, months) = (facts.AsOf.AddYears(-3), parameters.Int("training.follow-months"));
        return line.Result != TrainingResult.Passed ? Verdict.NotApplicable("没有结业")
            : line.EndedOn is not { } ended ? Verdict.Unknown("结束日期")
            : ended < first || ended > facts.AsOf || !InYear(ended.AddMonths(months), facts, month) ? Verdict.NotApplicable("跟踪期满不在本年")
            : line.EmployedAfter switch
            {
                true => Verdict.Met(),
                false => Verdict.NotMet("未就业"),
                null => Verdict.Unknown("6个月后就业"),
            };
    }
}

/// <summary>I-M06-3: 培训人次、合格率、6个月就业率.</summary>
internal sealed class TrainedFigure : CountIndicator
{
    public override string Code => "I-M06-3-A";

    public override string Entry => "I-M06-3";

    public override string Rule => "I-M06-3-A";

    public override string OwnTitle => "本年参加技能培训人次";
}

/// <inheritdoc cref="TrainedFigure"/>
internal sealed class TrainedWellFigure : Indicator
{
    public override string Code => "I-M06-3-B";

    public override string Entry => "I-M06-3";

    public override string Rule => "I-M06-3-B";

    public override string OwnTitle => "培训合格率";
}

/// <inheritdoc cref="TrainedFigure"/>
internal sealed class EmployedAfterFigure : Indicator
{
    public override string Code => "I-M06-3-C";

    public override string Entry => "I-M06-3";

    public override string Rule => "I-M06-3-C";

    public override string OwnTitle => "结业6个月后就业率";
}
