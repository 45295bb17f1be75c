using Anju.Kernel;

namespace Anju.Policy;

/// <summary>All rules of the host's modules, found by type, in order of their codes.</summary>
public sealed class RuleBook
{
    private readonly Dictionary<string, Rule> byCode;

    public RuleBook(Modules modules, PlanPack pack)
    {
        All = [.. modules.Create<Rule>().OrderBy(rule => rule.Kind).ThenBy(rule => rule.Code, StringComparer.Ordinal)];
        byCode = All.ToDictionary(rule => rule.Code);
        pack.Verify(All.Select(rule => rule.Clause));
    }

    public IReadOnlyList<Rule> All { get; }

    public Rule this[string code] => byCode[code];

    public Rule? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>
    /// Codes of the rules whose answers are for the actor; null for all. Whoever reads for one measure reads its rules, and the
    /// counts that all figures stand on.
    /// </summary>
    public IReadOnlyCollection<string>? ReadBy(Actor actor) => actor.Measure is null ? null : [.. All.Where(rule => MayRead(actor, rule)).Select(rule => rule.Code)];

    public static bool MayRead(Actor actor, Rule rule) =>
        actor.Measure is null || rule.Kind == RuleKind.Count || (!rule.Clause.Article.IsRequirement && actor.ReadsFor(rule.Clause.Article.Number));

    /// <summary>The rules in force in a month for one kind of subject, in the order in which answers are packed.</summary>
    public IReadOnlyList<Rule> Of(SubjectKind subject, Month month) =>
        [.. All.Where(rule => rule.Subject == subject && rule.InForce(month))];

    /// <summary>What the rules in force in a month are about: households, people, then the lines of other ledgers by their codes.</summary>
    public IReadOnlyList<SubjectKind> Subjects(Month month) =>
    [
        SubjectKind.Household, SubjectKind.Person,
        .. All.Where(rule => rule.InForce(month) && !rule.Subject.IsOfHouseholds).Select(rule => rule.Subject).Distinct().OrderBy(kind => kind.Code, StringComparer.Ordinal),
    ];

    /// <summary>Every answer for a household and its people, or for another line, with the rule that gave it.</summary>
    public IEnumerable<Answer> Judge(Facts facts, Month month, Parameters parameters)
    {
        foreach (var rule in Of(facts.Kind, month))
        {
            yield return new(rule, facts, rule.JudgeAny(facts, month, parameters));
        }

        foreach (var answer in facts.Parts.SelectMany(part => Judge(part, month, parameters)))
        {
            yield return answer;
        }
    }
}

/// <summary>One rule's verdict for one subject.</summary>
public readonly record struct Answer(Rule Rule, Facts Facts, Verdict Verdict);
