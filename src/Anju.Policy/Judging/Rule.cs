using Anju.Kernel;

namespace Anju.Policy;

/// <summary>What a rule is for.</summary>
public enum RuleKind
{
    /// <summary>A duty of the plan.</summary>
    Duty,

    /// <summary>A check that the data can be right at all; what fails is a data error.</summary>
    Error,

    /// <summary>A check whose failing is possible but wants looking at.</summary>
    Warning,

    /// <summary>Something counted for an indicator; no duty of anybody.</summary>
    Count,
}

/// <summary>
/// One rule of the plan: a pure function from facts and month to a verdict. Found by type at start-up. A released rule is
/// never edited: it gets a last month, and a successor.
/// </summary>
public abstract class Rule
{
    /// <summary><c>R-M03-3</c> for a duty, <c>C-…</c> for a data check, <c>I-…</c> for what an indicator counts.</summary>
    public abstract string Code { get; }

    /// <summary>The passage of the plan that asks for it.</summary>
    public abstract Clause Clause { get; }

    public abstract string Title { get; }

    public virtual RuleKind Kind => RuleKind.Duty;

    public virtual Strength Strength => Strength.Hard;

    /// <summary>Grows with every release of a changed text; stored with each run.</summary>
    public virtual int Version => 1;

    public virtual Month? FirstMonth => null;

    public virtual Month? LastMonth => null;

    /// <summary>Keys of the parameters it reads.</summary>
    public virtual IReadOnlyList<string> Uses => [];

    /// <summary>The work that follows from an answer, if any.</summary>
    public virtual WorkKind? Work => null;

    public abstract SubjectKind Subject { get; }

    public bool InForce(Month month) => !(month < FirstMonth) && !(month > LastMonth);

    public abstract Verdict JudgeAny(Facts facts, Month month, Parameters parameters);

    /// <summary>Whether the answer puts work on somebody's list on the day of judging.</summary>
    public virtual bool Raises(Verdict verdict, Facts facts, Parameters parameters) =>
        Work is { } work && (verdict.Outcome == Outcome.NotMet || (work.OnUnknown && verdict.Outcome == Outcome.Unknown));

    /// <summary>Whether work that is open has lost its object although the answer is not met or unknown: nobody is left to do it for.</summary>
    public virtual bool Releases(Facts facts) => false;
}

/// <summary>A rule over one kind of facts.</summary>
public abstract class Rule<TFacts> : Rule
    where TFacts : Facts
{
    public sealed override Verdict JudgeAny(Facts facts, Month month, Parameters parameters) => Judge((TFacts)facts, month, parameters);

    public abstract Verdict Judge(TFacts facts, Month month, Parameters parameters);
}

/// <summary>The work item a rule raises.</summary>
/// <param name="Code">Worklist of the domain specification: <c>W-M03-3</c>.</param>
/// <param name="Title">What is to be done, in few Chinese words.</param>
/// <param name="Lead">The department that leads.</param>
/// <param name="Days">Days allowed from the day it is found, unless the verdict itself says when it is due.</param>
/// <param name="OnUnknown">Raised as well when the answer is unknown: somebody has to find out.</param>
/// <param name="Soon">Days before it is due from which it shows a yellow light.</param>
/// <param name="ReminderDay">
/// Instead of <paramref name="Soon"/>: key of the parameter that names the day of the month from which it shows a yellow
/// light, for work that is due in the month after.
/// </param>
/// <param name="EachYear">
/// A duty of the year: what stays open into the next year is due by what the verdict says of that one. The verdicts of the
/// year before keep the miss.
/// </param>
public sealed record WorkKind(
    string Code, string Title, DepartmentId Lead, int Days, bool OnUnknown = false, int Soon = WorkKind.SoonByDefault, string? ReminderDay = null, bool EachYear = false)
{
    public const int SoonByDefault = 7;

    /// <summary>The last due date of which the light is yellow on the day, and not green yet.</summary>
    public DateOnly SoonUpTo(DateOnly today, Parameters parameters) => ReminderDay is { } key
        ? (today.Day >= parameters.Int(key) ? Month.Of(today).Next : Month.Of(today)).Last
        : today.AddDays(Soon);
}
