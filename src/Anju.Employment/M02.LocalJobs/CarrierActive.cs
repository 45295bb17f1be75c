using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>
/// R-M02-2: a recognised workshop or base works, gives work to as many relocated or poverty-alleviated people as its recognition
/// asks for [A10][A11], and pays them. A workshop that has its licence and sends no return is unknown, not failing.
/// </summary>
internal static class CarrierActive
{
    /// <param name="returns">Those of the carrier, of any month.</param>
    /// <param name="asOf">Last day of the month, or the day of judging when the month is not over.</param>
    public static Verdict Judge(EmploymentCarrier carrier, IReadOnlyCollection<CarrierReturn> returns, Month month, DateOnly asOf, Parameters parameters)
    {
        if (carrier.ClosedOn <= asOf)
        {
            return Verdict.NotApplicable("已注销");
        }

        if (carrier.RecognisedOn is not { } recognised)
        {
            return Verdict.Unknown("认定时间");
        }

        if (recognised > asOf)
        {
            return Verdict.NotApplicable("当时尚未认定");
        }

        if (carrier.ValidTo < asOf)
        {
            return Verdict.NotMet($"认定已于{carrier.ValidTo:yyyy-MM-dd}到期");
        }

        if (returns.FirstOrDefault(one => one.Month == month) is not { } own)
        {
            return Verdict.Unknown($"{month.ToChinese()}月报");
        }

        var least = parameters.Int(carrier.Kind == CarrierKind.Workshop ? "workshop.minimum-workers" : "base.minimum-workers");
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
}

/// <summary>Beside each carrier, its newest return and what R-M02-2 says of the newest month that is over.</summary>
internal sealed class StandingOfCarriers(PlanPack pack, BusinessDate date) : Computation<EmploymentCarrier>(nameof(EmploymentCarrier.LastReturn), nameof(EmploymentCarrier.Standing))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<EmploymentCarrier> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(carrier => carrier.Id).ToList();
        var returns = (await db.Set<CarrierReturn>().AsNoTracking().Where(one => ids.Contains(one.CarrierId)).ToListAsync(cancellation)).ToLookup(one => one.CarrierId);
        var month = date.ThisMonth.Previous;
        var parameters = pack.Parameters.At(month);
        foreach (var carrier in lines)
        {
            List<CarrierReturn> own = [.. returns[carrier.Id]];
            carrier.LastReturn = own.Count == 0 ? null : own.Max(one => one.Month);
            var verdict = CarrierActive.Judge(carrier, own, month, month.Last, parameters);
            carrier.Standing = Words(verdict);
        }
    }

    /// <summary>The answer in the words of a column.</summary>
    internal static string Words(Verdict verdict) => verdict.Outcome switch
    {
        Outcome.Met => "达标",
        Outcome.NotApplicable => verdict.Reason,
        Outcome.NotMet => "未达标：" + verdict.Reason,
        _ => "情况不明：" + verdict.Reason,
    };
}
