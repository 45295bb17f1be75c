namespace Anju.Demo;

/// <summary>Where people of Chenzhou go to work, written down to the county as the ledger asks.</summary>
internal static class WorkPlaces
{
    public static readonly (int Weight, string Value)[] OutsideProvince =
    [
        (9, "广东省深圳市宝安区"), (8, "广东省深圳市龙岗区"), (5, "广东省深圳市龙华区"), (4, "广东省深圳市光明区"), (3, "广东省深圳市坪山区"),
        (9, "广东省东莞市长安镇"), (6, "广东省东莞市厚街镇"), (6, "广东省东莞市塘厦镇"), (5, "广东省东莞市虎门镇"), (3, "广东省东莞市凤岗镇"),
        (6, "广东省广州市白云区"), (5, "广东省广州市番禺区"), (4, "广东省广州市花都区"), (4, "广东省广州市增城区"),
        (5, "广东省惠州市惠阳区"), (4, "广东省惠州市惠城区"), (3, "广东省惠州市博罗县"),
        (5, "广东省佛山市顺德区"), (4, "广东省佛山市南海区"), (3, "广东省中山市小榄镇"), (2, "广东省珠海市香洲区"), (2, "广东省珠海市斗门区"),
        (2, "广东省韶关市乐昌市"), (2, "广东省清远市清城区"), (1, "广东省江门市新会区"),
        (2, "浙江省宁波市鄞州区"), (2, "浙江省金华市义乌市"), (1, "浙江省温州市瑞安市"), (1, "福建省泉州市晋江市"), (1, "江苏省苏州市昆山市"),
        (1, "上海市松江区"), (1, "广西壮族自治区柳州市鱼峰区"),
    ];

    public static readonly (int Weight, string Value)[] OutsideCounty =
    [
        (5, "湖南省长沙市长沙县"), (4, "湖南省长沙市岳麓区"), (3, "湖南省长沙市雨花区"), (2, "湖南省株洲市天元区"), (2, "湖南省衡阳市雁峰区"),
        (1, "湖南省衡阳市耒阳市"), (1, "湖南省湘潭市岳塘区"), (1, "湖南省永州市冷水滩区"),
        (8, "湖南省郴州市北湖区"), (6, "湖南省郴州市苏仙区"), (1, "湖南省郴州市资兴市"), (1, "湖南省郴州市桂阳县"),
    ];

    public static string Outside(Dice dice, CountyProfile county)
    {
        var place = dice.Weighted<string>(OutsideCounty);
        return place.EndsWith(county.Name, StringComparison.Ordinal) ? Outside(dice, county) : place;
    }

    public static string Inside(CountyProfile county) => $"湖南省郴州市{county.Name}";
}
