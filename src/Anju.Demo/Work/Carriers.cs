using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// The workshops and bases that the spells of work name, with their monthly returns: of relocated workers as many as the spells
/// say, of others some. Most stand well; one in a few is late with its return, below what it was recognised for, in arrears,
/// past its term, or closed.
/// </summary>
internal static class Carriers
{
    private const int Stream = 2_702;

    public static (IReadOnlyList<EmploymentCarrier> Carriers, IReadOnlyList<CarrierReturn> Returns) Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches)
    {
        var (carriers, returns) = (new List<EmploymentCarrier>(), new List<CarrierReturn>());
        var named = batches.SelectMany(batch => batch.Spells.Select(spell => (batch.Site, Spell: spell)))
            .Where(one => one.Spell.CarrierCode is not null).GroupBy(one => one.Spell.CarrierCode!).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var (number, workers) in named.Index())
        {
            var dice = Dice.For(options.Seed, county.Index, number, Stream);
            var first = workers.First();
            var spells = workers.Select(one => one.Spell).ToList();
            var carrier = Make(options, workers.Key, first.Spell.Employer!, first.Site, county, dice);
            var trouble = dice.Below(9);
            if (trouble == 0)
            {
                carrier.ValidTo = options.Today.AddDays(-dice.Between(20, 200));
            }

            var others = dice.Between(trouble == 1 ? 0 : carrier.Kind == CarrierKind.Base ? 8 : 4, carrier.Kind == CarrierKind.Base ? 14 : 9);
            foreach (var month in DemoCity.MonthsOf(options).Where(month => month.Last <= options.Today && !(trouble == 2 && month >= Month.Of(options.Today).Previous)))
            {
                returns.Add(Report(carrier, month, spells.Count(spell => spell.IsOpen(month.Last)), others, arrears: trouble == 3, dice));
            }

            var last = returns.LastOrDefault(one => one.CarrierId == carrier.Id);
            (carrier.Staff, carrier.PovertyStaff, carrier.RelocatedStaff, carrier.InArrears) = (last?.Staff, last?.PovertyStaff, last?.RelocatedStaff, last?.InArrears);
            carriers.Add(carrier);
        }

        return (carriers, returns);
    }

    private static EmploymentCarrier Make(DemoOptions options, string code, string employer, ResettlementSite site, CountyProfile county, Dice dice)
    {
        var isBase = dice.Chance(0.2);
        var recognised = dice.Between(new DateOnly(2020, 3, 1), options.HistoryStart.AddMonths(-1));
        return new()
        {
            Code = code,
            Name = isBase ? employer.Replace("车间", "基地", StringComparison.Ordinal) : employer,
            Kind = isBase ? CarrierKind.Base : CarrierKind.Workshop,
            Form = dice.Weighted((6, CarrierForm.Factory), (2, CarrierForm.Home), (2, CarrierForm.Farming)),
            Level = dice.Weighted((8, CarrierLevel.County), (1, CarrierLevel.City)),
            Address = $"{county.Name}{site.Name}旁",
            CountyCode = county.Code,
            SiteId = site.Id,
            LegalPerson = Names.OfSomebody(dice),
            FloorArea = SquareMetres.From(dice.Between(12, 90) * 10),
            Posts = dice.Between(15, 60),
            AverageWage = Yuan.FromYuan(dice.Between(36, 60) * 50),
            AccidentInsurance = dice.Chance(0.8),
            RecognitionNumber = $"{recognised.Year}年认定第{dice.Between(1, 60)}号",
            RecognisedOn = recognised,
            ValidTo = dice.Chance(0.5) ? options.Today.AddMonths(dice.Between(2, 30)) : null,
            Support = dice.Of("场地", "水电", "奖补", "培训"),
            SupportAmount = Yuan.FromYuan(dice.Between(5, 80) * 1_000),
        };
    }

    private static CarrierReturn Report(EmploymentCarrier carrier, Month month, int relocated, int others, bool arrears, Dice dice)
    {
        // Of the relocated, most are poverty-alleviated as well.
        var both = relocated * 4 / 5;
        var poverty = both + others;
        var staff = relocated + others + dice.Between(3, 12);
        return new()
        {
            CarrierId = carrier.Id,
            CountyCode = carrier.CountyCode,
            SiteId = carrier.SiteId,
            Month = month,
            Staff = staff,
            PovertyStaff = poverty,
            RelocatedStaff = relocated,
            Counted = relocated + others,
            Payroll = Yuan.FromYuan(staff * dice.Between(36, 56) * 50),
            PaidOn = arrears ? null : month.Last.AddDays(-dice.Below(6)),
            InArrears = arrears,
        };
    }
}
