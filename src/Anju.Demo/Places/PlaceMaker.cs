using System.Globalization;
using Anju.Register;

namespace Anju.Demo;

/// <summary>The endless row of a county's sites; a city takes as many from its front as its households fill.</summary>
internal sealed class PlaceMaker(DemoOptions options, CountyProfile county)
{
    private static readonly string[] Words = ["家园", "新村", "小区", "佳园", "安居苑", "新苑", "安置区", "和苑"];

    private readonly CountyPlaces _places = CountyPlaces.Of(county);
    private readonly HashSet<string> _names = [];

    public IEnumerable<Place> All()
    {
        for (var number = 0; ; number++)
        {
            yield return Make(number, county.Sites[number % county.Sites.Length]);
        }
    }

    private Place Make(int number, char size)
    {
        var dice = Dice.For(options.Seed, county.Index, number, (int)Made.Site);
        var urban = size is 'X' or 'L' or 'M' || (size == 'S' && dice.Chance(0.35));
        var village = dice.OneOf(urban ? _places.Urban : _places.Rural);
        var room = size switch
        {
            'X' => dice.Between(2_880, 2_960),
            'L' => dice.Between(880, 990),
            'M' => dice.Between(240, 370),
            'S' => dice.Between(66, 138),
            'V' => dice.Between(20, 45),
            _ => dice.Between(8, 24),
        };
        var row = new ResettlementSite
        {
            Id = DemoIds.Of(options.Seed, Made.Site, county.Index, number, 0),
            CountyCode = county.Code,
            Code = string.Create(CultureInfo.InvariantCulture, $"{county.Code}A{number + 1:0000}"),
            Name = NameOf(dice, village, size),
            TownshipCode = village.TownshipCode,
            VillageCode = village.Code,
            Kind = size == 'V' ? SiteKind.Virtual : SiteKind.Concentrated,
            Location = urban ? SiteLocation.Urban : SiteLocation.Rural,
            Longitude = Math.Round(county.Longitude + village.East, 4),
            Latitude = Math.Round(county.Latitude + village.North, 4),
            Status = SiteStatus.InUse,
            ManagingOrg = village.Name,
            CooperatingOrg = dice.OneOf(_places.Rural) is var origin ? origin.Township + origin.Name : null,
        };
        if (size != 'V')
        {
            Furnish(row, village, size, room, dice);
        }

        row.Note = size == 'V' ? "分散安置户按迁入村归集，设虚拟点。" : null;
        row.Grids = Math.Max(1, (room + 59) / 80);
        return new Place
        {
            Row = row,
            Village = village,
            Room = room,
            GridWorkers = Several(dice, row.Grids.Value),
            VillageReviewer = Names.OfSomebody(dice),
            TownshipReviewer = Names.OfSomebody(dice),
            Helpers = Several(dice, Math.Max(2, room / 12)),
            EmploymentOfficer = Names.OfSomebody(dice),
        };
    }

    private static void Furnish(ResettlementSite row, Village village, char size, int room, Dice dice)
    {
        var large = size is 'X' or 'L' or 'M';
        row.BuiltOn = new DateOnly(2016, dice.Between(5, 12), dice.Between(1, 28));
        row.Buildings = large ? Math.Max(4, room / 36) : Math.Max(1, room / 12);
        row.Dwellings = room + dice.Below(6);
        row.Shops = large ? room / 10 : size == 'S' ? room / 20 : 0;
        row.PartyOrganisation = large ? $"{row.Name}党支部" : $"{village.Name}党支部";
        row.ResidentsCommittee = village.Name + (village.IsUrban ? "居民委员会" : "村民委员会");
        row.SupervisoryCommittee = village.Name + (village.IsUrban ? "居务监督委员会" : "村务监督委员会");
        row.PropertyManager = large ? $"{row.Name}物业服务站" : null;
        row.PoliceRoom = size is 'X' or 'L' ? $"{row.Name}警务室" : large ? $"由{village.Township}派出所覆盖" : null;
        row.ServiceCentre = large ? $"{row.Name}便民服务中心" : $"{village.Name}便民服务站";
        row.CollectiveOrg = large ? $"{row.Name}股份经济合作社" : null;
        row.AdjacentScenic = dice.Chance(0.08);
        row.TraditionalVillage = dice.Chance(0.03);
        row.ConcentratedArea = large;
        row.IndustryDecision = dice.Weighted(
            (3, IndustryDecision.Supported), (2, IndustryDecision.NotFeasible), (3, IndustryDecision.UnderWay), (4, IndustryDecision.Built));
        row.School = $"{village.Township}{(large ? "第二完全小学" : "中心小学")}";
        row.Kindergarten = large ? $"{row.Name}幼儿园" : $"{village.Township}中心幼儿园";
        row.Clinic = large ? $"{row.Name}卫生室" : $"{village.Name}卫生室";
        row.LeadingEntity = size == 'u' ? null : $"{village.Township}就业帮扶车间";
    }

    private string NameOf(Dice dice, Village village, char size)
    {
        var stem = village.Name.EndsWith("社区", StringComparison.Ordinal) && village.Name.Length > 3 ? village.Name[..^2] : village.Name.TrimEnd('村');
        var name = size == 'V' ? $"{village.Township}{village.Name}分散安置" : size == 'u' ? $"{stem}安置点" : stem + dice.Of<string>(Words);
        for (var phase = 2; !_names.Add(name); phase++)
        {
            name = $"{name.Split('（')[0]}（{(phase <= 10 ? "一二三四五六七八九十"[phase - 1].ToString() : phase.ToString(CultureInfo.InvariantCulture))}期）";
        }

        return name;
    }

    private static string[] Several(Dice dice, int count) => [.. Enumerable.Range(0, count).Select(_ => Names.OfSomebody(dice))];
}
