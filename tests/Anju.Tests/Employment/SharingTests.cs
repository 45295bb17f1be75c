using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using CsCheck;

namespace Anju.Tests.Employment;

/// <summary>Which post goes with whom, and how the openings are shared out.</summary>
public sealed class SharingTests
{
    private static readonly FitWeights Weights = FitWeights.Of(Given.Pack.Parameters.At(Given.Month("2025-11")));

    private static readonly ResettlementSite Home = Site(1, 113.02, 25.77);
    private static readonly ResettlementSite Near = Site(2, 113.12, 25.77);

    private static readonly Gen<(Seeker[] People, Opening[] Posts)> Cities = CityOf(40, 12);

    private static Gen<(Seeker[] People, Opening[] Posts)> CityOf(int people, int posts) => Gen.Select(
        Gen.Select(Gen.Int[0, 5], Gen.Int[16, 65], Gen.Bool, Gen.Int[0, 3], (home, age, weak, told) => (home, age, weak, told)).Array[0, people],
        Gen.Select(Gen.Int[0, 3], Gen.Int[30, 60], Gen.Bool, Gen.Int[20, 60], (left, most, weak, wage) => (left, most, weak, wage)).Array[0, posts],
        Gen.Int[0, 63],
        (those, offers, stable) => (
            those.Select((x, at) => Person(at, x.home) with
            {
                Age = x.age,
                Weak = x.weak,
                First = (stable >> x.home) % 2 == 0,
                Told = x.told == 0 ? ["GW00"] : new HashSet<string>(),
                Wish = x.told > 1 ? new() { LeastWage = Yuan.FromYuan(x.age * 60) } : null,
            }).ToArray(),
            offers.Select((x, at) => Post(at, x.left, vacancy =>
            {
                (vacancy.AgeFrom, vacancy.AgeTo, vacancy.FitForWeakLabour) = (18, x.most, x.weak);
                (vacancy.WageFrom, vacancy.WageTo) = (Yuan.FromYuan(x.wage * 60), Yuan.FromYuan(x.wage * 90));
            })).ToArray()));

    private static readonly (string? Against, Action<JobVacancy> Asks, Func<Seeker, Seeker> Offers)[] Cases =
    [
        (null, _ => { }, x => x),
        (null, x => x.AgeFrom = 40, x => x with { Age = 40 }),
        ("年龄不在岗位要求以内", x => x.AgeFrom = 41, x => x with { Age = 40 }),
        (null, x => x.AgeTo = 40, x => x with { Age = 40 }),
        ("年龄不在岗位要求以内", x => x.AgeTo = 39, x => x with { Age = 40 }),
        ("出生日期未填", x => x.AgeTo = 60, x => x with { Age = null }),
        (null, x => x.Education = Education.JuniorMiddle, x => x with { Education = Education.JuniorMiddle }),
        ("文化程度达不到岗位要求", x => x.Education = Education.JuniorMiddle, x => x with { Education = Education.Primary }),
        ("文化程度未填", x => x.Education = Education.JuniorMiddle, x => x with { Education = null }),
        (null, x => x.FitForWeakLabour = true, x => x with { Weak = true }),
        ("弱劳动力，岗位没有注明适合", x => x.FitForWeakLabour = false, x => x with { Weak = true }),
        ("弱劳动力，岗位没有注明适合", x => x.FitForWeakLabour = null, x => x with { Weak = true }),
        (null, x => x.Skill = "数控", x => x with { Skills = ["数控操作工"] }),
        ("没有岗位要求的技能", x => x.Skill = "数控", x => x with { Skills = ["缝纫"] }),
        (null, x => x.WageTo = Yuan.FromYuan(3000), x => x with { Wish = new() { LeastWage = Yuan.FromYuan(3000) } }),
        ("月薪达不到期望", x => x.WageTo = Yuan.FromYuan(2999), x => x with { Wish = new() { LeastWage = Yuan.FromYuan(3000) } }),
        (null, x => (x.WageFrom, x.WageTo) = (null, null), x => x with { Wish = new() { LeastWage = Yuan.FromYuan(3000) } }),
        (null, x => x.Shift = VacancyShift.Day, x => x with { Wish = new() { DayShiftOnly = true } }),
        ("只上白班，岗位要倒班", x => x.Shift = VacancyShift.TwoShifts, x => x with { Wish = new() { DayShiftOnly = true } }),
        (null, x => x.Shift = VacancyShift.ThreeShifts, x => x with { Wish = new() { DayShiftOnly = false } }),
        (null, x => x.Place = "湖南省郴州市桂阳县", x => x with { Wish = new() { Reach = WishedReach.InsideCounty } }),
        ("工作地点超出意向范围", x => x.Place = "湖南省郴州市北湖区", x => x with { Wish = new() { Reach = WishedReach.InsideCounty } }),
        (null, x => x.Place = "湖南省郴州市北湖区", x => x with { Wish = new() { Reach = WishedReach.InsideProvince } }),
        ("工作地点超出意向范围", x => x.Place = "广东省东莞市", x => x with { Wish = new() { Reach = WishedReach.InsideProvince } }),
        (null, x => x.Place = "广东省东莞市", x => x with { Wish = new() { Reach = WishedReach.Anywhere } }),
        ("工作地点超出意向范围", x => x.Place = null, x => x with { Wish = new() { Reach = WishedReach.InsideProvince } }),
        ("都已推荐过", _ => { }, x => x with { Told = new HashSet<string> { "GW00" } }),
    ];

    public static TheoryData<int> Boundaries => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void What_stands_against_a_post_is_said(int number)
    {
        var (against, asks, offers) = Cases[number];
        Assert.Equal(against, JobFit.Obstacle(offers(Person(0, 0)), Post(0, 1, asks)));
    }

    [Fact]
    public void What_speaks_for_a_post_is_said_with_its_points()
    {
        var seeker = Person(0, 0) with { Site = Home, Skills = ["缝纫"], Wish = new() { Trade = "缝纫工", LeastWage = Yuan.FromYuan(3000) } };
        var post = Post(0, 1, x => (x.JobTitle, x.WageFrom, x.WageTo, x.Place) = ("缝纫工", Yuan.FromYuan(3000), Yuan.FromYuan(4000), null));

        Assert.Equal((100, "有用得上的技能：缝纫；符合意向工种：缝纫工；就在本安置点；月薪不低于期望的3000元"), Told(seeker, At(post, Home)));
        Assert.Equal((95, "有用得上的技能：缝纫；符合意向工种：缝纫工；距安置点约10公里；月薪不低于期望的3000元"), Told(seeker, At(post, Near)));
        Assert.Equal((85, "有用得上的技能：缝纫；符合意向工种：缝纫工；在县内；月薪不低于期望的3000元"), Told(seeker with { Site = null }, At(post, Near)));
        Assert.Equal((35, "在县内；月薪不低于期望的3000元；适合弱劳动力"), Told(seeker with { Skills = [], Weak = true, Site = null, Wish = new() { LeastWage = Yuan.FromYuan(3000) } }, At(post, Near)));
        Assert.Equal((47, "有用得上的技能：缝纫；在省内"), Told(seeker with { Wish = new() }, Post(0, 1, x => (x.JobTitle, x.Place) = ("缝纫", "湖南省郴州市北湖区"))));
    }

    [Theory]
    [InlineData("缝纫", "缝纫工", true)]
    [InlineData("电工", "维修电工", true)]
    [InlineData("电工", "电子装配工", false)]
    [InlineData("焊工", "电焊", false)]
    [InlineData("工", "缝纫工", false)]
    public void A_trade_is_known_in_another_spelling(string left, string right, bool same)
    {
        Assert.Equal(same, JobFit.IsSameTrade(left, right));
        Assert.Equal(same, JobFit.IsSameTrade(right, left));
    }

    [Fact]
    public void The_one_opening_goes_to_the_household_without_a_stable_job_whoever_suits_it_better()
    {
        var settled = Person(0, 0) with { First = false, Skills = ["缝纫"] };
        var first = Person(1, 1) with { First = true };
        var second = Person(2, 1) with { First = true };
        var post = Post(0, 1, x => x.JobTitle = "缝纫工");

        Assert.Contains(Assert.Single(Share([settled, first, second], [post]).Suggestions).Seeker, new[] { first, second });

        // With two openings the second goes to the other household, which suits better, and not to the same one again.
        var two = Share([settled, first, second], [post with { Left = 2 }]);
        Assert.Equal(2, two.Suggestions.Select(x => x.Seeker.Household).Distinct().Count());
        Assert.Equal("合适的岗位已全部推荐给别人", Assert.Single(two.Left).Why);
    }

    [Fact]
    public void Whoever_is_left_over_is_told_what_stands_against_most_posts()
    {
        var old = Person(0, 0) with { Age = 58 };
        var left = Share([old], [Post(0, 3, x => x.AgeTo = 50), Post(1, 3, x => x.AgeTo = 45), Post(2, 3, x => x.Education = Education.SeniorMiddle)]).Left;
        Assert.Equal("年龄不在岗位要求以内", Assert.Single(left).Why);
        Assert.Equal("现在没有空缺的岗位", Assert.Single(Share([old], [Post(0, 0)]).Left).Why);
        Assert.Empty(Share([], [Post(0, 1)]).Suggestions);
    }

    [Fact]
    public void No_post_is_suggested_beyond_its_openings_nor_to_whom_it_does_not_fit() => Cities.Sample(city =>
    {
        var (suggestions, left) = Share(city.People, city.Posts);
        Assert.Equal(city.People.Select(x => x.Id).Order(), suggestions.Select(x => x.Seeker.Id).Concat(left.Select(x => x.Seeker.Id)).Order());
        Assert.All(suggestions, x => Assert.Null(JobFit.Obstacle(x.Seeker, x.Opening)));
        Assert.All(city.Posts, post => Assert.True(suggestions.Count(x => x.Opening.Vacancy.Code == post.Vacancy.Code) <= post.Left));
    });

    [Fact]
    public void The_order_of_people_and_posts_does_not_matter() => Cities.Sample(city =>
        Assert.Equal(Named(Share(city.People, city.Posts)), Named(Share(city.People.Reverse(), city.Posts.Reverse()))));

    /// <summary>Against trying every way of giving the posts out.</summary>
    [Fact]
    public void No_other_way_helps_more_households_or_more_people_or_suits_better() => CityOf(6, 4).Sample(city =>
    {
        var (suggestions, _) = Share(city.People, city.Posts);
        var given = (
            suggestions.Where(x => x.Seeker.First).Select(x => x.Seeker.Household).Distinct().Count(), suggestions.Count, suggestions.Sum(x => x.Points));
        Assert.Equal(BestOf(city.People, city.Posts), given);
    });

    private static (int Households, int People, int Points) BestOf(Seeker[] people, Opening[] posts)
    {
        var left = posts.Select(x => x.Left).ToArray();
        var helped = new Dictionary<Guid, int>();
        return From(0, 0, 0);

        (int, int, int) From(int at, int count, int points)
        {
            if (at == people.Length)
            {
                return (helped.Count(x => x.Value > 0), count, points);
            }

            var best = From(at + 1, count, points);
            for (var to = 0; to < posts.Length; to++)
            {
                if (left[to] == 0 || JobFit.Obstacle(people[at], posts[to]) is not null)
                {
                    continue;
                }

                left[to]--;
                var first = people[at].First ? 1 : 0;
                helped[people[at].Household] = helped.GetValueOrDefault(people[at].Household) + first;
                var here = From(at + 1, count + 1, points + JobFit.Points(people[at], posts[to], Weights));
                helped[people[at].Household] -= first;
                left[to]++;
                best = here.CompareTo(best) > 0 ? here : best;
            }

            return best;
        }
    }

    private static (IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<LeftOver> Left) Share(IEnumerable<Seeker> people, IEnumerable<Opening> posts) => Sharing.Of(people, posts, Weights);

    private static List<string> Named((IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<LeftOver> Left) shared) =>
        [.. shared.Suggestions.Select(x => $"{x.Seeker.Id}→{x.Opening.Vacancy.Code} {x.Points}"), .. shared.Left.Select(x => $"{x.Seeker.Id} {x.Why}")];

    private static (int, string) Told(Seeker seeker, Opening opening)
    {
        var reasons = new List<string>();
        return (JobFit.Points(seeker, opening, Weights, reasons), string.Join("；", reasons));
    }

    private static Opening At(Opening opening, ResettlementSite site)
    {
        opening.Vacancy.SiteId = site.Id;
        return new(opening.Vacancy, site, opening.Left);
    }

    private static Seeker Person(int number, int household) =>
        new(new Guid(number + 1, 0, 0, new byte[8]), new Guid(household + 1, 1, 0, new byte[8]), $"人{number}", Given.County, null, 40, Education.JuniorMiddle, false, true, [], null, new HashSet<string>());

    private static Opening Post(int number, int left, Action<JobVacancy>? also = null)
    {
        var vacancy = new JobVacancy { Code = $"GW{number:00}", JobTitle = "包装工", CountyCode = Given.County, Openings = left };
        also?.Invoke(vacancy);
        return new(vacancy, null, left);
    }

    private static ResettlementSite Site(int number, double east, double north) =>
        new() { Id = new Guid(number, 2, 0, new byte[8]), Code = $"S{number}", Name = $"安置点{number}", Longitude = east, Latitude = north };
}
