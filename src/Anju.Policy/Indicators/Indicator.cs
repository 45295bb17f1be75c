using Anju.Kernel;
using Anju.Ui;

namespace Anju.Policy;

/// <summary>What the number of an indicator is.</summary>
public enum IndicatorKind
{
    /// <summary>Met of those judged, always beside its coverage (domain specification 0.1 rule 8).</summary>
    Rate,

    /// <summary>How many subjects have one answer.</summary>
    Count,

    /// <summary>What those that count add up to: heads in workshops, money lent.</summary>
    Sum,

    /// <summary>Their sum for each one of what it is measured against: heads for each workshop, money for each worker.</summary>
    Mean,

    /// <summary>What their sum is measured against, by itself: the workers of whom the mean is taken.</summary>
    Base,

    /// <summary>Their sum against the sum of the whole: paid for work of the funds.</summary>
    Share,

    /// <summary>Average days from the opening to the closing of the rule's work items.</summary>
    Days,
}

/// <summary>
/// One figure the plan is followed by, defined once for every page, list, export and answer of the API. Found by type;
/// it stands beside the rule whose answers it counts.
/// </summary>
public abstract class Indicator
{
    /// <summary><c>I-M03-2</c></summary>
    public abstract string Code { get; }

    /// <summary>Code of the rule whose answers it counts.</summary>
    public abstract string Rule { get; }

    public virtual IndicatorKind Kind => IndicatorKind.Rate;

    /// <summary>The answer a count counts.</summary>
    public virtual Outcome Counted => Outcome.NotMet;

    public virtual Welcome Better => Kind == IndicatorKind.Rate ? Welcome.More : Welcome.Less;

    /// <summary>Grows from nothing within its month: while the month is under way it is not compared with one that is over.</summary>
    public virtual bool FillsUp => false;

    /// <summary>For a rate a share of one; null when the plan names none.</summary>
    public virtual decimal? Target => null;

    /// <summary>Place among the headline figures, 1 first; null for those that only lists show.</summary>
    public virtual int? Headline => null;

    /// <summary>One of the sizes that stand beside the headlines: how many there are of what the others judge.</summary>
    public virtual bool IsSize => false;

    /// <summary>Stands on amounts, not on heads.</summary>
    public bool AddsUp => Kind is IndicatorKind.Sum or IndicatorKind.Base or IndicatorKind.Mean or IndicatorKind.Share;

    /// <summary>How many of the smallest unit, in which amounts are stored, make one of the unit shown.</summary>
    public virtual long Parts => 1;

    /// <summary>Digits shown behind the point.</summary>
    public virtual int Decimals => Kind is IndicatorKind.Days or IndicatorKind.Mean ? 1 : 0;

    /// <summary>What a sum or mean is in; null for what the subjects are counted in.</summary>
    public virtual string? Unit => null;

    /// <summary>What one subject adds, in words.</summary>
    public string Words(Measured adds) => Kind switch
    {
        IndicatorKind.Base => $"{Format.Number(adds.Of)} {Unit}",
        IndicatorKind.Share => $"{Format.Percent((decimal)adds.Amount / adds.Of)}",
        _ => $"{Format.Number((decimal)adds.Amount / Parts, Parts == 1 ? 0 : Decimals)} {Unit}",
    };

    /// <summary>Its entry in the plan pack; several figures may share one.</summary>
    public virtual string Entry => Code;

    /// <summary>Null takes the name of the plan pack.</summary>
    public virtual string? OwnTitle => null;
}

/// <summary>How many subjects a question is answered "yes" for; neither more nor fewer is better unless it says so.</summary>
public abstract class CountIndicator : Indicator
{
    public sealed override IndicatorKind Kind => IndicatorKind.Count;

    public sealed override Outcome Counted => Outcome.Met;

    public override Welcome Better => Welcome.Neither;
}

/// <summary>What the subjects that count add up to, or its mean or share; neither more nor less is better unless it says so.</summary>
public abstract class SumIndicator : Indicator
{
    /// <summary>分 that make one 元, and 万元.</summary>
    protected const long CentsOfYuan = 100, CentsOfTenThousandYuan = 1_000_000;

    public override IndicatorKind Kind => IndicatorKind.Sum;

    public sealed override Outcome Counted => Outcome.Met;

    public override Welcome Better => Welcome.Neither;
}

/// <summary>All indicators of the host's modules, in order of their codes.</summary>
public sealed class IndicatorBook
{
    private readonly PlanPack pack;
    private readonly RuleBook rules;

    public IndicatorBook(Modules modules, PlanPack pack, RuleBook rules)
    {
        (this.pack, this.rules) = (pack, rules);
        All = [.. modules.Create<Indicator>().OrderBy(indicator => indicator.Code, StringComparer.Ordinal)];
        if (All.FirstOrDefault(x => rules.Find(x.Rule) is null || (x.OwnTitle is null && !pack.Indicators.Has(x.Entry))) is { } wrong)
        {
            throw new InvalidOperationException($"{wrong.Code} counts {wrong.Rule}: no such rule, or no such entry in the plan pack");
        }
    }

    public IReadOnlyList<Indicator> All { get; }

    public IEnumerable<Indicator> Headlines => All.Where(x => x.Headline is not null).OrderBy(x => x.Headline);

    public IEnumerable<Indicator> Rates => All.Where(x => x.Kind == IndicatorKind.Rate);

    /// <summary>How many there are of what the others judge: households, people, labourers, people at work.</summary>
    public IEnumerable<Indicator> Sizes => All.Where(x => x.IsSize);

    public Indicator? Find(string? code) => All.FirstOrDefault(x => x.Code == code);

    /// <summary>Codes of the rules whose answers are for the actor; null for all.</summary>
    public IReadOnlyCollection<string>? ReadBy(Actor actor) => rules.ReadBy(actor);

    public string TitleOf(Indicator indicator) => indicator.OwnTitle ?? pack.Indicators[indicator.Entry].Name;

    public SubjectKind SubjectOf(Indicator indicator) => rules[indicator.Rule].Subject;

    /// <summary><c>%</c>, <c>天</c>, or what the subjects are counted in: <c>户</c>, <c>人</c>, <c>个</c></summary>
    public string UnitOf(Indicator indicator) => indicator.Kind switch
    {
        IndicatorKind.Rate or IndicatorKind.Share => "%",
        IndicatorKind.Days => "天",
        _ => indicator.Unit ?? SubjectOf(indicator).Unit,
    };

    /// <summary>What parameters of its rule rest on an assumption, one for each assumption, to be shown beside the figure.</summary>
    public IReadOnlyList<ParameterInForce> AssumptionsOf(Indicator indicator, Month month)
    {
        var parameters = pack.Parameters.At(month);
        return [.. rules[indicator.Rule].Uses.Select(key => parameters[key]).Where(x => x.Assumption is not null).DistinctBy(x => x.Assumption)];
    }
}
