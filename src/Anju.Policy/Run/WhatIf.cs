using System.Collections.Concurrent;
using Anju.Kernel;

namespace Anju.Policy;

/// <summary>What is tried: one rule in one month, with some parameters otherwise.</summary>
/// <param name="Changes">Parameter keys with the values to try, written as in the plan pack.</param>
public sealed record WhatIfQuestion(string Rule, Month Month, DateOnly JudgedOn, IReadOnlyDictionary<string, string> Changes);

/// <summary>A county's answers as the parameters are, and as they would be.</summary>
/// <param name="Moved">Subjects whose answer would be another.</param>
public sealed record WhatIfCounts(Counts Before, Counts After, int Moved);

/// <summary>The answers of every county in scope, by code.</summary>
public sealed record WhatIfAnswer(IReadOnlyDictionary<string, WhatIfCounts> Counties)
{
    public WhatIfCounts All => new(
        Counties.Values.Aggregate(default(Counts), (sum, x) => sum + x.Before),
        Counties.Values.Aggregate(default(Counts), (sum, x) => sum + x.After),
        Counties.Values.Sum(x => x.Moved));
}

/// <summary>
/// Judges the register twice in memory, as the parameters are and as they would be. Reads facts like the monthly run,
/// writes nothing.
/// </summary>
public sealed class WhatIf(IFactSource source, RuleBook rules, PlanPack pack)
{
    private const int PartSize = 2_500;

    /// <summary>Days, months and people are counted in whole numbers; beyond this no calendar reaches.</summary>
    private const int MostDaysOrPeople = 100_000;

    /// <summary>The parameters of the question, or why a value cannot be tried.</summary>
    public Result<Parameters> Tried(WhatIfQuestion question)
    {
        var parameters = pack.Parameters.At(question.Month);
        foreach (var (key, text) in question.Changes)
        {
            if (pack.Parameters.Find(key) is not { } parameter)
            {
                return new Refusal("PARAMETER", $"没有名为“{key}”的参数。", key);
            }

            try
            {
                parameters = parameters.With(key, text);
            }
            catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException)
            {
                return new Refusal("PARAMETER_VALUE", $"“{parameter.Name}”不能是“{text}”，请写{Kind(parameter.Type)}。", key);
            }

            // Counts, days, money and shares: none of them is below nothing, and a share is not above all.
            var number = parameters[key].Value?.Number;
            var most = parameter.Type switch { ParameterType.Percent => 100, ParameterType.Int => MostDaysOrPeople, _ => decimal.MaxValue };
            if (number < 0 || number > most)
            {
                return new Refusal("PARAMETER_VALUE", $"“{parameter.Name}”不能是“{text}”，请写{(number < 0 ? "不小于 0 " : $"不大于 {most} ")}的{Kind(parameter.Type)}。", key);
            }
        }

        return parameters;
    }

    /// <param name="scope">Whose households are counted.</param>
    public async Task<Result<WhatIfAnswer>> JudgeAsync(
        WhatIfQuestion question, Scope scope, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if (rules.Find(question.Rule) is not { } rule)
        {
            return new Refusal("RULE", $"没有规则 {question.Rule}，或者还没有上线。", "rule");
        }

        var tried = Tried(question);
        if (!tried.IsOk)
        {
            return tried.Refusal;
        }

        var now = pack.Parameters.At(question.Month);
        var counties = new ConcurrentDictionary<string, WhatIfCounts>();
        await using var register = await source.TakeAsync(cancellation);
        var parts = await register.PartsAsync(PartSize, [rule.Subject], cancellation);
        var (done, households) = (0, 0);
        progress?.Report(new(0, 0, parts.Count, 0, 0));
        await Parallel.ForEachAsync(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = register.Readers, CancellationToken = cancellation },
            async (part, token) =>
            {
                var judge = new PartWhatIf(rule, question.Month, now, tried.Value, scope);
                await register.ReadAsync(part, question.Month, question.JudgedOn, judge.Judge, token);
                foreach (var (county, counts) in judge.Counties)
                {
                    counties.AddOrUpdate(county, counts, (_, before) => new(before.Before + counts.Before, before.After + counts.After, before.Moved + counts.Moved));
                }

                progress?.Report(new(0, Interlocked.Increment(ref done), parts.Count, Interlocked.Add(ref households, judge.Households), 0));
            });
        return new WhatIfAnswer(counties);
    }

    private static string Kind(ParameterType type) => type switch
    {
        ParameterType.Int => "整数",
        ParameterType.Date => "日期，如 2025-11-20",
        ParameterType.Text => "文字",
        _ => "数字",
    };

    private sealed class PartWhatIf(Rule rule, Month month, Parameters before, Parameters after, Scope scope)
    {
        public Dictionary<string, WhatIfCounts> Counties { get; } = [];

        public int Households { get; private set; }

        public void Judge(Facts facts)
        {
            Households += facts.Kind == SubjectKind.Household ? 1 : 0;
            if (!scope.Covers(facts.CountyCode, facts.SiteId))
            {
                return;
            }

            if (rule.Subject == facts.Kind)
            {
                One(facts);
                return;
            }

            foreach (var person in facts.Parts)
            {
                One(person);
            }
        }

        private void One(Facts facts)
        {
            var (left, right) = (rule.JudgeAny(facts, month, before).Outcome, rule.JudgeAny(facts, month, after).Outcome);
            var sum = Counties.GetValueOrDefault(facts.CountyCode) ?? new(default, default, 0);
            Counties[facts.CountyCode] = new(sum.Before + Counts.One(left), sum.After + Counts.One(right), sum.Moved + (left == right ? 0 : 1));
        }
    }
}
