using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.Skills;

/// <summary>
/// R-M06-2: who belongs to those with an allowance [A47] and completed the course has been paid. Within the time for paying nothing
/// is owed yet; what was paid late is paid, and the words say how late.
/// </summary>
internal sealed class AllowanceInTime : RecordRule<TrainingEnrolment>
{
    private const string Within = "training.allowance-pay-days";

    public override string Code => "R-M06-2";

    public override string Title => "培训生活费补贴兑现";

    public override Clause Clause => Plan.Measure(6).Says("对符合条件的按规定给予生活费补贴");

    public override IReadOnlyList<string> Uses => ["training.allowance-classes", Within];

    public override WorkKind Work { get; } = new("W-M06-2", "培训生活费补贴应发未发", Department.HumanResources, Days: 60);

    public override Verdict Judge(RecordFacts<TrainingEnrolment> facts, Month month, Parameters parameters)
    {
        var (line, asOf) = (facts.Record, facts.AsOf);
        if (line.Result != TrainingResult.Passed || line.AssessedOn > asOf || line.EndedOn > asOf)
        {
            return Verdict.NotApplicable(line.Result is TrainingResult.Failed or TrainingResult.Dropped ? "没有结业" : "还没有结业");
        }

        if (Training.Eligible(line.Category, parameters) is not { } eligible)
        {
            return Verdict.Unknown("人员类别");
        }

        if (!eligible)
        {
            return Verdict.NotApplicable("不属于生活费补贴对象");
        }

        if (line.EndedOn is not { } ended)
        {
            return line.AllowancePaidOn <= asOf ? Verdict.Met("已发放") : Verdict.Unknown("结束日期");
        }

        var days = parameters.Int(Within);
        var late = (line.AllowancePaidOn <= asOf ? line.AllowancePaidOn.Value : asOf).DayNumber - ended.DayNumber - days;
        return line.AllowancePaidOn <= asOf ? Verdict.Met(late > 0 ? $"已发放，比期限晚{late}天" : $"结业后{late + days}天发放")
            : late > 0 ? Verdict.NotMet($"结业后{days}天内没有发放", asOf.AddDays(-late))
            : Verdict.NotApplicable("在发放期限内");
    }
}
