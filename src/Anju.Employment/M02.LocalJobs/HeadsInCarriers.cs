using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;

namespace Anju.Employment.LocalJobs;

/// <summary>I-M02-2 counts the relocated people whom recognised workshops and bases report for the newest month that is over.</summary>
internal sealed class HeadsInCarriers : RecordRule<EmploymentCarrier>
{
    public override string Code => "I-M02-2";

    public override string Title => "车间、基地吸纳搬迁劳动力";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(2).Says("引导发挥就业帮扶车间、就业帮扶基地等就业载体作用,吸纳搬迁劳动力就业");

    public override IReadOnlyList<Type> Beside => [typeof(CarrierReturn)];

    public override Verdict Judge(RecordFacts<EmploymentCarrier> facts, Month month, Parameters parameters)
    {
        var (carrier, told) = (facts.Record, CarrierActive.Told(month, facts.AsOf));
        return carrier.ClosedOn <= facts.AsOf || carrier.RevokedOn <= facts.AsOf ? Verdict.NotApplicable("已注销或取消")
            : carrier.RecognisedOn is not { } recognised || recognised > told.Last ? Verdict.NotApplicable("当时尚未认定")
            : facts.All<CarrierReturn>().FirstOrDefault(one => one.Month == told)?.RelocatedStaff is { } heads ? Verdict.Adds(new(heads), $"{told.ToChinese()}吸纳{heads}人")
            : Verdict.Unknown($"{told.ToChinese()}月报的搬迁人数");
    }
}

internal sealed class HeadsTogether() : SumIndicator("I-M02-2-A", "I-M02-2", "I-M02-2", IndicatorKind.Sum, FigureUnit.People)
{
    public override Welcome Better => Welcome.More;
}

internal sealed class HeadsForEach() : SumIndicator("I-M02-2-B", "I-M02-2", "I-M02-2", IndicatorKind.Mean, FigureUnit.People, "每个载体平均吸纳");
