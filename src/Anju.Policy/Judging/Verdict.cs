namespace Anju.Policy;

/// <summary>The four answers a rule can give (domain specification 0.1). Blank never means no.</summary>
public enum Outcome
{
    Met,
    NotMet,
    NotApplicable,
    Unknown,
}

/// <summary>Where a duty stands against its deadline on the day of judging (domain specification 0.1).</summary>
public enum DueState
{
    NotDue,
    DueSoon,
    Due,
    Overdue,
}

/// <summary>
/// A rule's answer for one subject and month, with the words an official can act on. <see cref="Missing"/> names the
/// fields that are blank or out of date when the answer is <see cref="Outcome.Unknown"/>.
/// </summary>
public readonly record struct Verdict(Outcome Outcome, string Reason, DateOnly? DueOn, IReadOnlyList<string>? Missing)
{
    /// <summary>What a subject that counts adds to a figure that is a sum, a mean or a share; null for every other answer.</summary>
    public Measured? Measured { get; init; }

    /// <summary>How many days before the deadline a duty counts as nearly due.</summary>
    private const int SoonDays = 7;

    public static Verdict Met(string reason = "") => new(Outcome.Met, reason, null, null);

    /// <summary>Counts, and adds so much to the sum of its figure.</summary>
    public static Verdict Adds(Measured measured, string reason = "") => Met(reason) with { Measured = measured };

    public static Verdict NotApplicable(string reason = "") => new(Outcome.NotApplicable, reason, null, null);

    /// <param name="dueOn">Last day on which the duty may still be done; null when it is due at once.</param>
    public static Verdict NotMet(string reason, DateOnly? dueOn = null) => new(Outcome.NotMet, reason, dueOn, null);

    /// <param name="missing">Chinese names of the fields that would decide it.</param>
    public static Verdict Unknown(IReadOnlyList<string> missing, string? reason = null) =>
        new(Outcome.Unknown, reason ?? $"缺少：{string.Join('、', missing)}", null, missing);

    public static Verdict Unknown(string missing) => Unknown([missing]);

    /// <summary>Null unless the duty is not met: only then does its deadline matter.</summary>
    public DueState? DueState(DateOnly on) => (Outcome, DueOn) switch
    {
        (not Outcome.NotMet, _) => null,
        (_, null) => Policy.DueState.Overdue,
        (_, { } due) when on > due => Policy.DueState.Overdue,
        (_, { } due) when on == due => Policy.DueState.Due,
        (_, { } due) when on >= due.AddDays(-SoonDays) => Policy.DueState.DueSoon,
        _ => Policy.DueState.NotDue,
    };
}

public static class Outcomes
{
    /// <summary>The letter an answer is stored as: M, N, - or U.</summary>
    public static char Letter(this Outcome outcome) => outcome switch
    {
        Outcome.Met => 'M',
        Outcome.NotMet => 'N',
        Outcome.NotApplicable => '-',
        _ => 'U',
    };

    public static Outcome? OfLetter(char letter) => letter switch
    {
        'M' => Outcome.Met,
        'N' => Outcome.NotMet,
        '-' => Outcome.NotApplicable,
        'U' => Outcome.Unknown,
        _ => null,
    };

    public static string ChineseName(this Outcome outcome) => outcome switch
    {
        Outcome.Met => "达标",
        Outcome.NotMet => "未达标",
        Outcome.NotApplicable => "不适用",
        _ => "情况不明",
    };

    /// <summary>A verdict in one line, as a column of a list shows it.</summary>
    public static string InWords(this Verdict verdict) => verdict.Reason.Length == 0 ? verdict.Outcome.ChineseName() : $"{verdict.Outcome.ChineseName()}：{verdict.Reason}";

    public static string ChineseName(this DueState state) => state switch
    {
        DueState.NotDue => "未到期",
        DueState.DueSoon => "临期",
        DueState.Due => "到期日",
        _ => "逾期",
    };
}
