using System.Globalization;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>A household from its number: the move, the house, its people, their work, and what happened since.</summary>
internal sealed class HouseholdMaker(DemoOptions options, CountyProfile county)
{
    private const int Stream = 100;

    private readonly PersonMaker _people = new(new IdNumbers(county, options.Today));

    public Home Make(Place place, int number)
    {
        var dice = Dice.For(options.Seed, county.Index, number, Stream);
        var yao = dice.Chance(place.Village.IsYao ? 0.75 : county.Yao);
        var family = Family.Compose(dice, options.Today, yao);
        Family.Relatives(family, Dice.For(options.Seed, county.Index, number, Stream + 1), options.Today, yao);
        return Make(place, number, dice, family, null);
    }

    /// <summary>A couple that left <paramref name="parents"/> (分户), with the log of both sides.</summary>
    public Home Split(Place place, int number, Home parents)
    {
        var dice = Dice.For(options.Seed, county.Index, number, Stream);
        var head = parents.Members[0];
        var family = Family.Young(dice, options.Today, head.IsYao, head.Surname);
        var day = dice.Between(options.HistoryStart.AddDays(20), options.Today.AddDays(-40));
        var home = Make(place, number, dice, family, day);
        foreach (var member in family)
        {
            if (member.Birth >= day)
            {
                Roll.Enter(home, member, ChangeKind.Birth, member.Birth);
                continue;
            }

            Roll.Enter(home, member, ChangeKind.SplitIn, day, parents.Row.Id);
            Roll.LeaveFor(parents, member.Row, ChangeKind.SplitOut, day, home.Row.Id);
        }

        home.Visits.From = Month.Of(day);
        Finish(home);
        Finish(parents);
        return home;
    }

    /// <summary>Somebody old who lived alone has joined <paramref name="into"/> (并户); the household of one is no more.</summary>
    public void Merge(Home alone, Home into)
    {
        var day = alone.Dice.Between(options.HistoryStart.AddDays(10), options.Today.AddDays(-20));
        var member = alone.Members[0];
        alone.Members.Clear();
        into.Members.Add(member);
        Roll.LeaveFor(alone, member.Row, ChangeKind.MergedOut, day, into.Row.Id);
        member.Relation = member.Row.Relation = Relation.Other;
        member.Row.HouseholdId = into.Row.Id;
        Roll.Enter(into, member, ChangeKind.MergedIn, day, alone.Row.Id);
        foreach (var spell in member.Spells)
        {
            spell.HouseholdId = into.Row.Id;
        }

        Dissolve(alone, day);
        Finish(into);
    }

    /// <summary>The last of a household died, or it was struck off as a whole (整户消亡).</summary>
    public void End(Home home, ChangeKind kind)
    {
        var after = home.Changes.Select(change => change.HappenedOn).Append(options.HistoryStart.AddDays(10)).Max();
        var last = options.Today.AddDays(-10);
        if (after >= last)
        {
            return;
        }

        var day = home.Dice.Between(after.AddDays(1), last);

        foreach (var member in home.There.ToList())
        {
            Roll.Leave(home, member, kind, day);
            member.Spells.RemoveAll(spell => spell.StartedOn >= day);
            foreach (var spell in member.Spells.Where(spell => spell.EndedOn is null || spell.EndedOn > day))
            {
                spell.EndedOn = day;
            }
        }

        home.Services.RemoveAll(service => service.GivenOn >= day);
        Dissolve(home, day);
    }

    private static void Dissolve(Home home, DateOnly day)
    {
        home.Row.Status = HouseholdStatus.Dissolved;
        home.Row.DissolvedOn = day;
        home.Visits.DissolvedOn = day;
    }

    private Home Make(Place place, int number, Dice dice, List<Member> members, DateOnly? since)
    {
        var row = HouseOf(place, number, dice, members);
        var home = new Home
        {
            Options = options,
            County = county,
            Place = place,
            Number = number,
            Dice = dice,
            Row = row,
            Members = members,
            Visits = new() { First = options.FirstMonth, From = options.FirstMonth },
        };
        foreach (var member in members)
        {
            _people.Make(home, member);
        }

        if (since is null)
        {
            Roll.Make(home);
        }

        Livelihood.Make(home);
        Callers.Make(home);
        Finish(home);
        return home;
    }

    /// <summary>What follows from the people: the head's name and phone, counts.</summary>
    private void Finish(Home home)
    {
        var row = home.Row;
        var head = home.There.FirstOrDefault(member => member.Relation == Relation.Head) ?? home.Members[0];
        row.HeadName = head.Row.Name;
        row.Phone = head.Row.Phone ?? home.There.Select(member => member.Row.Phone).FirstOrDefault(phone => phone is not null);
        row.DeclaredSize = Math.Max(1, home.There.Count());

        // Most were compared in the yearly round of last winter, some again since.
        row.ComparedOn = home.Number % 8 == 3
            ? options.Today.AddDays(-20 - (home.Number * 37 % 280))
            : options.Today.AddMonths(-12).AddDays(4 + (home.Number * 37 % 42));
        row.ComparedSize = Roll.On(home, row.ComparedOn.Value);
    }

    private Household HouseOf(Place place, int number, Dice dice, List<Member> members)
    {
        var poor = dice.Chance(0.86);
        var batch = dice.Weighted((20, 2016), (35, 2017), (33, 2018), (12, 2019));
        var moved = new DateOnly(batch + 1, dice.Between(1, 12), dice.Between(1, 28));
        var origin = dice.OneOf(CountyPlaces.Of(county).Rural);
        var size = Math.Max(1, members.Count(member => member.Birth < moved));
        var area = (decimal)(dice.Of<int>([.. new[] { 25, 50, 60, 75, 80, 100, 110, 125 }.Where(x => x <= 25 * size).TakeLast(3)]) - (dice.Chance(0.3) ? dice.Below(5) * 0.5 : 0));
        var old = dice.Weighted((915, OldHouseState.Demolished), (30, OldHouseState.KeptByApproval), (20, OldHouseState.Standing), (35, OldHouseState.NoHouse));
        var demolished = moved.AddDays(dice.Between(40, 500));
        var certificate = dice.Chance(place.IsVirtual ? 0.7 : 0.94);
        var certified = moved.AddDays(dice.Between(400, 1_500));
        var scattered = place.IsVirtual;
        var destination = $"湖南省郴州市{county.Name}{place.Village.Township}{(scattered ? place.Village.Name : place.Row.Name)}";
        return new Household
        {
            Id = DemoIds.Of(options.Seed, Made.Household, county.Index, number, 0),
            CountyCode = county.Code,
            Code = string.Create(CultureInfo.InvariantCulture, $"{county.Code}{number + 1:000000}"),
            TownshipCode = place.Village.TownshipCode,
            SiteId = place.Row.Id,
            Room = scattered ? null : string.Create(CultureInfo.InvariantCulture, $"{1 + (number % (place.Row.Buildings ?? 1))}栋{dice.Between(1, 3)}单元{dice.Between(1, 6)}0{dice.Between(1, 4)}室"),
            Type = poor ? HouseholdType.PovertyAlleviated : HouseholdType.Accompanying,
            PlacementForm = scattered ? PlacementForm.Scattered : PlacementForm.Concentrated,
            ScatteredForm = scattered ? dice.Of(ScatteredForm.Interspersed, ScatteredForm.WithRelatives, ScatteredForm.BoughtInTown) : null,
            OriginPlace = string.Create(CultureInfo.InvariantCulture, $"湖南省郴州市{county.Name}{origin.Township}{origin.Name}{dice.Between(1, 16)}组"),
            DestinationPlace = destination,
            DwellingArea = SquareMetres.From(area),
            AgreementNo = string.Create(CultureInfo.InvariantCulture, $"{county.Code}-{batch}-{number + 1:000000}"),
            BatchYear = batch,
            MovedInOn = moved,
            LivesThere = dice.Chance(0.965),
            SelfFunded = Yuan.FromYuan(Math.Min(10_000, size * dice.Between(8, 30) * 100)),
            RelocationSubsidy = Yuan.FromYuan(size * 20_000),
            OldHouse = old,
            RetentionReason = old == OldHouseState.KeptByApproval ? (number % 3) switch { 0 => "连体房", 1 => "列入传统村落保护目录", _ => "具有文化旅游开发价值" } : null,
            DemolishedOn = old == OldHouseState.Demolished ? demolished : null,
            ReclaimedOn = old == OldHouseState.Demolished && dice.Chance(0.95) ? demolished.AddDays(dice.Between(20, 300)) : null,
            ReclaimedArea = old == OldHouseState.Demolished ? Mu.FromMu(dice.Between(15, 45) / 100m) : null,
            CertificateNo = certificate ? string.Create(CultureInfo.InvariantCulture, $"湘({certified.Year}){county.Name}不动产权第{county.Index + 1:00}{number + 1:000000}号") : null,
            CertificateOn = certificate ? certified : null,
            HukouMovedIn = dice.Chance(0.36),
            OutOfPovertyOn = poor ? new DateOnly(dice.Between(batch, 2019), 12, 31) : null,
            PovertyCause = poor ? dice.Of("缺技术", "缺资金", "因病", "因残", "交通条件落后", "缺劳力", "因学", "自身发展力不足") : null,
            Monitoring = MonitoringClass.NotMonitored,
            LowIncome = LowIncomeClass.None,
            ContractedLand = Mu.FromMu(dice.Between(4, 70) / 10m),
            Forest = Mu.FromMu(dice.Between(0, 320) / 10m),
            Helper = place.Helpers[number % place.Helpers.Length],
            Grid = string.Create(CultureInfo.InvariantCulture, $"第{1 + (number % place.GridWorkers.Length)}网格"),
            Status = HouseholdStatus.Active,
        };
    }
}
