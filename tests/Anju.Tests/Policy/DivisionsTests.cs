using Anju.Kernel;
using Anju.Policy;

namespace Anju.Tests.Policy;

public sealed class DivisionsTests
{
    private static readonly Divisions Divisions = PlanPack.Load().Divisions;

    [Fact]
    public void The_city_has_eleven_counties_and_the_townships_and_villages_of_both_editions()
    {
        Assert.Equal(11, Divisions.Counties.Count);
        Assert.Equal(159, Divisions.All.Count(x => x.Level == DivisionLevel.Township && !x.IsStatisticalOnly));
        var villages = Divisions.All.Where(x => x.Level == DivisionLevel.Village).ToList();
        Assert.Equal((2424, 2420), (villages.Count(x => x.IsIn(2022)), villages.Count(x => x.IsIn(2023))));
        Assert.All(Divisions.All.Skip(1), x => Assert.True(x.Code.IsWithin(x.Parent!.Code)));
    }

    [Theory]
    [InlineData("431021", "桂阳县")]
    [InlineData("431021000000", "桂阳县")]
    [InlineData("431002001", "北湖区人民路街道")]
    [InlineData("431002001002", "北湖区人民路街道国庆北路社区")]
    [InlineData("431000", "郴州市")]
    public void A_place_is_found_by_a_code_of_any_length(string code, string fullName) =>
        Assert.Equal(fullName, Divisions.Find(code)!.FullName);

    [Theory]
    [InlineData("北湖区人民路街道国庆北路社区", "431002001002")]
    [InlineData("湖南省郴州市北湖区人民路街道国庆北路社区居委会", "431002001002")]
    [InlineData("北湖 人民路 国庆北路", "431002001002")]
    [InlineData("郴州市/北湖区/国庆北路社区", "431002001002")]
    [InlineData("桂阳县仁义镇仁义社区", "431021102004")]
    [InlineData("桂阳县仁义镇仁义村", "431021102200")]
    [InlineData("桂阳县仁义镇仁义", "431021102004")]
    [InlineData("桂阳", "431021")]
    [InlineData("郴州市", "431000")]
    public void A_place_is_found_by_its_names_in_either_edition(string name, string code) =>
        Assert.Equal(code, Divisions.Find(name)?.Code.Value);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("长沙市天心区")]
    [InlineData("431099")]
    [InlineData("团结村")]
    [InlineData("桂阳县仁义镇没有这个村")]
    public void What_is_not_here_or_not_the_only_one_is_not_found(string text) => Assert.Null(Divisions.Find(text));

    [Fact]
    public void A_village_that_became_a_community_leads_to_it()
    {
        var village = Divisions.Find("431021102200")!;
        Assert.False(village.IsCurrent);
        Assert.True(village.IsIn(2022));
        Assert.False(village.IsIn(2023));
        Assert.Equal("431021102004", village.Successor!.Code.Value);
        Assert.False(village.Successor.IsIn(2022));
        Assert.Null(village.Successor.Successor);
    }

    [Fact]
    public void Every_child_is_found_again_by_its_own_name()
    {
        var current = Divisions.All.Where(x => x.Parent is not null && x.IsCurrent);
        Assert.All(current, x => Assert.Same(x, x.Parent!.FindChild(x.Name)));
        Assert.All(Divisions.Counties, x => Assert.Same(x, Divisions.Find(x.FullName)));
    }
}
