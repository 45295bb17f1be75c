using System.Globalization;
using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// Businesses of relocated people: most of them open, a few given up within the year, some in the county's incubator; the subsidies
/// they applied for, the advice and the legal aid they had.
/// </summary>
internal sealed class Businesses
{
    private const int Stream = 2_770;

    /// <summary>The incubator of every third county has taken others before relocated people.</summary>
    private const int Unfair = 3;

    private static readonly string[] Industries = ["种植养殖", "批发零售", "餐饮住宿", "居民服务", "电子商务"];

    private readonly DemoOptions options;
    private readonly CountyProfile county;

    private Businesses(DemoOptions options, CountyProfile county) => (this.options, this.county) = (options, county);

    public List<Incubator> Places { get; } = [];

    public List<IncubatorTenancy> Tenancies { get; } = [];

    public List<Entrepreneurship> Owned { get; } = [];

    public List<StartupSubsidyApplication> Subsidies { get; } = [];

    public List<ExpertGuidance> Advice { get; } = [];

    public List<LegalAidCase> Aid { get; } = [];

    public static Businesses Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches)
    {
        var made = new Businesses(options, county);
        var place = made.Open();
        var number = 0;
        foreach (var person in batches.SelectMany(batch => batch.People).Where(person => person is { Channel: EmploymentChannel.OwnBusiness, Status: PersonStatus.Active }))
        {
            made.Run(person, place, number, Dice.For(options.Seed, county.Index, number++, Stream));
        }

        var labourers = batches.SelectMany(batch => batch.People).Where(person => person is { Status: PersonStatus.Active, Employment: EmploymentStatus.Employed }).Take(5);
        foreach (var person in labourers)
        {
            made.Help(person, number, Dice.For(options.Seed, county.Index, number++, Stream));
        }

        return made;
    }

    private Incubator Open()
    {
        var place = new Incubator
        {
            Code = $"FH{county.Code}01",
            CountyCode = county.Code,
            Name = county.Name + "返乡创业孵化基地",
            Operator = county.Name + "就业服务中心",
            OpenedOn = new DateOnly(options.Today.Year - 3, 4, 1),
            Rooms = 24,
            Applicants = 12,
            RelocatedApplicants = 6,
            RejectionsReasoned = false,
        };
        Places.Add(place);
        for (var i = 0; i < 8; i++)
        {
            var relocated = i % 8 < (county.Index % Unfair == Unfair - 1 ? 2 : 4);
            Tenancies.Add(new()
            {
                IncubatorId = place.Id,
                CountyCode = county.Code,
                Tenant = string.Create(CultureInfo.InvariantCulture, $"{county.Name}{(relocated ? "安置点" : "创业")}{i + 1:00}号工坊"),
                EnteredOn = place.OpenedOn.AddMonths(i + 1),
                Relocated = relocated,
                Staff = 2 + i,
                LeftOn = i == 7 ? options.Today.AddDays(-60) : null,
                LeftFor = i == 7 ? "期满" : null,
            });
        }

        return place;
    }

    private void Run(Person person, Incubator place, int number, Dice dice)
    {
        var opened = options.Today.AddDays(-dice.Between(40, 1_100));
        var closed = dice.Chance(0.12) && opened.AddDays(300) < options.Today ? opened.AddDays(dice.Between(150, 299)) : (DateOnly?)null;
        var inside = dice.Chance(0.3);
        var business = new Entrepreneurship
        {
            PersonId = person.Id,
            HouseholdId = person.HouseholdId,
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            Business = person.Name[..1] + dice.Of("记小吃店", "家百货", "师傅理发店", "家养殖场", "家农资店", "记早餐铺"),
            Industry = dice.OneOf(Industries),
            OpenedOn = opened,
            Staff = dice.Below(4),
            IncubatorId = inside ? place.Id : null,
            EnteredOn = inside ? (opened > place.OpenedOn ? opened : place.OpenedOn) : null,
            Expert = dice.Chance(0.5) ? "县创业指导专家组" : null,
            Status = closed is null ? BusinessStatus.Open : BusinessStatus.Closed,
            ClosedOn = closed,
        };
        Owned.Add(business);
        if (business.Expert is not null)
        {
            Advise(person, dice);
        }

        if (number % 3 == 0)
        {
            Subsidies.Add(Subsidy(person, business, number / 3, dice));
        }
    }

    private void Advise(Person person, Dice dice) => Advice.Add(new()
    {
        PersonId = person.Id,
        HouseholdId = person.HouseholdId,
        CountyCode = person.CountyCode,
        SiteId = person.SiteId,
        GivenOn = options.Today.AddDays(-dice.Between(10, 200)),
        Expert = "县创业指导专家组",
        Channel = dice.Of(GuidanceChannel.Visit, GuidanceChannel.Lecture, GuidanceChannel.Remote),
        Subject = dice.Of("选址和进货渠道", "记账和控制成本", "线上销售"),
        Effect = dice.Chance(0.6) ? "已按建议调整" : null,
    });

    /// <summary>One after the other: paid, approved and not paid for months, on public notice, refused for a reason, sent back.</summary>
    private StartupSubsidyApplication Subsidy(Person person, Entrepreneurship business, int number, Dice dice)
    {
        var applied = options.Today.AddDays(-dice.Between(80, 160));
        var line = new StartupSubsidyApplication
        {
            PersonId = person.Id,
            HouseholdId = person.HouseholdId,
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            AppliedOn = applied,
            Kind = SubsidyKind.Startup,
            Business = business.Business,
            OpenedOn = business.OpenedOn,
            Requested = Yuan.FromYuan(5_000),
            CompleteOn = applied.AddDays(3),
            StateSince = applied.AddDays(3),
            State = SubsidyState.Complete,
        };
        switch (number % 5)
        {
            case 0 or 1:
                (line.NoticeFrom, line.NoticeTo) = (applied.AddDays(8), applied.AddDays(14));
                (line.Decision, line.DecidedOn, line.Amount) = (SubsidyDecision.Approved, applied.AddDays(16), line.Requested);
                (line.State, line.StateSince) = (SubsidyState.Approved, line.DecidedOn);
                if (number % 5 == 0)
                {
                    (line.PaidOn, line.PaidAmount) = (applied.AddDays(30), line.Amount);
                    (line.State, line.StateSince) = (SubsidyState.Paid, line.PaidOn);
                }

                break;
            case 2:
                (line.NoticeFrom, line.NoticeTo) = (options.Today.AddDays(-3), options.Today.AddDays(3));
                (line.State, line.StateSince) = (SubsidyState.Notice, line.NoticeFrom);
                break;
            case 3:
                (line.Decision, line.DecidedOn, line.RefusedFor) = (SubsidyDecision.Refused, applied.AddDays(12), "已享受同类补贴");
                (line.State, line.StateSince) = (SubsidyState.Rejected, line.DecidedOn);
                break;
            default:
                (line.CompleteOn, line.State, line.StateSince, line.Returns) = (null, SubsidyState.Applied, applied.AddDays(6), 1);
                break;
        }

        return line;
    }

    private void Help(Person person, int number, Dice dice)
    {
        var accepted = options.Today.AddDays(-dice.Between(20, 300));
        var closed = dice.Chance(0.7) ? accepted.AddDays(dice.Between(5, 19)) : (DateOnly?)null;
        Aid.Add(new()
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"FY{county.Code}-{number + 1:0000}"),
            PersonId = person.Id,
            HouseholdId = person.HouseholdId,
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            AcceptedOn = accepted,
            Matter = dice.Of("劳动报酬", "工伤", "劳动合同", "经营合同"),
            Centre = county.Name + "法律援助中心",
            ClosedOn = closed,
            Result = closed is null ? null : dice.Of(LegalAidResult.Settled, LegalAidResult.Won, LegalAidResult.Advised),
        });
    }
}
