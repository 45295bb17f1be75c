using System.Globalization;
using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Shops of the sites let to people with a business of their own and to others: most of the rents decided, some late, some without a number to compare.</summary>
internal static class Leases
{
    private const int Stream = 2_750;

    private static readonly string[] Businesses = ["百货零售", "小吃餐饮", "理发", "农产品收购", "服装缝补", "快递代收"];

    public static IReadOnlyList<ShopLease> Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches)
    {
        var owners = batches.SelectMany(batch => batch.People.Where(person => person is { Channel: EmploymentChannel.OwnBusiness, Status: PersonStatus.Active }).Select(person => (batch.Site, Person: (Person?)person)));
        var others = batches.Take(3).Select(batch => (batch.Site, Person: (Person?)null)); // somebody from elsewhere
        return [.. owners.Concat(others).Select((one, number) => Make(options, county, one.Site, one.Person, number, Dice.For(options.Seed, county.Index, number, Stream))).OfType<ShopLease>()];
    }

    private static ShopLease? Make(DemoOptions options, CountyProfile county, ResettlementSite site, Person? person, int number, Dice dice)
    {
        if (person is not null && dice.Chance(0.4))
        {
            return null;
        }

        var from = options.Today.AddDays(-dice.Between(5, 300));
        var lease = new ShopLease
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"MM{county.Code}{number + 1:0000}"),
            CountyCode = county.Code,
            SiteId = site.Id,
            Place = site.Name + "临街门面",
            Owner = dice.Of("村集体经济合作社", county.Name + "城市建设投资公司"),
            Lessee = person?.Name ?? "外来经营户",
            PersonId = dice.Chance(0.9) ? person?.Id : null,
            IsRelocated = person is not null,
            ForBusiness = dice.Chance(0.95) ? true : null,
            Business = dice.OneOf(Businesses),
            LeasedFrom = from,
            LeasedTo = from.AddYears(1).AddDays(-1),
            MonthlyRent = Yuan.FromYuan(dice.Between(4, 15) * 100),
            StateSince = from,
        };
        lease.State = lease.IsRelocated == false ? RentReliefState.NotRelocated : RentReliefState.Leased;
        if (lease is { IsRelocated: true, PersonId: not null, ForBusiness: true })
        {
            Decide(lease, options, dice);
        }

        if (lease.State is RentReliefState.Leased or RentReliefState.Requested or RentReliefState.Verified)
        {
            lease.DueOn = from.AddDays(30);
            lease.WarnOn = lease.DueOn.Value.AddDays(-5);
        }

        return lease;
    }

    private static void Decide(ShopLease lease, DemoOptions options, Dice dice)
    {
        lease.RequestedOn = lease.LeasedFrom.AddDays(dice.Between(0, 5));
        (lease.State, lease.StateSince) = (RentReliefState.Requested, lease.RequestedOn);
        var decided = lease.LeasedFrom.AddDays(dice.Between(12, 28));
        if (decided > options.Today || dice.Chance(0.15))
        {
            return;
        }

        lease.VerifiedOn = lease.RequestedOn.Value.AddDays(4);
        (lease.DecidedOn, lease.StateSince, lease.Basis) = (decided, decided, "县安置点门面租金减免办法");
        if (dice.Chance(0.12))
        {
            (lease.Decision, lease.State) = (RentDecision.Refused, RentReliefState.Refused);
            return;
        }

        (lease.Decision, lease.ReliefPercent) = (RentDecision.Relief, dice.Of(30.0, 50.0));
        (lease.ReliefFrom, lease.ReliefTo) = (decided, decided.AddMonths(6).AddDays(-1));
        lease.ReliefAmount = new Yuan(lease.MonthlyRent!.Value.Cents * 6 * (int)lease.ReliefPercent.Value / 100);
        lease.State = lease.ReliefTo < options.Today ? RentReliefState.Expired : RentReliefState.Effective;
    }
}
