using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>
/// R-M02-2: a recognised workshop or base works, gives work to as many relocated or poverty-alleviated people as its recognition
/// asks for [A10][A11], and pays them. A workshop that has its licence and sends no return is unknown, not failing. Returns come
/// after their month: while a month runs, the one before is told of.
/// </summary>
internal sealed class CarrierActive : RecordRule<EmploymentCarrier>
{
    public override string Code => "R-M02-2";

    public override string Title => "车间、基地在运行并达到吸纳人数";

    public override Clause Clause => Plan.Measure(2).Says("引导发挥就业帮扶车间、就业帮扶基地等就业载体作用,吸纳搬迁劳动力就业");

    public override Strength Strength => Strength.Support;

    public override IReadOnlyList<string> Uses => ["workshop.minimum-workers", "base.minimum-workers", "carrier.payroll-days"];

    public override IReadOnlyList<Type> Beside => [typeof(CarrierReturn)];

    public override WorkKind Work { get; } = new("W-M02-2", "吸纳人数低于认定标准", Department.HumanResources, Days: 30);

    public override Verdict Judge(RecordFacts<EmploymentCarrier> facts, Month month, Parameters parameters)
    {
        var (carrier, asOf) = (facts.Record, facts.AsOf);
        if (carrier.ClosedOn <= asOf)
        {
            return Verdict.NotApplicable("已注销");
        }

        if (carrier.RevokedOn <= asOf)
        {
            return Verdict.NotApplicable("认定已取消");
        }

        if (carrier.RecognisedOn is not { } recognised)
        {
            return carrier.AppliedOn is null ? Verdict.Unknown("认定时间") : Verdict.NotApplicable("认定正在办理");
        }

        var told = Told(month, asOf);
        if (recognised > told.Last)
        {
            return Verdict.NotApplicable("当时尚未认定");
        }

        if (carrier.ValidTo < asOf)
        {
            return Verdict.NotMet($"认定已于{carrier.ValidTo:yyyy-MM-dd}到期");
        }

        var returns = facts.All<CarrierReturn>();
        if (returns.FirstOrDefault(one => one.Month == told) is not { } own)
        {
            return Verdict.Unknown($"{told.ToChinese()}月报");
        }

        var least = Least(carrier, parameters);
        if (own.InArrears == true)
        {
            return Verdict.NotMet("有欠薪");
        }

        if (own.Counted is not { } counted)
        {
            return Verdict.Unknown("搬迁或脱贫/监测人数");
        }

        if (counted < least)
        {
            return Verdict.NotMet($"搬迁或脱贫劳动力{counted}人，认定标准至少{least}人");
        }

        var paid = returns.Where(one => one.PaidOn <= asOf).Max(one => one.PaidOn);
        return own.InArrears is null ? Verdict.Unknown("有无欠薪")
            : paid is null || paid < asOf.AddDays(-parameters.Int("carrier.payroll-days")) ? Verdict.Unknown($"{parameters.Int("carrier.payroll-days")}天内的工资发放凭证")
            : Verdict.Met($"吸纳{counted}人");
    }

    /// <summary>Relocated or poverty-alleviated workers that a recognition asks for, at least.</summary>
    internal static int Least(EmploymentCarrier carrier, Parameters parameters) =>
        parameters.Int(carrier.Kind == CarrierKind.Workshop ? "workshop.minimum-workers" : "base.minimum-workers");

    /// <summary>The newest month that is over on the day.</summary>
    internal static Month Told(Month month, DateOnly asOf) => asOf < month.Last ? month.Previous : month;
}

/// <summary>What W-M02-1 asks for: every recognised workshop or base that works sends the return of each month that is over.</summary>
internal sealed class CarrierReported : RecordRule<EmploymentCarrier>
{
    public override string Code => "I-M02-R";

    public override string Title => "车间、基地已报月报";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(2).Says("引导发挥就业帮扶车间、就业帮扶基地等就业载体作用,吸纳搬迁劳动力就业");

    public override IReadOnlyList<string> Uses => ["month.cut-off-day"];

    public override IReadOnlyList<Type> Beside => [typeof(CarrierReturn)];

    public override WorkKind Work { get; } = new("W-M02-1", "车间、基地月报未报", Department.HumanResources, Days: 5);

    public override Verdict Judge(RecordFacts<EmploymentCarrier> facts, Month month, Parameters parameters)
    {
        var (carrier, told) = (facts.Record, CarrierActive.Told(month, facts.AsOf));
        return carrier.ClosedOn <= facts.AsOf || carrier.RevokedOn <= facts.AsOf ? Verdict.NotApplicable("已注销或取消")
            : carrier.RecognisedOn is not { } recognised || recognised > told.Last ? Verdict.NotApplicable("当时尚未认定")
            : facts.All<CarrierReturn>().Any(one => one.Month == told) ? Verdict.Met()
            : Verdict.NotMet($"{told.ToChinese()}月报未报", told.Next.First.AddDays(parameters.Int("month.cut-off-day") - 1));
    }
}

/// <summary>Beside each carrier what R-M02-2 says of it today.</summary>
internal sealed class StandingOfCarriers(PlanPack pack, BusinessDate date)
    : Standing<EmploymentCarrier>(new CarrierActive(), pack, date, nameof(EmploymentCarrier.Standing));

/// <summary>Beside each carrier its newest return.</summary>
internal sealed class LastReturnOfCarriers() : Computation<EmploymentCarrier>(nameof(EmploymentCarrier.LastReturn))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<EmploymentCarrier> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(carrier => carrier.Id).ToList();
        var last = await db.Set<CarrierReturn>().AsNoTracking().Where(one => ids.Contains(one.CarrierId)).Select(one => new { one.CarrierId, one.Month }).ToListAsync(cancellation);
        var months = last.ToLookup(one => one.CarrierId, one => one.Month);
        foreach (var carrier in lines)
        {
            carrier.LastReturn = months[carrier.Id].Any() ? months[carrier.Id].Max() : null;
        }
    }
}
