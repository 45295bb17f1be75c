using System.Globalization;
using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>Somebody willing and out of work, as far as a post goes by it.</summary>
/// <param name="County">Six digits.</param>
/// <param name="Site">Where the household lives; null without one.</param>
/// <param name="First">Nobody of the household has a stable job: it comes before the others.</param>
/// <param name="Skills">Trades that the ledger of skills or the own line tells of.</param>
/// <param name="Told">Codes of posts that the person was told of or referred to before.</param>
internal sealed record Seeker(
    Guid Id, Guid Household, string Name, string County, ResettlementSite? Site, int? Age, Education? Education, bool Weak, bool First,
    IReadOnlyList<string> Skills, JobWish? Wish, IReadOnlySet<string> Told, HouseholdType? Type = null);

/// <summary>A post with openings left.</summary>
/// <param name="Site">The site it is near to; null for one of the whole county or elsewhere.</param>
/// <param name="Left">Openings less those hired and those still offered to somebody.</param>
internal sealed record Opening(JobVacancy Vacancy, ResettlementSite? Site, int Left)
{
    /// <summary>Seen from its county; null when its place does not tell. A post of a site is at it, wherever nothing else is written.</summary>
    public WorkRegion? Region { get; } =
        WorkRegions.Of(EmploymentChannel.InsideCounty, Vacancy.Place, Vacancy.CountyCode) is var region
            && region == WorkRegions.Of(EmploymentChannel.OutsideProvince, Vacancy.Place, Vacancy.CountyCode) ? region
        : Vacancy.SiteId is not null ? WorkRegion.InsideCounty
        : null;

    public Yuan? HighestWage => Vacancy.WageTo ?? Vacancy.WageFrom;

    /// <summary>The skill asked for, or else what the post is called.</summary>
    public string Trade => string.IsNullOrWhiteSpace(Vacancy.Skill) ? Vacancy.JobTitle : Vacancy.Skill;
}

/// <summary>What counts how much when several posts fit; together a hundred.</summary>
/// <param name="Reach">Kilometres beyond which another site is no nearer than the rest of the county.</param>
internal sealed record FitWeights(int Skill, int Wish, int Near, int Wage, double Reach)
{
    public int Sum => Skill + Wish + Near + Wage;

    public static FitWeights Of(Parameters parameters) => new(
        parameters.Int("matching.points.skill"), parameters.Int("matching.points.wish"), parameters.Int("matching.points.near"), parameters.Int("matching.points.wage"),
        (double)parameters.Decimal("matching.near-distance"));
}

/// <summary>Whether a post and a person go together, and how well. What a post asks for and nobody knows of the person stands against it: it is not guessed.</summary>
internal static class JobFit
{
    private const double EarthRadius = 6_371;

    /// <summary>The first thing that stands against it; null when they go together.</summary>
    public static string? Obstacle(Seeker seeker, Opening opening) => opening.Vacancy is var vacancy && seeker.Told.Contains(vacancy.Code) ? "都已推荐过"
        : (vacancy.AgeFrom ?? vacancy.AgeTo) is not null && seeker.Age is null ? "出生日期未填"
        : seeker.Age < vacancy.AgeFrom || seeker.Age > vacancy.AgeTo ? "年龄不在岗位要求以内"
        : vacancy.Education is not null && seeker.Education is null ? "文化程度未填"
        : seeker.Education < vacancy.Education ? "文化程度达不到岗位要求"
        : seeker.Weak && vacancy.FitForWeakLabour != true ? "弱劳动力，岗位没有注明适合"
        : !string.IsNullOrWhiteSpace(vacancy.Skill) && !seeker.Skills.Any(skill => IsSameTrade(skill, vacancy.Skill)) ? "没有岗位要求的技能"
        : opening.HighestWage < seeker.Wish?.LeastWage ? "月薪达不到期望"
        : seeker.Wish?.DayShiftOnly == true && vacancy.Shift is VacancyShift.TwoShifts or VacancyShift.ThreeShifts ? "只上白班，岗位要倒班"
        : IsTooFar(seeker.Wish?.Reach, opening.Region) ? "工作地点超出意向范围"
        : null;

    /// <summary>How well, of a hundred, for a pair without an obstacle.</summary>
    /// <param name="reasons">Takes what speaks for it, in words; null where only the points are asked for.</param>
    public static int Points(Seeker seeker, Opening opening, FitWeights weights, List<string>? reasons = null)
    {
        var points = Skilled(seeker, opening, weights, reasons) + Wished(seeker, opening, weights, reasons) + Near(seeker, opening, weights, reasons) + Paid(seeker, opening, weights, reasons);
        if (seeker.Weak)
        {
            reasons?.Add("适合弱劳动力");
        }

        return points;
    }

    /// <summary>A post whose place is not told is too far for whoever would not go anywhere.</summary>
    private static bool IsTooFar(WishedReach? reach, WorkRegion? region) => reach switch
    {
        WishedReach.InsideCounty => region != WorkRegion.InsideCounty,
        WishedReach.InsideProvince => region is null or WorkRegion.OutsideProvince,
        _ => false,
    };

    private static int Skilled(Seeker seeker, Opening opening, FitWeights weights, List<string>? reasons)
    {
        if (seeker.Skills.FirstOrDefault(skill => IsSameTrade(skill, opening.Trade)) is not { } known)
        {
            return 0;
        }

        reasons?.Add($"有用得上的技能：{known}");
        return weights.Skill;
    }

    private static int Wished(Seeker seeker, Opening opening, FitWeights weights, List<string>? reasons)
    {
        if (seeker.Wish?.Trade is not { } trade || !IsSameTrade(trade, opening.Vacancy.JobTitle))
        {
            return 0;
        }

        reasons?.Add($"符合意向工种：{trade}");
        return weights.Wish;
    }

    /// <summary>All the points at the own site, fewer by the kilometre at another one, a half elsewhere in the county, a quarter in the province.</summary>
    private static int Near(Seeker seeker, Opening opening, FitWeights weights, List<string>? reasons)
    {
        if (opening.Region is not WorkRegion.InsideCounty)
        {
            var inProvince = opening.Region == WorkRegion.OutsideCounty;
            reasons?.Add(inProvince ? "在省内" : opening.Region is null ? "工作地点待问" : "在省外");
            return inProvince ? weights.Near / 4 : 0;
        }

        if (opening.Site is { } there && there.Id == seeker.Site?.Id)
        {
            reasons?.Add("就在本安置点");
            return weights.Near;
        }

        var half = weights.Near / 2;
        if (Kilometres(seeker.Site, opening.Site) is not { } far)
        {
            reasons?.Add("在县内");
            return half;
        }

        reasons?.Add(string.Create(CultureInfo.InvariantCulture, $"距安置点约{far:0.#}公里"));
        return half + (int)Math.Round((weights.Near - half) * Math.Max(0, 1 - (far / weights.Reach)));
    }

    /// <summary>Half of the points where there is nothing to compare: it speaks neither for nor against.</summary>
    private static int Paid(Seeker seeker, Opening opening, FitWeights weights, List<string>? reasons)
    {
        if (seeker.Wish?.LeastWage is not { } wished || opening.HighestWage is null)
        {
            return weights.Wage / 2;
        }

        var always = opening.Vacancy.WageFrom >= wished;
        reasons?.Add($"月薪{(always ? "不低于" : "最高可达")}期望的{wished.InYuan.ToString("0.##", CultureInfo.InvariantCulture)}元");
        return always ? weights.Wage : weights.Wage / 2;
    }

    /// <summary>One trade in two spellings: 缝纫 and 缝纫工, 电工 and 维修电工; a single character is none.</summary>
    internal static bool IsSameTrade(string left, string right)
    {
        return Names(left.Trim(), right.Trim()) || Names(right.Trim(), left.Trim());

        static bool Names(string text, string trade) => Stem(trade) is { Length: > 1 } stem && text.Contains(stem, StringComparison.Ordinal);
    }

    private static string Stem(string trade) => trade.Length > 2 && trade[^1] is '工' or '员' or '师' ? trade[..^1] : trade;

    /// <summary>As the crow flies, between two sites whose places are known.</summary>
    internal static double? Kilometres(ResettlementSite? from, ResettlementSite? to)
    {
        if (from is not { Longitude: { } east, Latitude: { } north } || to is not { Longitude: { } eastTo, Latitude: { } northTo })
        {
            return null;
        }

        var (a, b) = (double.DegreesToRadians(north), double.DegreesToRadians(northTo));
        var (dLat, dLon) = (Math.Sin((b - a) / 2), Math.Sin(double.DegreesToRadians(eastTo - east) / 2));
        return 2 * EarthRadius * Math.Asin(Math.Sqrt((dLat * dLat) + (Math.Cos(a) * Math.Cos(b) * dLon * dLon)));
    }
}
