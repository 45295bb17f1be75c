using System.Globalization;
using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Posts that employers of the county and from outside offer: for each site some, most of them still open, few for people of weak strength.</summary>
internal static class Vacancies
{
    private const int Stream = 2_701;
    private const int HouseholdsForOne = 12;

    public static IReadOnlyList<JobVacancy> Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches) =>
    [
        .. batches.SelectMany(batch => Enumerable.Repeat(batch.Site, 1 + (batch.Households.Count / HouseholdsForOne)))
            .Select((site, number) => Make(options, county, site, number, Dice.For(options.Seed, county.Index, number, Stream))),
    ];

    private static JobVacancy Make(DemoOptions options, CountyProfile county, ResettlementSite site, int number, Dice dice)
    {
        var far = dice.Chance(0.35);
        var (business, title, weak) = dice.Weighted<(string, string, bool)>(
            (6, ("电子", "电子装配工", false)), (5, ("制衣", "缝纫工", true)), (3, ("五金", "数控操作工", false)), (3, ("物流", "分拣员", false)),
            (3, ("家政", "保洁员", true)), (2, ("餐饮", "服务员", true)), (2, ("建筑", "泥瓦工", false)), (2, ("包装", "手工包装工", true)));
        var published = options.Today.AddDays(-dice.Between(2, 150));
        var openings = dice.Between(1, 24);
        var wage = dice.Between(far ? 72 : 40, far ? 110 : 70) * 50;
        return new()
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"GW{county.Code}{number + 1:00000}"),
            Employer = $"{(far ? "东莞市" : county.Name)}{dice.Of("华湘", "五岭", "舂陵", "便江", "恒丰", "晨星")}{business}有限公司",
            Place = far ? dice.Of("广东省东莞市", "广东省深圳市", "广东省广州市") : $"湖南省郴州市{county.Name}",
            CountyCode = county.Code,
            SiteId = far ? null : site.Id,
            JobTitle = title,
            Openings = openings,
            AgeFrom = 18,
            AgeTo = weak ? 60 : dice.Of(45, 50, 55),
            Skill = title == "数控操作工" ? "数控" : null,
            Shift = business is "电子" or "五金" ? VacancyShift.TwoShifts : business is "物流" ? VacancyShift.ThreeShifts : VacancyShift.Day,
            Education = dice.Chance(0.3) ? Education.JuniorMiddle : null,
            WageFrom = Yuan.FromYuan(wage),
            WageTo = Yuan.FromYuan(wage + (dice.Between(4, 30) * 50)),
            BoardAndLodging = far ? "包吃住" : dice.Of("包吃", "不包"),
            PublishedOn = published,
            ValidTo = published.AddDays(dice.Between(60, 180)),
            FitForWeakLabour = weak && !far,
            RelocatedHired = dice.Below(Math.Min(openings, 5) + 1),
        };
    }
}
