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

    /// <summary>What amounts are shown in.</summary>
    public virtual FigureUnit Shown => FigureUnit.Subjects;

    /// <summary>Digits shown behind the point.</summary>
    public int Decimals => Kind is IndicatorKind.Days or IndicatorKind.Mean ? Math.Max(1, Shown.Decimals) : Shown.Decimals;

    /// <summary>What one subject adds, in words.</summary>
    public string Words(Measured adds) => Kind switch
    {
        IndicatorKind.Base => $"{Format.Number(adds.Of)} {Shown.Name}",
        IndicatorKind.Share => Format.Percent(adds.Of == 0 ? null : (decimal)adds.Amount / adds.Of),
        _ => $"{Format.Number((decimal)adds.Amount / Shown.Parts, Shown.Decimals)} {Shown.Name}",
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

/// <summary>What amounts are shown in.</summary>
/// <param name="Name">Null for what the subjects are counted in.</param>
/// <param name="Parts">How many of the smallest unit, in which amounts are stored, make one.</param>
/// <param name="Decimals">Digits shown behind the point.</param>
public sealed record FigureUnit(string? Name, long Parts = 1, int Decimals = 0)
{
    public static FigureUnit Subjects { get; } = new(Name: null);

    public static FigureUnit People { get; } = new("人");

    public static FigureUnit Days { get; } = new("天");

    /// <summary>Of 分.</summary>
    public static FigureUnit Yuan { get; } = new("元", 100, 2);

    /// <summary>Of 分.</summary>
    public static FigureUnit TenThousandYuan { get; } = new("万元", 1_000_000, 2);
}

/// <summary>What the subjects that count add up to, or its mean or share; neither more nor less is better unless it says so.</summary>
/// <param name="code">See <see cref="Indicator.Code"/>.</param>
/// <param name="entry">See <see cref="Indicator.Entry"/>.</param>
/// <param name="rule">See <see cref="Indicator.Rule"/>.</param>
/// <param name="kind">One of those that add up.</param>
/// <param name="shown">See <see cref="Indicator.Shown"/>.</param>
/// <param name="title">See <see cref="Indicator.OwnTitle"/>.</param>
public abstract class SumIndicator(string code, string entry, string rule, IndicatorKind kind, FigureUnit shown, string? title = null) : Indicator
{
    public sealed override string Code => code;

    public sealed override string Entry => entry;

    public sealed override string Rule => rule;

    public sealed override IndicatorKind Kind => kind;

    public sealed override FigureUnit Shown => shown;

    public sealed override string? OwnTitle => title;

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
        _ => indicator.Shown.Name ?? SubjectOf(indicator).Unit,
    };

    /// <summary>What parameters of its rule rest on an assumption, one for each assumption, to be shown beside the figure.</summary>
    public IReadOnlyList<ParameterInForce> AssumptionsOf(Indicator indicator, Month month)
    {
        var parameters = pack.Parameters.At(month);
        return [.. rules[indicator.Rule].Uses.Select(key => parameters[key]).Where(x => x.Assumption is not null).DistinctBy(x => x.Assumption)];
    }
}
