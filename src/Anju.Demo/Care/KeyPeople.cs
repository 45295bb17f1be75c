using Anju.Community.SafeCommunity;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Key persons (M11-6): a few of the invented grown-ups, most of them visited in time, some late, some not graded yet.</summary>
internal static class KeyPeople
{
    private const int Stream = 611;
    private const double Share = 0.006;
    private const int GrownUp = 18;

    private static readonly string[] Sources = ["卫生健康部门推送", "公安机关推送", "网格排查", "本人或家属报告"];

    public static IEnumerable<KeyPerson> Of(DemoOptions options, CountyProfile county, IEnumerable<DemoBatch> batches) => batches
        .SelectMany(batch => batch.People)
        .Where(person => person.Status == PersonStatus.Active && person.BirthDate?.AddYears(GrownUp) <= options.Today)
        .Select((person, number) => (person, Dice: Dice.For(options.Seed, county.Index, number, Stream)))
        .Where(one => one.Dice.Chance(Share))
        .Select(one => Make(options, one.person, one.Dice));

    private static KeyPerson Make(DemoOptions options, Person person, Dice dice)
    {
        var kind = dice.Weighted((7, KeyPersonKind.MentalDisorder), (2, KeyPersonKind.CommunityRehabilitation), (1, KeyPersonKind.CommunityDetoxification));
        var registered = dice.Between(options.HistoryStart, options.Today.AddMonths(-1));
        var sheet = new KeyPersonSheet(person.Id, kind, dice.OneOf(Sources), registered)
        {
            Doctor = kind == KeyPersonKind.MentalDisorder ? Names.OfSomebody(dice) : null,
            Police = Names.OfSomebody(dice),
            GridWorker = Names.OfSomebody(dice),
        };
        if (dice.Chance(0.85))
        {
            var graded = registered.AddDays(dice.Below(20));
            sheet = sheet with { Grade = dice.Weighted((5, 0), (3, 1), (2, 2), (1, 3)), Stable = dice.Chance(0.9), GradedOn = graded, LastVisitedOn = dice.Chance(0.8) ? options.Today.AddDays(-dice.Below(80)) : null };
            sheet = sheet with { LastVisitedOn = sheet.LastVisitedOn < graded ? graded : sheet.LastVisitedOn };
        }

        return new() { CountyCode = person.CountyCode, SiteId = person.SiteId, Facts = sheet };
    }
}
