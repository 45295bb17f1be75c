using Anju.Register;

namespace Anju.Demo;

/// <summary>What the departments of a county reported of the year that is over, and begin to report of the one under way: most did something, a few did not, a few have not said.</summary>
internal static class SupportReturns
{
    private const int Stream = 2_810;

    private static readonly (string Obligation, string Unit, string Evidence)[] Duties =
    [
        ("M02-1", "人社局", "“春风行动”就业专场招聘会"),
        ("M02-3", "商务局", "劳动密集型企业招商推介会纪要"),
        ("M02-5", "政府金融办", "安置区专属信贷产品发布通知"),
        ("M03-1", "人社局", "与珠三角对口城市劳务协作座谈会纪要"),
        ("M03-5", "人社局", "劳务品牌培育方案"),
        ("M05-1", "人社局", "创业孵化基地建设实施方案"),
        ("M05-6", "司法局", "创业法律服务进安置点活动记录"),
        ("M06-3", "人社局", "安置点技能培训班开班通知"),
        ("M06-4", "人社局", "致富能手结对传帮带名单"),
    ];

    public static IEnumerable<SupportReturn> Of(DemoOptions options, CountyProfile county)
    {
        var dice = Dice.For(options.Seed, county.Index, 0, Stream);
        for (var i = 0; i < Duties.Length; i++)
        {
            var (obligation, unit, evidence) = Duties[i];
            var over = options.Today.Year - 1;
            var (held, filed) = (new DateOnly(over, dice.Between(2, 11), dice.Between(1, 28)), new DateOnly(over, 12, dice.Between(18, 30)));
            if ((county.Index + i) % 11 != 4)
            {
                var done = (county.Index + i) % 11 != 7;
                yield return One(over, done ? held : null, filed);
            }

            if ((county.Index + i) % 4 == 0 && options.Today.Month > 6)
            {
                yield return One(options.Today.Year, new DateOnly(options.Today.Year, dice.Between(2, 5), dice.Between(1, 28)), options.Today.AddDays(-dice.Between(5, 40)));
            }

            SupportReturn One(int year, DateOnly? on, DateOnly told) => new()
            {
                CountyCode = county.Code,
                Year = year,
                Obligation = obligation,
                Unit = county.Name + unit,
                Done = on is null ? SupportDone.NotDone : SupportDone.Done,
                EvidenceOn = on,
                Evidence = on is null ? null : $"{year}年{evidence}",
                Results = on is null ? "当年未安排，列入下一年度计划" : null,
                FiledOn = told,
            };
        }
    }
}
