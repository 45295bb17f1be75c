using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.PublicWork;

/// <summary>
/// R-M04-2b: each month's work is on the sheet, on notice for seven days, and paid to the workers' own cards within a month of
/// the month worked [A13]. The month that runs is not looked at.
/// </summary>
internal sealed class PayProper : RecordRule<WorkReliefProject>
{
    private const string Notice = "work-relief.notice-days";
    private const string Within = "work-relief.pay-within-months";

    /// <summary>Of a beginning before this year nothing can be meant.</summary>
    private const int Earliest = 2000;

    public override string Code => "R-M04-2b";

    public override string Title => "劳务报酬发放规范";

    public override Clause Clause => Plan.Measure(4).Says("优先吸纳搬迁群众就业");

    public override IReadOnlyList<string> Uses => [Notice, Within];

    public override IReadOnlyList<Type> Beside => [typeof(LabourPayment)];

    public override WorkKind Work { get; } = new("W-M04-2", "劳务报酬进度滞后、未发或未公示", Department.DevelopmentReform, Days: 15);

    public override Verdict Judge(RecordFacts<WorkReliefProject> facts, Month month, Parameters parameters)
    {
        var (project, asOf) = (facts.Record, facts.AsOf);
        if (project.StartedOn is not { } started || started > asOf)
        {
            return Verdict.NotApplicable("尚未开工");
        }

        if (started.Year < Earliest)
        {
            return Verdict.Unknown("开工");
        }

        var lines = facts.All<LabourPayment>().Where(line => line.Month.Last < asOf || line.PaidOn <= asOf).ToLookup(line => line.Month);
        if (lines.Count == 0)
        {
            return LastDay(Month.Of(started), parameters) < asOf ? Verdict.Unknown($"{Month.Of(started).ToChinese()}起的考勤和工资表") : Verdict.NotApplicable("还没有到发放时间");
        }

        var wrong = lines.OrderBy(sheet => sheet.Key).Select(sheet => Wrong(sheet.Key, [.. sheet], asOf, parameters)).OfType<string>().ToList();
        return wrong.Count > 0 ? Verdict.NotMet(string.Join("；", wrong.Take(3)) + (wrong.Count > 3 ? $"等{wrong.Count}个月" : ""))
            : lines.SelectMany(sheet => sheet).Where(line => line.PaidOn <= asOf && line.NoticeFrom is null).Select(line => line.Month).Distinct().ToList() is { Count: > 0 } silent
                ? Verdict.Unknown([.. silent.Order().Select(one => $"{one.ToChinese()}公示起止")])
            : Verdict.Met($"{lines.Count}个月的劳务报酬按规定公示、发放");
    }

    /// <summary>The last day on which a month's work may be paid.</summary>
    internal static DateOnly LastDay(Month worked, Parameters parameters) => worked.Last.AddMonths(parameters.Int(Within));

    /// <summary>What is wrong with one month's sheet on the day; null when nothing is, or nothing yet.</summary>
    internal static string? Wrong(Month month, IReadOnlyList<LabourPayment> sheet, DateOnly asOf, Parameters parameters)
    {
        var (last, days) = (LastDay(month, parameters), parameters.Int(Notice));
        string? Of(int heads, string words) => heads > 0 ? $"{month.ToChinese()}{heads}人{words}" : null;
        return Of(sheet.GroupBy(line => line.Worker()).Count(person => person.Count() > 1), "在工资表上重复")
            ?? Of(sheet.Count(line => line.Earned != line.ByAttendance()), "应发与考勤不一致")
            ?? Of(sheet.Count(line => line.PaidOn is null && last < asOf), $"超过{last:yyyy-MM-dd}未发放")
            ?? Of(sheet.Count(line => line.PaidOn > last), $"晚于{last:yyyy-MM-dd}发放")
            ?? Of(sheet.Count(line => line.NoticeFrom is { } from && line.NoticeTo is { } to && to.DayNumber - from.DayNumber + 1 < days), $"公示不满{days}天")
            ?? Of(sheet.Count(line => line.PaidOn is { } paid && line.NoticeTo >= paid), "公示期满前发放")
            ?? Of(sheet.Count(line => line.PaidOn <= asOf && line.CardEnding is null), "没有发到本人银行卡");
    }
}
