using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>What those who are willing and out of work wish for, and the posts that some of them were offered lately: a few still to answer, most answered.</summary>
internal static class Referrals
{
    private const int Stream = 2_760;

    private static readonly string[] Trades = ["缝纫工", "保洁员", "电子装配工", "手工包装工", "服务员", "分拣员"];

    public static (IReadOnlyList<JobWish> Wishes, IReadOnlyList<JobReferral> Referrals, IReadOnlyList<ExpertGuidance> Guidance) Of(
        DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches, IReadOnlyList<JobVacancy> vacancies)
    {
        var (wishes, referrals, guidance) = (new List<JobWish>(), new List<JobReferral>(), new List<ExpertGuidance>());
        var open = vacancies.Where(x => x.ValidTo >= options.Today && x.PublishedOn <= options.Today.AddDays(-20) && (x.RelocatedHired ?? 0) < x.Openings).ToList();
        var number = 0;
        foreach (var batch in batches)
        {
            var working = batch.Spells.Where(spell => spell.IsOpen(options.Today)).Select(spell => spell.PersonId).ToHashSet();
            foreach (var person in batch.People.Where(x => x is { Status: PersonStatus.Active, WillingToWork: Willingness.Willing } && !working.Contains(x.Id)))
            {
                var dice = Dice.For(options.Seed, county.Index, number++, Stream);
                if (number % 5 != 4)
                {
                    var wish = Wish(options, person, dice);
                    wish.OwnBusiness = dice.Chance(0.9) ? number % 8 == 3 : null;
                    wishes.Add(wish);
                    if (wish.OwnBusiness == true && number % 16 == 3)
                    {
                        guidance.Add(Advised(wish, options, dice));
                    }
                }

                if (open.Count > 0 && number % 6 == 1)
                {
                    referrals.Add(Referral(options, person, open[dice.Below(open.Count)], number / 6, batch, dice));
                }
            }
        }

        return (wishes, referrals, guidance);
    }

    private static JobWish Wish(DemoOptions options, Person person, Dice dice) => new()
    {
        PersonId = person.Id,
        HouseholdId = person.HouseholdId,
        CountyCode = person.CountyCode,
        SiteId = person.SiteId,
        AskedOn = options.Today.AddDays(-dice.Between(5, 120)),
        Trade = dice.Chance(0.7) ? dice.Of(Trades) : null,
        LeastWage = dice.Chance(0.8) ? Yuan.FromYuan(dice.Between(18, 44) * 100) : null,
        Reach = dice.Weighted((5, WishedReach.InsideCounty), (2, WishedReach.InsideProvince), (3, WishedReach.Anywhere)),
        DayShiftOnly = dice.Chance(0.35),
        AskedBy = "村（社区）就业服务岗",
    };

    private static ExpertGuidance Advised(JobWish wish, DemoOptions options, Dice dice) => new()
    {
        PersonId = wish.PersonId,
        HouseholdId = wish.HouseholdId,
        CountyCode = wish.CountyCode,
        SiteId = wish.SiteId,
        GivenOn = wish.AskedOn.AddDays(dice.Between(0, options.Today.DayNumber - wish.AskedOn.DayNumber)),
        Expert = "县创业指导专家组",
        Channel = dice.Of(GuidanceChannel.Visit, GuidanceChannel.Remote),
        Subject = dice.Of("开店选址和证照办理", "养殖规模和销路", "贷款条件和还款安排"),
    };

    private static JobReferral Referral(DemoOptions options, Person person, JobVacancy vacancy, int number, DemoBatch batch, Dice dice)
    {
        var outcome = (number % 4) switch { 0 => ReferralOutcome.Waiting, 1 => ReferralOutcome.Refused, 2 => ReferralOutcome.NotTaken, _ => ReferralOutcome.Refused };
        var on = options.Today.AddDays(-dice.Between(3, 18));
        return new()
        {
            PersonId = person.Id,
            HouseholdId = person.HouseholdId,
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            VacancyId = vacancy.Id,
            ReferredOn = on,
            Officer = batch.Site.Name + "就业服务岗",
            Outcome = outcome,
            AnsweredOn = outcome == ReferralOutcome.Waiting ? null : on.AddDays(dice.Between(1, 3)),
            FailedFor = outcome switch
            {
                ReferralOutcome.Refused => dice.Of("工资达不到期望", "离家远", "要照顾家人"),
                ReferralOutcome.NotTaken => "单位未录用",
                _ => null,
            },
        };
    }
}
