using System.Globalization;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>What a job is, apart from when: the same person mostly finds the like of it again.</summary>
internal sealed record Job(
    EmploymentChannel Channel, string WorkPlace, string? Employer, string Trade, ContractKind Contract, Yuan Wage, bool Insured, string? CarrierCode)
{
    private static readonly string[] Words = ["华湘", "鑫林", "五岭", "舂陵", "骡岭", "便江", "东岭", "禾仓", "瑶岗", "沤水", "永安", "长河", "恒丰", "正兴", "晨星", "宏图"];

    public static Job Find(Home home, Member member, EmploymentChannel channel)
    {
        var dice = home.Dice;
        var county = WorkPlaces.Inside(home.County);
        var skilled = member.Row.LabourCapacity == LabourCapacity.Skilled;
        return channel switch
        {
            EmploymentChannel.OutsideProvince => Factory(dice, channel, dice.Weighted<string>(WorkPlaces.OutsideProvince), skilled, 4_000, 7_200),
            EmploymentChannel.OutsideCounty => Factory(dice, channel, WorkPlaces.Outside(dice, home.County), skilled, 3_300, 5_600),
            EmploymentChannel.InsideCounty => Factory(dice, channel, county, skilled, 2_500, 4_300),
            EmploymentChannel.Workshop => new(
                channel, county, $"{home.Place.Village.Township}就业帮扶车间", dice.Of("缝纫工", "电子组装工", "包装工", "手套缝制工", "箱包加工", "竹制品加工"),
                dice.Of(ContractKind.FixedTerm, ContractKind.ServiceAgreement, ContractKind.PieceWork), Pay(dice, 1_800, 3_100), false,
                string.Create(CultureInfo.InvariantCulture, $"CJ{home.Place.Village.TownshipCode[..9]}{1 + (home.Number % 2):00}")),
            EmploymentChannel.PublicPost => new(
                channel, county, $"{home.Place.Village.Name}{(home.Place.Village.IsUrban ? "居民委员会" : "村民委员会")}",
                dice.Of("保洁员", "护林员", "河道巡护员", "道路维护员", "楼栋管理员", "消防巡查员"), ContractKind.PublicPostAgreement, Pay(dice, 800, 1_500), false, null),
            EmploymentChannel.OwnBusiness => new(
                channel, county, null, dice.Of("小吃店", "便利店", "货运", "理发店", "农资店", "养蜂", "装修"), ContractKind.SelfEmployed, Pay(dice, 3_000, 7_500), false, null),
            EmploymentChannel.Farming => new(
                channel, county, null, dice.Of("种植水稻", "种植油茶", "种植柑橘", "养殖山羊", "种植辣椒", "养殖生猪"), ContractKind.FarmBusiness, Pay(dice, 1_300, 2_800), false, null),
            _ => new(channel, county, $"{home.County.Name}{dice.Of("乡村医院", "环境卫生中心", "第三小学")}", dice.Of("教师", "护士", "办事员"), ContractKind.OpenEnded, Pay(dice, 3_800, 5_600), true, null),
        };
    }

    /// <summary>The usual channels by strength, age and sex.</summary>
    public static EmploymentChannel Usual(Dice dice, Member member, int age, bool hasSmallChild)
    {
        var weak = member.Row.LabourCapacity is LabourCapacity.WeakOrHalf;
        if (weak || age >= 60)
        {
            return dice.Weighted(
                (weak && age < 60 ? 5 : 0, EmploymentChannel.OutsideProvince), (12, EmploymentChannel.InsideCounty), (20, EmploymentChannel.Workshop),
                (age < 65 ? 38 : 5, EmploymentChannel.PublicPost), (30, EmploymentChannel.Farming), (3, EmploymentChannel.OwnBusiness));
        }

        var home = hasSmallChild && member.Sex == Sex.Female;
        return dice.Weighted(
            (age < 50 ? home ? 22 : 58 : 34, EmploymentChannel.OutsideProvince), (home ? 6 : 12, EmploymentChannel.OutsideCounty), (home ? 34 : 18, EmploymentChannel.InsideCounty),
            (home ? 24 : 5, EmploymentChannel.Workshop), (age >= 45 ? 7 : 1, EmploymentChannel.PublicPost), (5, EmploymentChannel.OwnBusiness),
            (age >= 45 ? 12 : 1, EmploymentChannel.Farming), (member.Row.Education >= Education.JuniorCollege ? 6 : 0, EmploymentChannel.PublicInstitution));
    }

    private static Job Factory(Dice dice, EmploymentChannel channel, string place, bool skilled, int least, int most)
    {
        var (business, trades) = dice.Weighted<(string, string[])>(
            (6, ("电子", ["普工", "品检员", "电子装配工", "仓管员"])), (4, ("制衣", ["缝纫工", "裁剪工", "整烫工"])), (3, ("五金", ["冲压工", "数控操作工", "打磨工"])),
            (3, ("建筑", ["泥瓦工", "钢筋工", "木工", "水电工"])), (2, ("鞋业", ["针车工", "成型工"])), (2, ("物流", ["分拣员", "司机", "装卸工"])),
            (2, ("餐饮", ["服务员", "厨师", "配菜员"])), (1, ("家政", ["月嫂", "保洁员", "护理员"])), (1, ("矿业", ["井下工", "选矿工"])));
        var town = place.Length > 3 && place.IndexOf('市', StringComparison.Ordinal) is var end and > 0 ? place[(place.IndexOf('省', StringComparison.Ordinal) + 1)..end] : "";
        var contract = dice.Weighted((62, ContractKind.FixedTerm), (6, ContractKind.OpenEnded), (6, ContractKind.ByTask), (10, ContractKind.ServiceAgreement), (16, ContractKind.Flexible));
        var employer = business == "建筑" && dice.Chance(0.5) ? null : $"{town}{dice.Of<string>(Words)}{business}有限公司";
        return new(
            channel, place, employer, dice.Of<string>(trades), contract, Pay(dice, least + (skilled ? 900 : 0), most + (skilled ? 1_200 : 0)),
            contract is ContractKind.FixedTerm or ContractKind.OpenEnded && dice.Chance(0.6), null);
    }

    private static Yuan Pay(Dice dice, int least, int most) => Yuan.FromYuan(dice.Between(least / 50, most / 50) * 50);
}
