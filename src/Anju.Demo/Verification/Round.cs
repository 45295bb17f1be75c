using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>What the monthly round (M01-3) needs to know of a household; small, so that a whole city of them can be kept.</summary>
internal sealed record Stop(Guid Household, Guid Site, CountyProfile County, int Number, Visits Visits, string GridWorker, string VillageReviewer, string TownshipReviewer);

/// <summary>Writes the verification of one household in one month, or tells that nobody came.</summary>
internal static class Round
{
    private const int Stream = 1_000;

    public static MonthlyVerification? Visit(DemoOptions options, Stop stop, Month month)
    {
        var visits = stop.Visits;
        if (month < visits.From || (visits.DissolvedOn is { } end && Month.Of(end) <= month) || (visits.Missed & visits.Bit(month)) != 0)
        {
            return null;
        }

        var dice = Dice.For(options.Seed, stop.County.Index, stop.Number, Stream + month.Index);
        var isMisdated = visits.Misdated == month;
        if (!dice.Chance(0.972) && !isMisdated)
        {
            return null;
        }

        // One in thirty is dated in the first days of the next month, before the cut-off.
        var day = dice.Chance(0.033) ? month.Next.First.AddDays(dice.Below(5)) : month.First.AddDays(dice.Between(1, 26));
        day = isMisdated ? month.First.AddDays(-dice.Between(3, 20)) : day;
        if (day > options.Today)
        {
            return null;
        }

        var bit = visits.Bit(month);
        var (jobs, members) = ((visits.JobChanged & bit) != 0, (visits.MembersChanged & bit) != 0);
        var method = dice.Weighted((62, VerificationMethod.Visit), (28, VerificationMethod.Phone), (10, VerificationMethod.Comparison));
        return new MonthlyVerification
        {
            Id = DemoIds.Of(options.Seed, Made.Verification, stop.County.Index, stop.Number, month - options.FirstMonth),
            CountyCode = stop.County.Code,
            SiteId = stop.Site,
            Month = month,
            HouseholdId = stop.Household,
            Means = method,
            VerifiedOn = day,
            Outcome = jobs || members ? VerificationOutcome.Changed : VerificationOutcome.NoChange,
            ChangedItems = (jobs, members) switch { (true, true) => "就业状况、家庭成员", (true, false) => "就业状况", (false, true) => "家庭成员", _ => null },
            Proof = method switch
            {
                VerificationMethod.Visit when members => "户口簿复印件",
                VerificationMethod.Visit when jobs => "务工证明",
                VerificationMethod.Comparison => "部门比对结果",
                _ => null,
            },
            Verifier = stop.GridWorker,
            VillageReviewer = stop.VillageReviewer,
            TownshipReviewer = day.AddDays(10) < options.Today ? stop.TownshipReviewer : null,
        };
    }
}
