using Anju.Kernel;

namespace Anju.Policy;

/// <summary>An area that figures are added up for.</summary>
/// <param name="Code">Six-digit city or county code, township code, or site id.</param>
public readonly record struct Area(AreaLevel Level, string Code)
{
    public static Area County(string code) => new(AreaLevel.County, code);

    public static Area Site(Guid id) => new(AreaLevel.Site, id.ToString());

    /// <summary>The query parameter that narrows a list to the area; none for the city.</summary>
    public string Query => Level switch
    {
        AreaLevel.County => "&county=" + Code,
        AreaLevel.Township => "&township=" + Code,
        AreaLevel.Site => "&site=" + Code,
        _ => "",
    };
}

/// <summary>How many subjects got each of the four answers, and what those that count add up to.</summary>
public readonly record struct Counts(int Met, int NotMet, int NotApplicable, int Unknown)
{
    /// <summary>Sum of the amounts, in the smallest unit.</summary>
    public long Amount { get; init; }

    /// <summary>Sum of what the amounts are measured against.</summary>
    public long Against { get; init; }

    public int Judged => Met + NotMet;

    public int Applicable => Judged + Unknown;

    public int All => Applicable + NotApplicable;

    /// <summary>Met of those judged, a share of one; null when fewer than <paramref name="smallBelow"/> were judged.</summary>
    public decimal? Rate(int smallBelow) => Judged > 0 && Judged >= smallBelow ? (decimal)Met / Judged : null;

    /// <summary>Those judged of those the rule applies to, a share of one.</summary>
    public decimal? Coverage => Applicable > 0 ? (decimal)Judged / Applicable : null;

    public int this[Outcome outcome] => outcome switch
    {
        Outcome.Met => Met,
        Outcome.NotMet => NotMet,
        Outcome.Unknown => Unknown,
        _ => NotApplicable,
    };

    public static Counts Of(IndicatorCell cell) => new(cell.Met, cell.NotMet, cell.NotApplicable, cell.Unknown) { Amount = cell.Amount, Against = cell.Against };

    public static Counts One(Outcome outcome) => outcome switch
    {
        Outcome.Met => new(1, 0, 0, 0),
        Outcome.NotMet => new(0, 1, 0, 0),
        Outcome.NotApplicable => new(0, 0, 1, 0),
        _ => new(0, 0, 0, 1),
    };

    public static Counts operator +(Counts left, Counts right) => new(
        left.Met + right.Met, left.NotMet + right.NotMet, left.NotApplicable + right.NotApplicable, left.Unknown + right.Unknown)
    {
        Amount = left.Amount + right.Amount,
        Against = left.Against + right.Against,
    };

    public static Counts operator *(Counts counts, int times) => new(
        counts.Met * times, counts.NotMet * times, counts.NotApplicable * times, counts.Unknown * times)
    {
        Amount = counts.Amount * times,
        Against = counts.Against * times,
    };

    public static Counts operator -(Counts left, Counts right) => new(
        left.Met - right.Met, left.NotMet - right.NotMet, left.NotApplicable - right.NotApplicable, left.Unknown - right.Unknown)
    {
        Amount = left.Amount - right.Amount,
        Against = left.Against - right.Against,
    };
}

/// <summary>One indicator in one area and month.</summary>
/// <param name="SmallBelow">Below this many judged subjects there is no rate (statistics.pooling-below, A42).</param>
/// <param name="Cleared">Of an indicator in days: how many closed items it averages, and their days in all.</param>
public sealed record Reading(Indicator Indicator, Area Area, Month Month, Counts Counts, int SmallBelow, Cleared Cleared = default)
{
    /// <summary>A share of one, a count, days, or what an indicator that adds up is in; null where there is none or too little to say.</summary>
    public decimal? Value => Indicator.Kind switch
    {
        IndicatorKind.Rate => Counts.Rate(SmallBelow),
        IndicatorKind.Count => Counts[Indicator.Counted],
        IndicatorKind.Sum => (decimal)Counts.Amount / Indicator.Shown.Parts,
        IndicatorKind.Base => Counts.Against,
        IndicatorKind.Mean or IndicatorKind.Share => Counts.Against > 0 ? (decimal)Counts.Amount / Counts.Against / Indicator.Shown.Parts : null,
        _ => Cleared.Items > 0 ? (decimal)Cleared.Days / Cleared.Items : null,
    };

    public decimal? Coverage => Indicator.Kind == IndicatorKind.Rate || Indicator.AddsUp ? Counts.Coverage : null;

    public bool IsSmall => Indicator.Kind == IndicatorKind.Rate && Counts.Applicable > 0 && Counts.Judged < SmallBelow;
}

/// <summary>Closed work items of a rule in the calendar year, up to the month.</summary>
public readonly record struct Cleared(int Items, int Days);
