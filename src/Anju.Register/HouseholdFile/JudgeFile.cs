using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register.HouseholdFile;

/// <summary>One answer in one line, in the words of the domain specification (0.1).</summary>
/// <param name="Subject">Code of the household, or of the person; the person's name where there is no code.</param>
/// <param name="Verdict"><c>MET</c>, <c>NOT_MET</c>, <c>NOT_APPLICABLE</c>, <c>UNKNOWN</c></param>
/// <param name="Due"><c>NOT_DUE</c>, <c>DUE_SOON</c>, <c>DUE</c>, <c>OVERDUE</c>; blank unless the duty is not met.</param>
public sealed record JudgedLine(string Household, string Rule, string Subject, string Verdict, string Due, string Reason)
{
    /// <summary>Last day on which the duty may be done.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Names of the fields that would decide an unknown.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    public static JudgedLine Of(Answer answer, string household, DateOnly today) => new(
        household,
        answer.Rule.Code,
        CodeOf(answer.Facts),
        Words(answer.Verdict.Outcome.ToString()),
        Words(answer.Verdict.DueState(today)?.ToString() ?? ""),
        answer.Verdict.Reason)
    {
        DueOn = answer.Verdict.DueOn,
        Missing = answer.Verdict.Missing,
    };

    private static string CodeOf(Facts facts) => facts switch
    {
        PersonFacts { Person: { Code: { Length: > 0 } code } } => code,
        PersonFacts { Person: var person } => person.Name,
        _ => ((HouseholdFacts)facts).Household.Code,
    };

    /// <summary>NotMet → NOT_MET.</summary>
    private static string Words(string name) => Naming.Snake(name).ToUpperInvariant();
}

/// <summary>Judges household files without a database.</summary>
public sealed class JudgeFile(Modules modules, LedgerCatalogue ledgers, RuleBook rules, PlanPack pack)
{
    private readonly IReadOnlyList<FactStream> streams = modules.Create<FactStream>();

    /// <param name="rule">Only this rule; null for all.</param>
    /// <param name="set">What-if: parameters by key, written as in the plan pack.</param>
    public Result<IReadOnlyList<JudgedLine>> Judge(
        IEnumerable<FactFile> files, Month month, DateOnly today, string? rule, IReadOnlyDictionary<string, string> set)
    {
        if (rule is not null && rules.Find(rule) is null)
        {
            return new Refusal("RULE_UNKNOWN", $"没有规则 {rule}。用 rules 命令可以列出全部规则。");
        }

        if (rule is not null && !rules[rule].InForce(month))
        {
            return new Refusal("RULE_NOT_IN_FORCE", $"规则 {rule} 在 {month} 不适用。");
        }

        if (pack.Parameters.All.Count == 0 || month.Year < pack.Plan.FirstYear)
        {
            return new Refusal("BEFORE_PLAN", $"方案从 {pack.Plan.FirstYear} 年起实施，请选择 {pack.Plan.FirstYear}-01 或以后的月份。");
        }

        var parameters = With(pack.Parameters.At(month), set);
        return parameters.IsOk
            ? Result.Of<IReadOnlyList<JudgedLine>>([.. files.SelectMany(file => rules.Judge(file.Facts(streams, ledgers, month, today), month, parameters.Value)
                .Where(answer => rule is null || answer.Rule.Code == rule)
                .Select(answer => JudgedLine.Of(answer, file.Household.Code, today)))])
            : parameters.Refusal;
    }

    private Result<Parameters> With(Parameters parameters, IReadOnlyDictionary<string, string> set)
    {
        foreach (var (key, text) in set)
        {
            if (pack.Parameters.Find(key) is not { } parameter)
            {
                return new Refusal("PARAMETER_UNKNOWN", $"没有参数 {key}。");
            }

            try
            {
                parameters = parameters.With(key, text);
            }
            catch (Exception problem) when (problem is FormatException or OverflowException)
            {
                return new Refusal("PARAMETER_VALUE", $"参数 {key}（{parameter.Name}）不能取“{text}”，现值为 {parameters[key].Display}。");
            }
        }

        return parameters;
    }
}
