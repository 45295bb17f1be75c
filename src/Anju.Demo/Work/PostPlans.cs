using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Public welfare posts on their way to a holder: applied for, under review, advertised, on public notice, refused.</summary>
internal static class PostPlans
{
    private const int Stream = 2_780;
    private const int Most = 6;

    public static IReadOnlyList<PostPlan> Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches) =>
        batches.Count == 0 ? [] : [.. Enumerable.Range(0, Most).Select(number => Make(options, county, batches[number % batches.Count], number, Dice.For(options.Seed, county.Index, number, Stream)))];

    private static PostPlan Make(DemoOptions options, CountyProfile county, DemoBatch batch, int number, Dice dice)
    {
        var plan = new PostPlan
        {
            Code = $"GS{county.Code}{number + 1:000}",
            CountyCode = county.Code,
            SiteId = batch.Site.Id,
            Kind = dice.Of(PublicPostKind.Cleaning, PublicPostKind.Facilities, PublicPostKind.Security),
            Developer = batch.Site.ManagingOrg ?? batch.Site.Name + "居民委员会",
            AppliedOn = options.Today.AddDays(-dice.Between(30, 45)),
            WorkPlace = batch.Site.Name,
            Hours = PostHours.Part,
            WeeklyHours = 20,
            MonthlyPay = Yuan.FromYuan(800),
            Funding = "就业补助资金",
        };
        plan.StateSince = plan.AppliedOn.AddDays(2);
        switch (number)
        {
            case 0:
                plan.State = PostPlanState.Planned;
                break;
            case 1:
                plan.State = PostPlanState.TownReview;
                break;
            case 2:
                plan.State = PostPlanState.Refused;
                break;
            case 3:
                Recruit(plan, options.Today.AddDays(4));
                (plan.State, plan.StateSince) = (PostPlanState.Recruiting, plan.RecruitFrom);
                break;
            default:
                Recruit(plan, options.Today.AddDays(-6));
                (plan.State, plan.StateSince, plan.Applicants, plan.OfCadre) = (PostPlanState.Selected, options.Today.AddDays(-5), 3, false);
                plan.PersonId = batch.People.Where(person => person is { Status: PersonStatus.Active, LabourCapacity: LabourCapacity.Ordinary or LabourCapacity.WeakOrHalf })
                    .OrderBy(person => person.Employment == EmploymentStatus.NotEmployed ? 0 : 1).FirstOrDefault()?.Id;
                if (plan.PersonId is null)
                {
                    plan.State = PostPlanState.Recruiting;
                }
                else if (number == 4)
                {
                    (plan.NoticeFrom, plan.NoticeTo) = (options.Today.AddDays(-3), options.Today.AddDays(3));
                    (plan.State, plan.StateSince, plan.DueOn, plan.WarnOn) = (PostPlanState.Notice, plan.NoticeFrom, plan.NoticeFrom.Value.AddDays(7), plan.NoticeFrom.Value.AddDays(4));
                }

                break;
        }

        return plan;
    }

    private static void Recruit(PostPlan plan, DateOnly until) => (plan.RecruitFrom, plan.RecruitTo) = (until.AddDays(-9), until);
}
