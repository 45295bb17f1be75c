using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.HouseholdFile;

/// <summary>One answer of today beside what the month's run said.</summary>
public sealed record JudgedSubject(Answer Answer, Outcome? InRun)
{
    public bool Differs => InRun is { } outcome && outcome != Answer.Verdict.Outcome;
}

/// <summary>One rule with its answers for the household or its people, the worst first.</summary>
public sealed record JudgedRule(Rule Rule, IReadOnlyList<JudgedSubject> Subjects)
{
    public IEnumerable<JudgedSubject> Applicable => Subjects.Where(x => x.Answer.Verdict.Outcome != Outcome.NotApplicable);

    public IEnumerable<JudgedSubject> Exempt => Subjects.Where(x => x.Answer.Verdict.Outcome == Outcome.NotApplicable);
}

/// <summary>A measure of the plan with the rules that stand on it.</summary>
public sealed record JudgedMeasure(Measure Measure, IReadOnlyList<JudgedRule> Rules);

/// <summary>A household judged now, for one month, in the order of the plan.</summary>
public sealed record FileJudgement(
    Month Month, DateOnly JudgedOn, Parameters Parameters, MonthlyRun? Run, IReadOnlyList<JudgedMeasure> Measures, IReadOnlyList<JudgedSubject> FailedChecks)
{
    public IEnumerable<JudgedSubject> All => Measures.SelectMany(measure => measure.Rules).SelectMany(rule => rule.Subjects);

    public IReadOnlyList<JudgedMeasure> Of(Guid person) =>
    [
        .. Measures
            .Select(measure => measure with { Rules = [.. measure.Rules.Select(rule => rule with { Subjects = [.. rule.Subjects.Where(x => x.Answer.Facts.Id == person)] }).Where(rule => rule.Subjects.Count > 0)] })
            .Where(measure => measure.Rules.Count > 0),
    ];

    internal static async Task<FileJudgement?> OfAsync(
        Guid household, Month month, DateOnly today, RegisterFacts register, RuleBook rules, PlanPack pack, AnjuDb db, CancellationToken cancellation)
    {
        if (await register.OfHouseholdAsync(household, month, today, cancellation) is not { } facts)
        {
            return null;
        }

        var parameters = pack.Parameters.At(month);
        var run = await db.Set<MonthlyRun>().AsNoTracking().FirstOrDefaultAsync(x => x.Month == month && x.State == RunState.Done, cancellation);
        var stored = run is null ? [] : await db.Set<Judgement>().AsNoTracking()
            .Where(x => x.HouseholdId == household && x.Run == run.Number).ToDictionaryAsync(x => x.SubjectId, cancellation);
        var answers = rules.Judge(facts, month, parameters).Where(answer => RuleBook.MayRead(db.Actor, answer.Rule))
            .Select(answer => new JudgedSubject(answer, InRun(answer)))
            .ToList();
        return new(
            month,
            today,
            parameters,
            run,
            [
                .. answers.Where(x => x.Answer.Rule.Kind == RuleKind.Duty)
                    .GroupBy(x => x.Answer.Rule)
                    .Select(x => new JudgedRule(x.Key, [.. x.OrderBy(y => Rank(y.Answer.Verdict.Outcome))]))
                    .GroupBy(rule => rule.Rule.Clause.Article)
                    .OrderBy(x => x.Key.IsRequirement).ThenBy(x => x.Key.Number)
                    .Select(x => new JudgedMeasure(pack.Plan[x.Key], [.. x.OrderBy(rule => rule.Rule.Code, StringComparer.Ordinal)])),
            ],
            [
                .. answers.Where(x => x.Answer.Rule.Kind is RuleKind.Error or RuleKind.Warning && x.Answer.Verdict.Outcome == Outcome.NotMet)
                    .OrderBy(x => x.Answer.Rule.Kind),
            ]);

        Outcome? InRun(Answer answer) =>
            stored.GetValueOrDefault(answer.Facts.Id) is { } row && run!.PlaceOf(answer.Facts.Kind.Code, answer.Rule.Code) is >= 0 and var place && place < row.Letters.Length
                ? Outcomes.OfLetter(row.Letters[place])
                : null;
    }

    private static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.NotMet => 0,
        Outcome.Unknown => 1,
        Outcome.Met => 2,
        _ => 3,
    };
}
