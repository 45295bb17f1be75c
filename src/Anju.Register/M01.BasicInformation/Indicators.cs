using Anju.Policy;
using Anju.Ui;

namespace Anju.Register.BasicInformation;

internal sealed class CompleteRecords : Indicator
{
    public override string Code => "I-M01-1";

    public override string Rule => "R-M01-1";

    public override decimal? Target => 1;

    public override int? Headline => 3;
}

internal sealed class MonthlyUpdates : Indicator
{
    public override string Code => "I-M01-2";

    public override string Rule => "R-M01-3";

    public override bool FillsUp => true;

    public override decimal? Target => 1;

    public override int? Headline => 2;
}

internal sealed class UnexplainedRolls : Indicator
{
    public override string Code => "I-M01-3";

    public override string Rule => "R-M01-2";

    public override IndicatorKind Kind => IndicatorKind.Count;
}

/// <summary>How large the register is: figures that every other stands beside, none of them in the plan's catalogue.</summary>
internal abstract class RegisterSize(string code, string title) : CountIndicator
{
    public override string Code => code;

    public override string Rule => code;

    public override bool IsSize => true;

    public override string OwnTitle => title;
}

internal sealed class RegisteredHouseholds() : RegisterSize("I-M01-A", "在册搬迁户");

internal sealed class RegisteredPeople() : RegisterSize("I-M01-B", "在册搬迁人口");

internal sealed class RegisteredLabourers() : RegisterSize("I-M01-C", "搬迁劳动力");
