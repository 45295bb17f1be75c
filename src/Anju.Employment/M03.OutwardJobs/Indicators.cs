using Anju.Policy;
using Anju.Ui;

namespace Anju.Employment.OutwardJobs;

internal sealed class ThreeOneOneDone : Indicator
{
    public override string Code => "I-M03-1";

    public override string Rule => "R-M03-2";

    public override decimal? Target => 1;

    public override int? Headline => 5;
}

/// <summary>The figure the plan is judged by: every household with a labourer has a stable job.</summary>
internal sealed class StableJobHouseholds : Indicator
{
    public override string Code => "I-M03-2";

    public override string Rule => "R-M03-3";

    public override decimal? Target => 1;

    public override int? Headline => 1;
}

internal sealed class LabourersEmployed : Indicator
{
    public override string Code => "I-M03-3";

    public override string Rule => "I-M03-3";

    public override int? Headline => 4;
}

internal sealed class ZeroEmploymentStock : Indicator
{
    public override string Code => "I-M03-4";

    public override string Rule => "R-M03-Z";

    public override IndicatorKind Kind => IndicatorKind.Count;

    public override string OwnTitle => "零就业家庭存量";

    public override int? Headline => 6;
}

internal sealed class ZeroEmploymentDays : Indicator
{
    public override string Code => "I-M03-4-D";

    public override string Entry => "I-M03-4";

    public override string Rule => "R-M03-Z";

    public override IndicatorKind Kind => IndicatorKind.Days;

    public override string OwnTitle => "零就业家庭平均清零天数";
}

/// <summary>People at work by where; the three figures of I-M03-5.</summary>
internal abstract class WorkersByPlace(string code, string title) : CountIndicator
{
    public override string Code => code;

    public override string Entry => "I-M03-5";

    public override string Rule => code;

    public override bool IsSize => true;

    public override string OwnTitle => title;
}

internal sealed class WorkersOutsideProvince() : WorkersByPlace("I-M03-5-A", "省外务工");

internal sealed class WorkersOutsideCounty() : WorkersByPlace("I-M03-5-B", "省内县外务工");

internal sealed class WorkersInsideCounty() : WorkersByPlace("I-M03-5-C", "县内就业");
