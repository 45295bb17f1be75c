using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.Skills;

/// <summary>
/// R-M06-1: a labourer who, asked this year, wished to learn something was offered a course for it, and attended or declined it in
/// writing. Until the year ends the duty is open.
/// </summary>
internal sealed class WishAnswered : PersonRule
{
    public override string Code => "R-M06-1";

    public override string Title => "培训意愿满足";

    public override Clause Clause => Plan.Measure(6).Says("根据搬迁群众的就业和技能需求,有序组织搬迁群众参与职业技能培训");

    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below"];

    public override WorkKind Work { get; } = new("W-M06-1", "有培训意愿未安排", Department.HumanResources, Days: 90, EachYear: true);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.IsLabourer(parameters) is not { } labourer)
        {
            return Verdict.Unknown(person.LabourGaps);
        }

        if (!labourer)
        {
            return Verdict.NotApplicable("不是劳动力");
        }

        var newYear = new DateOnly(month.Year, 1, 1);
        var wish = person.Household.All<TrainingWish>().Where(x => x.PersonId == person.Id && x.AskedOn >= newYear && x.AskedOn <= person.AsOf)
            .OrderBy(x => x.AskedOn).ThenBy(x => x.Id).LastOrDefault();
        if (wish is null || wish.Wish == Willingness.Unknown)
        {
            return Verdict.Unknown($"{month.Year}年培训意愿");
        }

        if (wish.Wish == Willingness.Unwilling)
        {
            return Verdict.NotApplicable("无培训意愿");
        }

        var attended = person.Household.All<TrainingEnrolment>().Where(x => x.PersonId == person.Id && x.StartedOn >= newYear && x.Attended(person.AsOf)).ToList();
        var (trade, due) = (string.IsNullOrEmpty(wish.Trade) ? "工种不限" : wish.Trade, new DateOnly(month.Year, 12, 31));
        return wish.DeclinedOn <= person.AsOf || Declined(person, wish) ? Verdict.Met("已安排培训，本人书面放弃")
            : wish.ClassId is { } offered && wish.OfferedOn <= person.AsOf ? attended.Exists(x => x.ClassId == offered)
                ? Verdict.Met($"已按意愿参加培训（{trade}）")
                : Verdict.NotMet($"已安排班次（{trade}），还没有参训，也没有书面放弃", due)
            : string.IsNullOrEmpty(wish.Trade) && attended.Count > 0 ? Verdict.Met("已参加培训")
            : Verdict.NotMet($"有培训意愿（{trade}），还没有安排对应的班次", due);
    }

    private static bool Declined(PersonFacts person, TrainingWish wish) =>
        person.Household.All<TrainingEnrolment>().Any(x => x.PersonId == person.Id && x.ClassId == wish.ClassId && x.DeclinedOn <= person.AsOf);
}
