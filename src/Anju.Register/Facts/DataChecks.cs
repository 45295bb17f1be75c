using System.ComponentModel.DataAnnotations;
using Anju.Policy;

namespace Anju.Register;

/// <summary>How much it means when a check finds something (domain specification b.8: E and W).</summary>
public enum Severity
{
    /// <summary>It cannot be right.</summary>
    [Display(Name = "错误")] Error,

    /// <summary>It may be right but wants looking at.</summary>
    [Display(Name = "提醒")] Warning,
}

/// <summary>
/// A check of the data (b.8): <c>C-…</c>. Not met means that the problem is there, unknown that the fields that would
/// tell are blank, not applicable that the check does not concern this household or person.
/// </summary>
public interface IDataCheck
{
    string Code { get; }

    string Title { get; }

    Severity Severity { get; }

    /// <summary>Chinese names of the fields it looks at.</summary>
    IReadOnlyList<string> Fields { get; }
}

/// <summary>A check of one person's data. A new one is one small class.</summary>
public abstract class PersonCheck(Severity severity, string code, string title, params string[] fields) : PersonRule, IDataCheck
{
    public sealed override string Code => code;

    public sealed override string Title => title;

    public sealed override RuleKind Kind => DataChecks.KindOf(severity);

    public sealed override Clause Clause => DataChecks.Clause;

    public Severity Severity => severity;

    public IReadOnlyList<string> Fields => fields;
}

/// <summary>A check of a household's data.</summary>
public abstract class HouseholdCheck(Severity severity, string code, string title, params string[] fields) : HouseholdRule, IDataCheck
{
    public sealed override string Code => code;

    public sealed override string Title => title;

    public sealed override RuleKind Kind => DataChecks.KindOf(severity);

    public sealed override Clause Clause => DataChecks.Clause;

    public Severity Severity => severity;

    public IReadOnlyList<string> Fields => fields;
}

internal static class DataChecks
{
    /// <summary>All of them stand on measure 1: what is contradictory is not known exactly.</summary>
    public static Clause Clause =>
        Plan.Measure(1).Says("精准掌握搬迁家庭人员、性别、年龄、文化、劳动技能、就业状况、培训意愿及务工地点等基础信息");

    public static RuleKind KindOf(Severity severity) => severity == Severity.Error ? RuleKind.Error : RuleKind.Warning;
}
