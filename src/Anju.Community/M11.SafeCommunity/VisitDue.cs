using Anju.Kernel;
using Anju.Policy;
using Anju.Ui;

namespace Anju.Community.SafeCommunity;

/// <summary>
/// R-M11-6: the last visit lies within the interval of the risk grade (domain specification b.7; A29). Judged where the records
/// are open only: the verdict of a person would say that the person is here.
/// </summary>
internal static class VisitDue
{
    public static Verdict Judge(KeyPersonSheet sheet, DateOnly today, Parameters parameters)
    {
        if (sheet.EndedOn is not null)
        {
            return Verdict.NotApplicable("已结束服务管理");
        }

        return NextOn(sheet, parameters) is not { } due ? Verdict.Unknown("风险等级")
            : today > due ? Verdict.NotMet($"应在 {due:yyyy-MM-dd} 前随访，已超 {today.DayNumber - due.DayNumber} 天", due)
            : Verdict.Met($"下次应在 {due:yyyy-MM-dd} 前随访");
    }

    /// <summary>How an answer of <see cref="Judge"/> looks: when somebody must be seen, not whether a duty is met.</summary>
    public static TagLook LookOf(Verdict verdict) => verdict.Outcome switch
    {
        Outcome.Met => TagLook.NotDue,
        Outcome.NotMet => TagLook.Overdue,
        Outcome.NotApplicable => TagLook.Closed,
        _ => TagLook.Unknown,
    };

    /// <summary>The last day of the next visit; null until the person is graded, and for people for whom no interval is set.</summary>
    public static DateOnly? NextOn(KeyPersonSheet sheet, Parameters parameters)
    {
        if (sheet is not { Kind: KeyPersonKind.MentalDisorder, Grade: { } grade, GradedOn: { } graded })
        {
            return null;
        }

        // Graded anew, the person must be seen soon, whenever the last visit was.
        var seen = sheet.LastVisitedOn >= graded ? sheet.LastVisitedOn.Value : graded;
        if (grade >= parameters.Int("key-person.high-grade-from") || sheet.Stable != true)
        {
            return seen.AddDays(parameters.Int("key-person.visit.high-days"));
        }

        return grade == 0 || sheet.LastVisitedOn >= graded
            ? seen.AddMonths(parameters.Int("key-person.visit.stable-months"))
            : graded.AddDays(parameters.Int("key-person.visit.changed-days"));
    }
}
