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

    /// <summary>One that has applied and is on public notice, and what the recognised ones claim: paid, on notice, under review, refused.</summary>
    public static (IReadOnlyList<EmploymentCarrier> Applicants, IReadOnlyList<CarrierSubsidy> Subsidies) Asking(
        DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches, IReadOnlyList<EmploymentCarrier> carriers)
    {
        List<EmploymentCarrier> applicants = batches.Count == 0 ? [] : [Applicant(options, county, batches[0].Site)];
        return (applicants, [.. carriers.Where(carrier => carrier.State == CarrierState.Recognised).Take(4).Select((carrier, number) => Claim(options, carrier, number))]);
    }

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
            (carrier.State, carrier.StateSince) = (CarrierState.Recognised, carrier.RecognisedOn);
            carrier.ReviewedOn = number % 10 == 9 ? null : options.Today.AddDays(-30 - (number * 37 % 300));
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
            SupportTo = dice.Chance(0.6) ? options.Today.AddDays(dice.Between(-40, 500)) : null,
        };
    }

    private static EmploymentCarrier Applicant(DemoOptions options, CountyProfile county, ResettlementSite site)
    {
        var notice = options.Today.AddDays(-2);
        return new()
        {
            Code = $"CJ{county.Code}-S01",
            Name = site.Name + "手工编织车间",
            Kind = CarrierKind.Workshop,
            Form = CarrierForm.Home,
            Address = $"{county.Name}{site.Name}",
            CountyCode = county.Code,
            SiteId = site.Id,
            Posts = 20,
            Staff = 14,
            PovertyStaff = 6,
            RelocatedStaff = 8,
            InArrears = false,
            AppliedOn = options.Today.AddDays(-20),
            CheckedOn = options.Today.AddDays(-9),
            CheckedBy = "县就业服务中心核查员、乡镇就业专干",
            NoticeFrom = notice,
            NoticeTo = notice.AddDays(6),
            State = CarrierState.PublicNotice,
            StateSince = notice,
            DueOn = notice.AddDays(7),
            WarnOn = notice.AddDays(4),
        };
    }

    private static CarrierSubsidy Claim(DemoOptions options, EmploymentCarrier carrier, int number)
    {
        var claimed = options.Today.AddDays(-40 + number);
        var line = new CarrierSubsidy
        {
            CarrierId = carrier.Id,
            CountyCode = carrier.CountyCode,
            SiteId = carrier.SiteId,
            Purpose = number % 2 == 0 ? "场地租金" : "一次性奖补",
            ClaimedOn = claimed,
            Claimed = Yuan.FromYuan(12_000 + (number * 4_000)),
            StateSince = claimed,
        };
        if (number == 3)
        {
            (line.State, line.RefusedFor) = (CarrierSubsidyState.Rejected, "同一项目已享受其他奖补");
            return line;
        }

        if (number < 2)
        {
            var notice = number == 0 ? options.Today.AddDays(-2) : options.Today.AddDays(-20);
            (line.ReviewedOn, line.Approved) = (claimed.AddDays(10), line.Claimed);
            (line.NoticeFrom, line.NoticeTo, line.State, line.StateSince) = (notice, notice.AddDays(6), CarrierSubsidyState.Notice, notice);
            (line.DueOn, line.WarnOn) = (notice.AddDays(7), notice.AddDays(4));
            if (number == 1)
            {
                (line.PaidOn, line.PaidAmount, line.State, line.StateSince) = (notice.AddDays(9), line.Approved, CarrierSubsidyState.Paid, notice.AddDays(9));
                (line.DueOn, line.WarnOn) = (null, null);
            }
        }

        return line;
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
